"""Any hyperparameter is set at any position, by the same rules as a weight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.engine.training import Training
from tests.strategies import value_of

ITERATIONS = 3
# Numbers that begin as 0 in their tables, and so are read by no formula there.
_ON: dict[str, Any] = {
    "momentum": 0.5,
    "dampening": 0.25,
    "weight_decay": 0.125,
    "lr_decay": 0.5,
}


def session(penalty: dict[str, float] | None = None, **chosen: Any) -> bg.Session:
    """Batches of 2 and 1 samples: two machines share what is set."""
    network = bg.Network(
        2, (bg.Layer(2, "tanh"), bg.Layer(1)), bg.Loss("squared_error", **(penalty or {}))
    )
    inputs, targets = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]], [[1.0], [-0.5], [0.25]]
    return bg.Session(network, inputs, targets, batch_size=2, seed=3, **chosen)


def optimizer(kind: type[Any], **chosen: Any) -> Any:
    on = {name: value for name, value in _ON.items() if name in kind.__struct_fields__}
    return kind(**({"learning_rate": 0.1} | on | chosen))


def entries() -> Iterator[tuple[str, Parameter, dict[str, Any]]]:
    """Every number of every table that a formula reads, with choices that make it do so."""
    for kind in OPTIMIZERS:
        chosen = optimizer(kind)
        for parameter in kind.allowed:
            if parameter.name != "initial_accumulator_value":
                yield kind.__name__, parameter, {"optimizer": chosen}
    for schedule in SCHEDULES:
        for parameter in schedule.allowed:
            yield schedule.__name__, parameter, {"schedule": schedule()}
    for parameter in Training.allowed:
        yield "clipping", parameter, {parameter.name: 0.25}
    for parameter in bg.Loss.allowed:
        yield "penalty", parameter, {"penalty": {"l1": 0.125, "l2": 0.25}}


ENTRIES = [pytest.param(p, chosen, id=f"{of} {p.name}") for of, p, chosen in entries()]
THOSE = pytest.mark.parametrize(("parameter", "chosen"), ENTRIES)


def with_value(parameter: Parameter, chosen: dict[str, Any], value: float) -> dict[str, Any]:
    ((name, part),) = chosen.items()
    if name in ("optimizer", "schedule"):
        return {name: parameter.put(part, value)}
    return {name: part | {parameter.name: value} if name == "penalty" else value}


def bits(own: bg.Session) -> list[tuple[str, bytes]]:
    arrays = ((spec.name, own.array(spec.name).values) for spec in own.program.arrays)
    return [(str(name), values.tobytes()) for name, values in arrays]


@THOSE
@settings(max_examples=2)
@given(data=st.data())
def test_set_at_the_start_it_is_as_if_given_so(
    parameter: Parameter, chosen: dict[str, Any], data: st.DataObject
) -> None:
    value, name = data.draw(value_of(parameter)), str(parameter.quantity)
    edited, given_so = session(**chosen), session(**with_value(parameter, chosen, value))
    edited.set(name, value)
    for own in (edited, given_so):
        own.step_iteration(ITERATIONS)
    assert bits(edited) == bits(given_so)
    assert edited.history("loss").tobytes() == given_so.history("loss").tobytes()
    assert (edited.history(name) == value).all()


@THOSE
def test_what_was_computed_before_is_marked_and_what_follows_is_not(
    parameter: Parameter, chosen: dict[str, Any]
) -> None:
    name = str(parameter.quantity)
    own = session(**chosen)
    own.step_iteration(2)
    before = own.array("w_new[1]").values
    value = own.value(name)
    own.set(name, value + 1 if parameter.whole else value / 2 or 0.5)
    assert own.is_stale("w_new[1,1,1]")
    assert (own.array("w_new[1]").values == before).all()
    assert own.explain(name).title == "set by hand at the end of iteration 1"
    own.step_iteration()
    assert not own.is_stale("w_new[1,1,1]")
    assert own.value(name) != value
    assert "set by hand" in own.explain(name).title
    own.undo()
    assert own.value(name) == value


def test_what_is_not_allowed_gets_one_message() -> None:
    own = session(
        {"l1": 0.125, "l2": 0.25},
        optimizer=optimizer(bg.NAdam),
        schedule=bg.CosineDecay(),
        clip_norm=1.0,
    )
    assert len(own.hyperparameters) == 11
    for name in own.hyperparameters:
        for value in (-1.0, float("nan"), float("inf"), "much", None, 1j):
            with pytest.raises(bg.InvalidValue, match="allowed"):
                own.set(name, value)
    assert not own.edits


@pytest.mark.parametrize(
    ("chosen", "name", "value", "said"),
    [
        ({"optimizer": bg.Adam()}, "beta1", 1.0, "beta1 of Adam is 1.0; a finite number from 0"),
        ({"optimizer": bg.RMSprop()}, "alpha", 1.5, "from 0 to 1 is allowed"),
        ({"schedule": bg.StepDecay()}, "every", 2.5, "a whole number from 1 to 1e+15 is allowed"),
        ({"clip_norm": 1.0}, "clip_norm", 0.0, "clip_norm of the training is 0.0"),
        (
            {"optimizer": bg.SGD(momentum=0.9, nesterov=True)},
            "momentum",
            0.0,
            "Nesterov momentum needs a momentum above 0",
        ),
    ],
)
def test_ranges_are_those_of_the_tables(
    chosen: dict[str, Any], name: str, value: float, said: str
) -> None:
    own = session(**chosen)
    with pytest.raises(bg.InvalidValue) as refused:
        own.set(name, value)
    assert said in str(refused.value)


def test_one_that_no_formula_reads_is_unknown() -> None:
    with pytest.raises(bg.UnknownName, match="There is no momentum"):
        session(optimizer=bg.SGD()).set("momentum", 0.5)


def test_an_edit_in_the_past_branches_and_a_condition_stops() -> None:
    own = session(optimizer=bg.SGD(momentum=0.5))
    own.step_iteration(5)
    own.back_iteration(3)
    own.set("momentum", 0.75)
    assert [branch.name for branch in own.branches] == ["main", "branch 1"]
    own.step_iteration(3)
    assert own.history("momentum").tolist() == [0.5, 0.5, 0.75, 0.75, 0.75]
    assert own.history("momentum", "main").tolist() == [0.5] * 5
    own.restart()
    own.add_breakpoint("momentum > 0.6")
    own.continue_(10)
    assert own.position == own.edits[0].position


def test_formulas_name_it_and_show_its_number() -> None:
    own = session(optimizer=bg.Adam(betas=(0.75, 0.5)))
    own.step_iteration()
    own.set("beta1", 0.25)
    own.step_iteration()
    explained = own.explain("m_w_new[1,1,1]")
    assert explained.symbolic.text().endswith("beta1 · m_w[1,1,1] + (1 − beta1) · dw[1,1,1]")
    assert explained.substituted.text().startswith("0.25 · ")
    assert r"\beta_{1}" in explained.symbolic.latex()
    assert "beta_(1)" in explained.symbolic.typst()
    assert "β" in explained.symbolic.mathml()
    assert bg.Quantity("beta1") in explained.sources


def test_derivatives_by_a_hyperparameter() -> None:
    own = session({"l1": 0.125, "l2": 0.25}, optimizer=bg.SGD(learning_rate=0.5, momentum=0.5))
    own.step_iteration(2)
    by_momentum = own.derivative("w_new[1,1,1]", "momentum")
    assert float(by_momentum) == pytest.approx(-0.5 * own.value("v_w[1,1,1]"))
    weights = np.concatenate([own.value("w[1]").ravel(), own.value("w[2]").ravel()])
    assert float(own.derivative("loss", "l2")) == pytest.approx((weights**2).sum() / 2)
    assert all(checked.agrees for checked in own.gradient_check())


def test_other_numbers_are_edits_and_other_formulas_a_change() -> None:
    own = session({"l2": 0.5}, optimizer=bg.SGD(learning_rate=0.5, momentum=0.5), clip_norm=1.0)
    own.step_iteration(2)
    document = own.document
    own.adjust(optimizer=bg.SGD(learning_rate=0.25, momentum=0.75))
    own.adjust(clip_norm=2.0)
    assert own.document is document
    assert [str(edit.quantity) for edit in own.edits] == ["lr", "momentum", "clip_norm"]
    assert own.hyperparameters == {"lr": 0.25, "momentum": 0.75, "clip_norm": 2.0, "l2": 0.5}
    assert own.in_force.optimizer == bg.SGD(learning_rate=0.25, momentum=0.75)
    assert own.document.optimizer == bg.SGD(learning_rate=0.5, momentum=0.5)
    own.undo()
    own.undo()
    assert own.hyperparameters["momentum"] == 0.5
    own.redo()
    own.adjust(optimizer=bg.SGD(learning_rate=0.25, momentum=0.75, weight_decay=0.5))
    assert own.document is not document
    assert not own.stages.last.edits


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": bg.SGD(learning_rate=0.5, momentum=0.0)},
        {"optimizer": bg.SGD(learning_rate=0.5, momentum=0.5, nesterov=True)},
        {"optimizer": bg.Adam()},
        {"clip_norm": None, "clip_value": 1.0},
        {"schedule": bg.WarmUp()},
        {"seed": 9},
    ],
    ids=str,
)
def test_other_structures_are_changes(changes: dict[str, Any]) -> None:
    own = session(optimizer=bg.SGD(learning_rate=0.5, momentum=0.5), clip_norm=1.0)
    document = own.document
    own.adjust(**changes)
    assert own.document is not document
    for name, value in changes.items():
        assert getattr(own.document, name) == value


def test_a_change_keeps_the_numbers_in_force() -> None:
    own = session({"l2": 0.5}, optimizer=bg.Adam(), schedule=bg.StepDecay(every=3))
    for name, value in (("beta2", 0.5), ("every", 2), ("l2", 0.25), ("lr", 0.75)):
        own.set(name, value)
    own.change(seed=4)
    assert own.document.optimizer == bg.Adam(learning_rate=0.75, betas=(0.9, 0.5))
    assert own.document.schedule == bg.StepDecay(every=2)
    assert own.network.loss.l2 == 0.25


def test_a_file_keeps_them(tmp_path: Path) -> None:
    own = session(optimizer=bg.Adam(), schedule=bg.StepDecay(every=3))
    own.step_iteration(3)
    own.set("beta1", 0.5)
    own.set("every", 2)
    own.step_over()
    own.save(tmp_path / "run.bpg")
    opened = bg.open_session(tmp_path / "run.bpg")
    assert opened.hyperparameters == own.hyperparameters
    for each in (own, opened):
        each.step_iteration(2)
    assert bits(opened) == bits(own)


@pytest.mark.parametrize("ends", [(), (1,), (1, 2)])
def test_what_is_set_at_an_iterations_end_was_not_used_in_it(ends: tuple[int, ...]) -> None:
    session = bg.open_example("xor")
    rate = session.value("lr")
    for k in range(4):
        session.step_iteration()
        if k in ends:
            session.set("lr", rate / (k + 1))
    used = [rate, rate, rate / 2 if 1 in ends else rate, rate]
    used[3] = rate / (max(ends) + 1) if ends else rate
    assert session.history("lr").tolist() == used
    assert session.exact(["lr"], 0, 3)[:, 0].tolist() == used
