"""The penalty on large weights, and the loss that contains it.

Krogh, Hertz, A simple weight decay can improve generalization, NIPS 1991, equation 2 (l2);
Tibshirani, Journal of the Royal Statistical Society B 58(1), 1996 (l1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.operations.elementwise import Elementwise
from backprop_gui.engine.operations.operation import Bind, Contribution, Form, Operation, Phase
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref, call, ref, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


@dataclass(frozen=True)
class PenaltyOperation(Operation):
    """l1 · Σ|w| + l2/2 · Σw² over all weights; a part whose factor began as 0 is left out."""

    loss: Loss
    weights: tuple[ArraySpec, ...]
    phase: Phase = Phase.LOSS
    title: str = "penalty on the weights"
    note: str = "over all weights, not biases"

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        return ArraySpec(Quantity("penalty"), ())

    @property
    def line(self) -> Equation:
        """Each sum stands once, with its factor before it."""
        names = tuple(Ref(spec.name) for spec in self.weights)
        absolute, squares = (self._sums(f, names) for f in (_absolute, _square))
        return Equation(self._both(_L1 * absolute, _L2 / 2 * squares), Ref(_PENALTY))

    def _sums(
        self, term: Callable[[Expression], Expression], names: tuple[Expression, ...]
    ) -> Expression:
        return total(tuple(call("total", term(name)) for name in names))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        weights = (Ref(w) for spec in self.weights for w in spec.elements())
        return (Form(total(tuple(map(self._term, weights)))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(_PENALTY)
        calls: list[Step] = [partial(out.fill, 0.0)]
        for spec in self.weights:
            terms = vectoriser.scratch(spec.shape)
            part = vectoriser.scratch(())
            calls += vectoriser.steps(self._term(Ref(spec.name)), terms)
            ones = np.ones(terms.size, terms.dtype)
            calls.append(partial(np.dot, terms.reshape(-1), ones, part))
            calls.append(partial(np.add, out, part, out))
        return calls

    def contributions(self) -> tuple[Contribution, ...]:
        return tuple(self._to(spec.name) for spec in self.weights)

    def _to(self, weights: Quantity) -> Contribution:
        def terms(element: Quantity) -> tuple[Expression, ...]:
            return (self._slope(Ref(Quantity("w", element.indices))),)

        def steps(_: Bind, vectoriser: Vectoriser, out: Array) -> list[Step]:
            return vectoriser.steps(self._slope(Ref(weights)), out)

        return Contribution(weights, self._slope(Ref(weights)), terms, steps)

    def _term(self, w: Expression) -> Expression:
        return self._both(_L1 * _absolute(w), _L2 / 2 * _square(w))

    def _slope(self, w: Expression) -> Expression:
        return self._both(_L1 * call("sign", w), _L2 * w)

    def _both(self, first: Expression, second: Expression) -> Expression:
        parts = ((first, self.loss.l1), (second, self.loss.l2))
        return total(tuple(part for part, size in parts if size))


_PENALTY = Quantity("penalty")
_L1, _L2 = ref("l1"), ref("l2")


def _absolute(w: Expression) -> Expression:
    return call("abs", w)


def _square(w: Expression) -> Expression:
    return w**2


def penalised_loss() -> Operation:
    """loss = data_loss + penalty."""
    return Elementwise(
        Phase.LOSS,
        ArraySpec(Quantity("loss"), ()),
        "loss with its penalty",
        lambda at: at(Quantity("data_loss")) + at(_PENALTY),
    )
