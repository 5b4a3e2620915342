"""What a report says is what the session computes, and what it leaves out it counts."""

from __future__ import annotations

import pytest

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Number
from backprop_gui.formula.writing import Writing
from backprop_gui.report import wording
from backprop_gui.report.content import content
from backprop_gui.report.records import Content
from backprop_gui.report.transcript import transcript
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
    assert told[0].startswith("w[2,1,1] set to 0.25 in iteration 0, inside operation 1")
    assert told[1].startswith("w_new[1,1,1] set to 2.0 in iteration 0, ")
    elements = [element for step in steps(report, 0) for element in step.elements]
    by_hand = next(e for e in elements if str(e.quantity) == "w_new[1,1,1]")
    assert "set by hand" in by_hand.remark
    assert by_hand.ways[0].result.right == Number(2.0)
    row = report.iterations[0].tables[1].rows[0]
    assert (str(row.quantity), row.before, row.set_to) == ("w[2,1,1]", 1.0, 0.25)
    assert not report.iterations[0].tables[0].by_hand
    assert report.iterations[1].tables[0].rows[0].before == 2.0
    said = {
        str(element.quantity): edit.words(Writing())
        for element in elements
        for edit in element.by_hand
    }
    assert said["s[1,2]"] == "set by hand here: w[2,1,1] = 0.25 (was 1)"
    assert len(said) == 2
    assert all("w_new[1,1,1] = 2 " in words for name, words in said.items() if name != "s[1,2]")


def test_edits_at_an_iterations_end_and_among_omitted_elements_are_told() -> None:
    session = bg.open_example("xor")
    session.run_to("s[1,4,3]")
    session.set("x[0,1,1]", 0.5)
    session.step_iteration()
    session.set("w_new[1,1,1]", 3.0)
    report = content(session, 2, most_elements=4)
    (late,) = steps(report, 0)[0].by_hand
    assert late.words(Writing()) == "set by hand here: x[0,1] of sample 1 = 0.5 (was 0)"
    (last,) = report.iterations[0].by_hand
    assert (str(last.quantity), last.value) == ("w_new[1,1,1]", 3.0)
    assert report.iterations[1].tables[0].rows[0].before == 3.0
    assert not report.iterations[1].by_hand


def test_iterations_count_from_0_as_everywhere() -> None:
    session = bg.open_example("nlp-assignment")
    report = content(session, 2)
    assert [iteration.number for iteration in report.iterations] == [0, 1]
    assert report.loss.iterations == (0, 1)
    assert report.parameters[0].series[0].iterations == (0, 1, 2)
    assert "iterations 0 to 1" in wording.summary(report, Writing())
    assert "\nIteration 0" in list(transcript(session))


@pytest.mark.parametrize("precision", [bg.Precision("float32"), bg.Precision(decimals=3)])
def test_the_precision_in_force_is_stated(precision: bg.Precision) -> None:
    session = bg.open_example("nlp-assignment")
    session.change(precision=precision)
    report = content(session)
    said = wording.summary(report, Writing())
    assert f"computed with {precision.format}" in said
    assert precision.note in said
    assert not any(table.by_hand for table in report.iterations[0].tables)


def test_settings_tell_all_that_the_numbers_depend_on() -> None:
    network = bg.Network(
        inputs=1, layers=[bg.Layer(2, "relu", derivative="sigmoid", dropout=0.25), bg.Layer(1)]
    )
    session = bg.Session(
        network,
        [[0.0], [1.0], [2.0]],
        [[0.0], [1.0], [2.0]],
        optimizer=bg.Adam(learning_rate=0.5, betas=(0.8, 0.99)),
        schedule=bg.StepDecay(every=7),
        clip_norm=2.5,
        validation=1,
        standardize=True,
    )
    told = [f"{setting.name}: {setting.value}" for setting in content(session).settings]
    for words in (
        "Training: Adam, learning rate 0.5, betas 0.8, 0.99, eps 1e-08",
        "At the start: first moment 0, second moment 0",
        "Schedule: StepDecay, every 7, factor 0.1",
        "Clipping: the norm of all gradients to at most 2.5",
        "Numbers: float64",
        "Validation: the last sample kept out of training",
        "Standardised: inputs to mean 0 and deviation 1 over the training samples",
    ):
        assert words in told
    assert any("dropout of 0.25" in line for line in told)
    assert "\n".join(told).count("surrogate") <= 1


def test_settings_tell_which_units_have_biases_and_how_large_the_penalty_is() -> None:
    layers = [bg.Layer(3, "tanh", bias=[True, False, True]), bg.Layer(1)]
    loss = bg.Loss("squared_error", l1=0.25, l2=0.5)
    session = bg.Session(bg.Network(2, layers, loss), [[1, 2]], [[1]])
    told = {s.name: s.value for s in content(session).settings}
    assert told["Layer 1"] == "3 units, tanh, biases of units 1, 3"
    assert told["Layer 2"] == "1 unit, identity, with biases"
    assert told["Penalty"] == "L1 0.25 · Σ|w|, L2 0.5 / 2 · Σw²"


def test_settings_state_the_conventions() -> None:
    told = {s.name: s.value for s in content(bg.open_example("nlp-assignment")).settings}
    assert told["Network"] == "3-2-1: 3 inputs, 1 output"
    assert "natural logarithm" in told["Loss"]
    assert "learning rate 0.1" in told["Training"]
    assert told["Batch"] == "1 sample"


@pytest.mark.parametrize("iterations", [0, -1, 1001, 10**9, 1.5, 2.0, "2", None, True])
def test_only_1_to_1000_iterations_are_allowed(iterations: object) -> None:
    with pytest.raises(InvalidValue, match="at least 1 and at most 1,000"):
        content(bg.open_example("xor"), iterations)  # type: ignore[arg-type]


def test_progress_hears_of_every_iteration() -> None:
    heard: list[tuple[int, int]] = []
    content(bg.open_example("nlp-assignment"), 3, progress=lambda *at: heard.append(at))
    assert heard == [(1, 3), (2, 3), (3, 3)]
