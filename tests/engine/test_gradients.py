"""Analytic gradients against central differences of the loss, away from kinks."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume, given, settings

import backprop_gui as bg
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.rows import Output
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.quantity import Quantity
from tests.engine.readings import Numbers
from tests.strategies import Case, cases

STEP, NEAR = 1e-6, 1e-3


@settings(max_examples=120)
@given(cases(proper=True, samples=3))
def test_gradients_are_those_of_the_loss(case: Case) -> None:
    session = case.session()
    session.step_iteration()
    assume(np.isfinite(session.value("loss")) and not _near_kink(session))
    for spec in session.program.parameters:
        for name in spec.elements():
            analytic = session.value(gradient_name(spec.name).at(*_rest(name, spec.name)))
            numeric = _central_difference(case, name)
            assert abs(analytic - numeric) <= 1e-6 * (1 + abs(numeric) + _size(session)), name


def _rest(name: Quantity, array: Quantity) -> tuple[int, ...]:
    return name.indices[len(array.indices) :]


def _size(session: bg.Session) -> float:
    return abs(float(session.value("loss")))


def _central_difference(case: Case, name: Quantity) -> float:
    return (_loss(case, name, STEP) - _loss(case, name, -STEP)) / (2 * STEP)


def _loss(case: Case, name: Quantity, by: float) -> float:
    """The loss with a parameter, and all that are tied to it, moved by a little."""
    groups = [group for group in case.settings["tied"] if str(name) in group]
    values: dict[str, dict[str, Any]] = {
        kind: {n: a.copy() for n, a in case.settings[kind].items()}
        for kind in ("weights", "biases")
    }
    for member in map(bg.Quantity.parse, groups[0] if groups else [str(name)]):
        kind, axes = ("weights", 2) if member.kind == "w" else ("biases", 1)
        array = str(Quantity(member.kind, member.indices[:-axes]))
        values[kind][array][tuple(i - 1 for i in member.indices[-axes:])] += by
    session = case.session(**values)
    session.run_to("loss")
    return float(session.value("loss"))


def _near_kink(session: bg.Session) -> bool:
    numbers, network = Numbers(session), session.network
    sums = [
        abs(numbers(name) - kink)
        for number, layer in enumerate(network.layers, start=1)
        for kink in layer.phi.entry.kinks
        for name in session.array(f"s[{number}]").spec.elements()
    ]
    return min(sums + _loss_kinks(session, numbers), default=1.0) < NEAR


def _loss_kinks(session: bg.Session, numbers: Numbers) -> list[float]:
    """How near the outputs are to where the loss has no derivative."""
    loss, depth = session.network.loss, session.network.depth
    xs = list(session.array(f"x[{depth}]").spec.elements())
    pairs = zip(xs, session.array("y").spec.elements(), strict=True)
    clip = loss.settings.get("clip", 0.0)
    clipped = [abs(numbers(x) - edge) for x in xs for edge in (clip, 1 - clip) if clip]
    if loss.entry.kink is None:
        return clipped
    outputs = (Output(Ref(x), Ref(y), loss.settings) for x, y in pairs)
    return clipped + [abs(float(evaluate(loss.entry.kink(o), numbers))) for o in outputs]
