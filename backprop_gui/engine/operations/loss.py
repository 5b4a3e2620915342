"""L of the batch, and ∂L/∂x of the output layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.network import Network
from backprop_gui.engine.operations.operation import (
    Bind,
    Contribution,
    Form,
    Operation,
    Phase,
)
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref, call, scaled, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser

_Y = Quantity("y")


@dataclass(frozen=True)
class LossOperation(Operation):
    """factor · (sum or mean over samples and outputs) of ℓ(x, y)."""

    network: Network
    samples: int
    phase: Phase = Phase.LOSS

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        return ArraySpec(Quantity("loss"), ())

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"loss ({self.network.loss.entry.title})"

    @property
    def note(self) -> str:  # type: ignore[override]
        return self.network.loss.convention()

    @property
    def line(self) -> Equation:
        term = self.network.loss.entry.formula(Ref(self._x), Ref(_Y))
        many = self.samples * self._units > 1
        return Equation(self._scaled(call("total", term) if many else term), Ref(Quantity("loss")))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        formula = self.network.loss.entry.formula
        terms = tuple(
            formula(Ref(self._x.at(j + 1, *n)), Ref(_Y.at(j + 1, *n)))
            for n in self._samples()
            for j in range(self._units)
        )
        return (Form(self._scaled(total(terms))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        """The terms, then their sum; the scale is one factor, left out where it is 1."""
        terms = vectoriser.scratch((self.samples, self._units))
        calls = vectoriser.steps(self._term(), terms)
        weight = np.full(terms.size, self._scale(), terms.dtype)
        calls.append(partial(np.dot, terms.reshape(-1), weight, bind(Quantity("loss"))))
        return calls

    def contributions(self) -> tuple[Contribution, ...]:
        derivative = self.network.loss.entry.derivative

        def formula(x: Expression, y: Expression) -> Expression:
            return self._scaled(derivative(x, y))

        def terms(element: Quantity) -> tuple[Expression, ...]:
            _, *indices = element.indices
            return (formula(Ref(self._x.at(*indices)), Ref(_Y.at(*indices))),)

        def steps(_: Bind, vectoriser: Vectoriser, out: Array) -> list[Step]:
            return vectoriser.steps(formula(Ref(self._x), Ref(_Y)), out)

        return (Contribution(self._x, formula(Ref(self._x), Ref(_Y)), terms, steps),)

    @property
    def _units(self) -> int:
        return self.network.sizes[-1]

    @property
    def _x(self) -> Quantity:
        return Quantity("x", (self.network.depth,))

    def _term(self) -> Expression:
        return self.network.loss.entry.formula(Ref(self._x), Ref(_Y))

    def _scale(self) -> float:
        loss = self.network.loss
        return loss.factor / loss.count(self._units, self.samples)

    def _scaled(self, formula: Expression) -> Expression:
        """factor · formula / count."""
        count = self.network.loss.count(self._units, self.samples)
        whole = scaled(self.network.loss.factor, formula)
        return whole / count if count > 1 else whole

    def _samples(self) -> tuple[tuple[int, ...], ...]:
        return ((),) if self.samples == 1 else tuple((n + 1,) for n in range(self.samples))
