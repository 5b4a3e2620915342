"""What a report says is what the session computes, and what it leaves out it counts."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Number
from backprop_gui.report.content import Content, content
from tests.report.networks import SESSIONS


@pytest.fixture(params=SESSIONS)
def session(request: pytest.FixtureRequest) -> bg.Session:
    return SESSIONS[request.param]()


def steps(report: Content, iteration: int):  # type: ignore[no-untyped-def]
    phases = report.iterations[iteration].phases
    return [step for phase in phases for step in phase.steps]


def test_every_result_is_the_sessions_number(session: bg.Session) -> None:
    report = content(session, 3)
    for k in range(3):
        session.seek(bg.Position(k, len(session.program.operations), 0))
        assert report.iterations[k].loss == session.value("loss")
        for step in steps(report, k):
            for element in step.elements:
                first, *others = (way.result.right for way in element.ways)
                value = session.value(element.quantity)
                assert first == Number(value)
                for other in others:
                    assert isinstance(other, Number)
                    assert other.value == pytest.approx(value, rel=1e-9, abs=1e-12)


def test_every_element_is_worked_or_counted(session: bg.Session) -> None:
    report = content(session, 1, most_elements=5)
    for step, operation in zip(steps(report, 0), session.program.operations, strict=True):
        assert len(step.elements) == min(5, operation.output.size)
        assert len(step.elements) + step.omitted == operation.output.size


def test_tables_tell_parameters_before_and_after(session: bg.Session) -> None:
    tables = content(session, 1).iterations[0].tables
    session.step_iteration()
    for table in tables:
        for row in table.rows:
            name = row.quantity
            assert row.before == session.value(name)
            assert row.gradient == session.value(bg.Quantity(f"d{name.kind}", name.indices))
            assert row.after == session.value(bg.Quantity(f"{name.kind}_new", name.indices))


def test_curves_are_the_histories_and_what_follows(session: bg.Session) -> None:
    report = content(session, 3)
    session.step_iteration(3)
    assert report.loss.values == tuple(session.history("loss"))
    for curves in report.parameters:
        for series in curves.series[:3]:
            name = series.quantity
            after = session.value(bg.Quantity(f"{name.kind}_new", name.indices))
            assert series.values == (*session.history(name), after)


def test_the_session_does_not_move(session: bg.Session) -> None:
    session.step_over()
    moves: list[bg.Position] = []
    session.moved.connect(moves.append)
    before = session.position
    content(session, 4)
    assert session.position == before
    assert session.finished == 0
    assert not moves


def test_an_edit_is_told_and_its_consequences_are_worked() -> None:
    session = bg.open_example("nlp-assignment")
    session.run_to("s[1,1]")
    session.set("w[2,1,1]", 0.25)
    session.run_to("w_new[1,1,1]")
    session.set("w_new[1,1,1]", 2.0)
    report = content(session, 2)
    told = [setting.value for setting in report.settings if setting.name == "Edit"]
    assert told[0].startswith("w[2,1,1] set to 0.25 in iteration 1")
    assert told[1].startswith("w_new[1,1,1] set to 2.0 in iteration 1")
    elements = [element for step in steps(report, 0) for element in step.elements]
    by_hand = next(e for e in elements if str(e.quantity) == "w_new[1,1,1]")
    assert "set by hand" in by_hand.remark
    assert by_hand.ways[0].result.right == Number(2.0)
    assert report.iterations[0].tables[1].rows[0].before == 0.25
    assert report.iterations[1].tables[0].rows[0].before == 2.0


def test_settings_state_the_conventions() -> None:
    told = {s.name: s.value for s in content(bg.open_example("nlp-assignment")).settings}
    assert told["Network"] == "3-2-1: 3 inputs, 1 output"
    assert "natural logarithm" in told["Loss"]
    assert "learning rate 0.1" in told["Training"]
    assert told["Batch"] == "1 sample"


def test_less_than_one_iteration_is_refused() -> None:
    with pytest.raises(InvalidValue, match="at least 1"):
        content(bg.open_example("xor"), 0)
