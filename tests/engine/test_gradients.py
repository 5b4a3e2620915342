"""Analytic gradients against central differences of the loss, away from kinks."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from numpy.typing import NDArray

import backprop_gui as bg
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.rows import Output
from backprop_gui.formula.analyticity import is_analytic
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Ref
from backprop_gui.formula.quantity import Quantity
from tests.engine.readings import Numbers
from tests.strategies import Case, cases

Values = dict[Quantity, NDArray[np.float64]]
STEP, NEAR = 1e-6, 1e-3


@settings(max_examples=120)
@given(cases(proper=True, samples=3, exact=True))
def test_gradients_are_those_of_the_loss(case: Case) -> None:
    session = case.session()
    session.step_iteration()
    assume(np.isfinite(session.value("loss")) and not _near_kink(session))
    first = {spec.name: np.array(session.value(spec.name)) for spec in session.program.parameters}
    for spec in session.program.parameters:
        for name in spec.elements():
            analytic = session.value(gradient_name(spec.name).at(*_rest(name, spec.name)))
            numeric = _central_difference(case, first, name)
            assert abs(analytic - numeric) <= 1e-6 * (1 + abs(numeric) + _size(session)), name


def _rest(name: Quantity, array: Quantity) -> tuple[int, ...]:
    return name.indices[len(array.indices) :]


def _size(session: bg.Session) -> float:
    return abs(float(session.value("loss")))


def _central_difference(case: Case, first: Values, name: Quantity) -> float:
    return (_loss(case, first, name, STEP) - _loss(case, first, name, -STEP)) / (2 * STEP)


def _loss(case: Case, first: Values, name: Quantity, by: float) -> float:
    """The loss with a parameter, and all that are tied to it, moved by a little."""
    groups = [group for group in case.settings["tied"] if str(name) in group]
    values = {str(array): numbers.copy() for array, numbers in first.items()}
    for member in map(Quantity.parse, groups[0] if groups else [str(name)]):
        axes = 2 if member.kind == "w" else 1
        array = str(Quantity(member.kind, member.indices[:-axes]))
        values[array][tuple(i - 1 for i in member.indices[-axes:])] += by
    session = case.session(
        weights={array: numbers for array, numbers in values.items() if array[0] == "w"},
        biases={array: numbers for array, numbers in values.items() if array[0] == "b"},
    )
    session.run_to("loss")
    return float(session.value("loss"))


def _near_kink(session: bg.Session) -> bool:
    numbers, network = Numbers(session), session.network
    sums = [
        abs(numbers(name) - kink)
        for number, layer in enumerate(network.layers, start=1)
        for kink in _kinks(layer.phi)
        for name in session.array(f"s[{number}]").spec.elements()
    ]
    weights = [
        abs(numbers(name))
        for spec in session.program.of_kind.get("w", ())
        for name in spec.elements()
        if network.loss.l1
    ]
    return min(sums + weights + _loss_kinks(session, numbers), default=1.0) < NEAR


def _kinks(phi: bg.Activation) -> tuple[float, ...]:
    """Where φ has no derivative, and 0 if φ′ may have none there, such as softsign's."""
    smooth = is_analytic(phi.formula(Ref(Quantity("s"))))
    return phi.entry.kinks if smooth else (*phi.entry.kinks, 0.0)


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
