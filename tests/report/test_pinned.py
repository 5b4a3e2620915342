"""Notes stand in a report at the step that they are pinned to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import backprop_gui as bg
from backprop_gui.formula.writing import Writing
from backprop_gui.report.content import content
from backprop_gui.report.html import html
from backprop_gui.report.pdf import pdf
from backprop_gui.report.records import Content
from backprop_gui.session.session import Session

Place = Callable[[Content], tuple[str, ...]]


def noted(move: Callable[[Session], object]) -> Session:
    session = bg.open_example("nlp-assignment")
    move(session)
    session.add_note("the sign\nis <wrong>")
    return session


def step(number: int) -> Place:
    def notes(report: Content) -> tuple[str, ...]:
        steps = [one for phase in report.iterations[0].phases for one in phase.steps]
        assert all(not one.notes for one in steps if one.number != number)
        return steps[number - 1].notes

    return notes


@pytest.mark.parametrize(
    ("move", "where", "place"),
    [
        (lambda session: session.restart(), "", step(1)),
        (lambda session: session.step_into(), " at s[1,1]", step(1)),
        (lambda session: session.step_over(), "", step(1)),
        (lambda session: session.run_to("delta[2,1]"), "", step(8)),
        (lambda session: session.step_iteration(), "", lambda r: r.iterations[0].notes),
        (lambda session: session.step_iteration(2), "", lambda r: r.iterations[1].notes),
    ],
)
def test_a_note_stands_at_what_was_computed_last(
    move: Callable[[Session], object], where: str, place: Place
) -> None:
    report = content(noted(move), iterations=2)
    assert place(report) == (f"Note{where}: the sign\nis <wrong>",)


def test_every_writer_writes_the_notes() -> None:
    session = noted(lambda session: session.step_into())
    session.step_iteration()
    session.add_note("all good")
    report = content(session)
    page = html(report, Writing()).decode()
    assert '<p class="pinned">Note at s[1,1]: the sign\nis &lt;wrong&gt;</p>' in page
    assert page.index("the sign") < page.index("all good")
    assert len(pdf(report, Writing())) > len(pdf(content(_bare()), Writing()))


def test_notes_on_later_iterations_stand_at_the_end_with_their_places() -> None:
    session = noted(lambda session: session.step_iteration())
    session.step_iteration(1234)
    session.add_note("slow")
    session.step_over()
    session.add_note("first line")
    session.step_into()
    session.add_note("first ReLU")
    report = content(session, iterations=1)
    assert report.later == (
        "Iteration 1\u202f234: slow",
        "Iteration 1\u202f235, line 1, s[1,2]: first line",
        "Iteration 1\u202f235, line 2, x[1,1]: first ReLU",
    )
    page = html(report, Writing()).decode()
    assert page.index("Notes on later iterations") < page.index("first ReLU")
    without = replace(report, later=())
    assert "later iterations" not in html(without, Writing()).decode()
    assert len(pdf(report, Writing())) > len(pdf(without, Writing()))


def _bare() -> Session:
    return bg.open_example("nlp-assignment")
