"""Rule 2: every formula of every element evaluates to the number that the engine computed.

Within the precision in force: 64 · eps · Σ|terms|, and where elements are rounded one unit in the
last place that is kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.precision import Precision
from backprop_gui.formula.evaluation import evaluate, magnitude
from backprop_gui.formula.quantity import Quantity
from tests.engine.readings import Numbers
from tests.strategies import Case, cases


@dataclass(frozen=True)
class Within:
    """How far apart two numbers may be that are computed with this precision."""

    precision: Precision

    def agree(self, engine: float, formula: float, scale: float) -> bool:
        """`scale` is Σ|terms|. What overflows on the way is inf or nan."""
        limits = np.finfo(self.precision.dtype)
        if self.precision.rounds and math.isfinite(formula):
            formula = self.precision.round(formula)
        if engine == formula or (math.isnan(engine) and math.isnan(formula)):
            return True
        if not math.isfinite(engine):
            return limits.bits < 64 and scale >= limits.max / 64
        slack = 64 * float(limits.eps) * scale + float(limits.tiny) * (limits.bits < 64)
        return abs(engine - formula) <= slack + self._unit(engine)

    def _unit(self, number: float) -> float:
        """One unit in the last place that is kept, with a little for its own rounding."""
        if self.precision.decimals is not None:
            return 1.01 * 10.0**-self.precision.decimals
        if self.precision.digits is None or not number:
            return 0.0
        return 1.01 * 10.0 ** (math.floor(math.log10(abs(number))) - self.precision.digits + 1)


@settings(max_examples=250)
@given(cases(), st.integers(1, 3))
def test_every_formula_gives_the_engines_number(case: Case, iterations: int) -> None:
    session = case.session()
    session.step_iteration(iterations)
    numbers, within = Numbers(session), Within(case.precision)
    for operation in session.program.operations:
        for element in operation.output.elements():
            _check(operation, element, numbers, within)


def _check(operation: Operation, element: Quantity, numbers: Numbers, within: Within) -> None:
    """The computed form always; other forms where the computed one stays finite.

    In exact arithmetic they are equal; at a saturated output the chain gives 0 · ∞, and where
    what stands between is rounded they differ by that.
    """
    engine = numbers(element)
    own, *others = operation.forms(element)
    scale = magnitude(own.right, numbers)
    assert within.agree(engine, float(evaluate(own.right, numbers)), scale), (element, own)
    for form in others if math.isfinite(engine) and not within.precision.rounds else []:
        larger = max(scale, magnitude(form.right, numbers))
        assert within.agree(engine, float(evaluate(form.right, numbers)), larger), (element, form)
