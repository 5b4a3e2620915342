"""What a change of structure keeps, what begins anew, and what can be seen across it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.session.changes import restructuring


def grown(before: int = 5, after: int = 4) -> bg.Session:
    """The example of exclusive or, which gets a fifth hidden unit on the way."""
    session = bg.open_example("xor")
    session.step_iteration(before)
    restructuring.change_layer(session, 1, units=5)
    if after:
        session.step_iteration(after)
    return session


def test_the_run_goes_on_with_the_parameters_that_survive() -> None:
    session = bg.open_example("xor")
    session.step_iteration(5)
    losses, new = session.history("loss"), session.value("w_new[1]")
    restructuring.change_layer(session, 1, units=5)
    assert session.position == bg.Position(5, 0, 0)
    assert session.current is None
    assert session.history("loss").tolist() == losses.tolist()
    np.testing.assert_array_equal(session.value("w[1]")[:, :4], new)
    with pytest.raises(bg.NotComputed):
        session.value("w_new[1]")
    session.step_iteration()
    assert session.position == session.clock.end(5)
    assert session.finished == 6
    assert session.history("loss")[:5].tolist() == losses.tolist()
    assert [branch.name for branch in session.branches] == ["main"]


def test_a_change_inside_an_iteration_returns_to_its_start() -> None:
    session = bg.open_example("xor")
    session.step_iteration(3)
    session.step_over()
    session.set("w[1,1,1]", 0.25)
    session.step_out()
    session.change(optimizer=bg.Adam())
    assert session.position == bg.Position(3, 0, 0)
    assert session.value("w[1,1,1]") == 0.25
    assert [branch.name for branch in session.branches] == ["main", "branch 1"]
    session.undo()
    assert session.edits[0].position.iteration == 3


def test_what_the_optimiser_remembers_and_the_count_of_updates_begin_anew() -> None:
    session = bg.open_example("xor")
    session.step_iteration(2)
    session.change(optimizer=bg.Adam(), schedule=bg.StepDecay(every=2, factor=0.5))
    session.step_iteration(3)
    assert session.value("t") == 3
    session.change(batch_size=2)
    assert session.value("t") == 1
    assert not np.any(session.value("m_w[1]"))


def test_batches_are_those_of_the_iteration() -> None:
    session = bg.open_example("xor")
    session.change(batch_size=1)
    session.step_iteration(3)
    restructuring.change_layer(session, 1, units=5)
    assert session.value("x[0]").tolist() == session.document.inputs[3:].tolist()


def test_several_changes_at_one_place_are_one() -> None:
    session = bg.open_example("xor")
    session.step_iteration(5)
    for units in (5, 6, 7):
        restructuring.change_layer(session, 1, units=units)
    assert session.clock.changes == (5,)
    assert [branch.name for branch in session.branches] == ["main"]
    for units in (6, 5, 4):
        session.undo()
        assert session.network.sizes[1] == units
    assert session.position == session.clock.end(4)


def test_a_change_at_the_very_beginning_takes_the_place_of_what_was_there() -> None:
    session = bg.open_example("xor")
    restructuring.change_layer(session, 1, units=5)
    assert session.position == bg.Position()
    assert len(session.stages.parts) == 1


def test_an_edit_before_a_change_leaves_it_in_the_branch_of_before() -> None:
    session = grown()
    session.seek(bg.Position(3, 2, 0))
    session.set("w[1,1,1]", 0.5)
    assert session.finished == 3
    session.step_iteration(4)
    assert session.network.sizes[1] == 4
    assert session.compare("main", "branch 1").parted == bg.Position(3, 2, 0)
    session.switch_branch("main")
    assert (session.network.sizes[1], session.finished) == (4, 9)
    session.seek(session.clock.end(8))
    assert session.network.sizes[1] == 5


def test_undo_with_another_network_here_goes_to_the_start_of_the_iteration() -> None:
    session = grown()
    session.seek(bg.Position(3, 2, 0))
    session.set("w[1,1,1]", 0.5)
    session.step_iteration(5)
    session.step_over()
    assert session.position.iteration == 8
    session.undo()
    assert session.position == session.clock.end(7)
    assert session.network.sizes[1] == 5
    session.redo()
    assert session.network.sizes[1] == 4


def test_quantities_across_a_change_are_nan_where_there_were_none() -> None:
    session = grown()
    assert np.isnan(session.history("w[1,1,5]")[:5]).all()
    assert np.isfinite(session.history("w[1,1,5]")[5:]).all()
    kept = session.kept([session.find(name) for name in ("w[1,1,1]", "w[1,1,5]")])
    assert kept.iterations.tolist() == list(range(9))
    for column, name in zip(kept.rows.T, ("w[1,1,1]", "w[1,1,5]"), strict=True):
        np.testing.assert_array_equal(column, session.history(name))
    one, five = session.curves(["w[1,1,1]", "w[1,1,5]"])
    assert one.iterations.tolist() == list(range(9))
    assert five.iterations.tolist() == list(range(5, 9))
    with pytest.raises(bg.BackpropError, match=r"There is no w\[1,1,6\]"):
        session.history("w[1,1,6]")


def test_watches_and_trends_reach_across_a_change() -> None:
    session = grown(after=0)
    session.step_into()
    session.add_watch("w[1,1,1]")
    session.add_watch("w[1,1,5]")
    before = session.history("w[1,1,1]")[4]
    assert session.read_watch("w[1,1,1]").before == before
    assert session.read_watch("w[1,1,5]").before is None
    session.step_iteration(3)
    trend = session.trend("abs(w[1,1,5])")
    while trend.advance():
        pass
    values = [value for _, value in trend.points]
    np.testing.assert_array_equal(values, np.abs(session.history("w[1,1,5]")))


def test_the_validation_loss_is_that_of_each_document() -> None:
    session = grown(3, 0)
    inputs, targets = session.data
    session.change(inputs=[*inputs, [0.5, 0.5]], targets=[*targets, [0.5]], validation=1)
    expected = [session.validation_loss()]
    session.step_iteration()
    expected.append(session.validation_loss())
    session.step_iteration()
    losses = session.history("validation_loss")
    assert np.isnan(losses[:3]).all()
    assert losses[3:].tolist() == expected


def test_notes_stay_unless_the_branch_of_before_has_them() -> None:
    session = bg.open_example("nlp-assignment")
    session.step_iteration(2)
    early = session.add_note("early")
    end = session.clock.operations
    late = session.add_note("late", bg.Position(7, end, 0))
    inside = session.add_note("inside", bg.Position(7, end - 1, 1))
    restructuring.remove_layer(session, 1)
    moved = session.notes[1:]
    assert session.notes[0] == early
    assert [note.text for note in moved] == ["inside", "late"]
    assert moved[1].position == session.clock.end(7)
    assert all(session.clock.checked(note.position) == note.position for note in moved)
    session.undo()
    assert session.notes == (early, inside, late)
    session.back_iteration()
    session.change(seed=5)
    assert session.notes == ()


def test_a_report_is_about_the_iterations_with_this_network(tmp_path: Path) -> None:
    session = grown()
    page = bg.export_report(session, tmp_path / "page.html", iterations=2).read_text("utf-8")
    assert "iterations 5 to 6" in page
    assert "iteration 5, where the run was changed" in page
    session.seek(session.clock.end(2))
    page = bg.export_report(session, tmp_path / "page.html", iterations=5).read_text("utf-8")
    assert "iterations 0 to 4" in page
    with pytest.raises(bg.InvalidValue, match="at most 5 is allowed: then the run was changed"):
        bg.export_report(session, tmp_path / "page.html", iterations=6)


@settings(max_examples=10, deadline=None)
@given(
    before=st.integers(1, 8),
    after=st.integers(1, 8),
    condition=st.sampled_from(
        ("loss < 0.7", "iteration > 3", "w[1,1,1] > w[1,2,1]", "abs(dw[1]).max() < 0.02")
    ),
)
def test_breakpoints_stop_across_a_change_in_both_directions(
    before: int, after: int, condition: str
) -> None:
    session = grown(before, after)
    session.add_breakpoint(bg.Line(operation="s[1]"))
    session.add_breakpoint(bg.Computed(quantity="loss"))
    session.add_breakpoint(condition)
    last, back = session.position, list[bg.Position]()
    session.reverse_continue()
    while session.stopped:
        back.insert(0, session.position)
        session.reverse_continue()
    assert session.position == bg.Position()
    found = list[bg.Position]()
    session.continue_(before + after)
    while session.stopped and session.position < last:
        found.append(session.position)
        session.continue_(before + after)
    assert found == back
    losses = [at.iteration for at in found if at.iteration in range(before + after)]
    assert set(losses) == set(range(before + after))


WRONG: tuple[tuple[str, Callable[[Any], object], str], ...] = (
    (
        "begins late",
        lambda s: s["earlier"][0].update(begins=1),
        "The documents begin in iterations 1, 5",
    ),
    ("begins together", lambda s: s.update(begins=0), "The documents begin in iterations 0, 0"),
    ("no earlier", lambda s: s.update(earlier=[]), "The documents begin in iterations 5"),
    ("begins as text", lambda s: s.update(begins="5"), "at `$.begins`"),
    ("few losses", lambda s: s.update(losses="", position=[4, 0, 1], state=""), "$.losses holds 0"),
    ("an edit late", lambda s: _edit_in(s, 6), "From iteration 5 on another document is in force"),
    ("an edit's name", lambda s: _edit_in(s, 1, "w[9,1,1]"), "at `$.edits[0]` - at `$.earlier[0]`"),
    ("a run in it", lambda s: s["earlier"][0].update(losses="AAAAAAAAAAA="), "and nothing else"),
    ("its network", lambda s: s["earlier"][0]["network"].update(inputs=3), "at `$.earlier[0]`"),
)


def _edit_in(saved: Any, iteration: int, name: str = "w[1,1,1]") -> None:
    edit = {"position": [iteration, 1, 0], "quantity": name, "value": 1.0}
    saved["earlier"][0]["edits"] = [edit]


@pytest.mark.parametrize(("change", "said"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_wrong_file_gets_one_message(
    change: Callable[[Any], object], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "run.bpg"
    grown().save(path)
    saved = json.loads(path.read_text("utf-8"))
    change(saved)
    path.write_text(json.dumps(saved))
    with pytest.raises(bg.StorageError) as refused:
        bg.open_session(path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_opened_run_goes_back_across_its_changes(tmp_path: Path) -> None:
    session = grown()
    session.save(tmp_path / "run.bpg")
    opened = bg.open_session(tmp_path / "run.bpg")
    assert not json.loads((tmp_path / "run.bpg").read_text("utf-8"))["earlier"][0]["inputs"]
    for one in (session, opened):
        one.back_iteration(6)
    assert opened.position == session.position == session.clock.end(2)
    assert opened.value("w[1]").tolist() == session.value("w[1]").tolist()
    opened.step_iteration(8)
    assert opened.history("loss")[:9].tolist() == session.history("loss").tolist()
