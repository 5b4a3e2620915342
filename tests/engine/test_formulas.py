"""Rule 2: every formula of every element evaluates to the number that the engine computed."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_gui.engine.operations.operation import Operation
from backprop_gui.formula.evaluation import evaluate, magnitude
from backprop_gui.formula.quantity import Quantity
from tests.engine.readings import Numbers
from tests.strategies import Case, cases

EPS = np.finfo(np.float64).eps


@settings(max_examples=250)
@given(cases(), st.integers(1, 3))
def test_every_formula_gives_the_engines_number(case: Case, iterations: int) -> None:
    session = case.session()
    session.step_iteration(iterations)
    numbers = Numbers(session)
    for operation in session.program.operations:
        for element in operation.output.elements():
            _check(operation, element, numbers)


def _check(operation: Operation, element: Quantity, numbers: Numbers) -> None:
    """The computed form always; other forms where the computed one stays finite.

    In exact arithmetic they are equal; at a saturated output the chain gives 0 · ∞.
    """
    engine = numbers(element)
    own, *others = operation.forms(element)
    scale = magnitude(own.right, numbers)
    assert _agree(engine, float(evaluate(own.right, numbers)), scale), (element, own)
    for form in others if math.isfinite(engine) else []:
        larger = max(scale, magnitude(form.right, numbers))
        assert _agree(engine, float(evaluate(form.right, numbers)), larger), (element, form)


def _agree(engine: float, formula: float, scale: float) -> bool:
    if engine == formula or (math.isnan(engine) and math.isnan(formula)):
        return True
    return math.isfinite(engine) and abs(engine - formula) <= 64 * EPS * scale
