"""L of the batch, and ∂L/∂x of the output layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.losses import Formula
from backprop_gui.engine.network import Network
from backprop_gui.engine.operations.operation import (
    Bind,
    Contribution,
    Form,
    Operation,
    Phase,
)
from backprop_gui.engine.rows import Output
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref, call, scaled, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser

_Y = Quantity("y")


@dataclass(frozen=True)
class LossOperation(Operation):
    """factor · (sum or mean over samples and outputs) of ℓ; without penalties."""

    network: Network
    samples: int
    phase: Phase = Phase.LOSS

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        kind = "data_loss" if self.network.loss.penalised else "loss"
        return ArraySpec(Quantity(kind), ())

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"loss ({self.network.loss.entry.title})"

    @property
    def note(self) -> str:  # type: ignore[override]
        return self.network.loss.convention()

    @property
    def line(self) -> Equation:
        term = self._whole(self.network.loss.entry.formula)
        many = self.samples * self._units > 1
        return Equation(self._scaled(call("total", term) if many else term), Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        terms = tuple(
            self._one(self.network.loss.entry.formula, j + 1, n)
            for n in self._samples()
            for j in range(self._units)
        )
        return (Form(self._scaled(total(terms))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        """The terms, then their sum; the scale is one factor, left out where it is 1."""
        terms = vectoriser.scratch((self.samples, self._units))
        calls = vectoriser.steps(self._whole(self.network.loss.entry.formula), terms)
        weight = np.full(terms.size, self._scale(), terms.dtype)
        calls.append(partial(np.dot, terms.reshape(-1), weight, bind(self.output.name)))
        return calls

    def contributions(self) -> tuple[Contribution, ...]:
        derivative = self.network.loss.entry.derivative
        whole = self._scaled(self._whole(derivative))

        def terms(element: Quantity) -> tuple[Expression, ...]:
            _, unit, *n = element.indices
            return (self._scaled(self._one(derivative, unit, tuple(n))),)

        def steps(_: Bind, vectoriser: Vectoriser, out: Array) -> list[Step]:
            return vectoriser.steps(whole, out)

        return (Contribution(self._x, whole, terms, steps),)

    def simplified(self, activation: str, unit: int, n: tuple[int, ...]) -> Expression:
        """∂L/∂s of an output unit in its simplified form, such as ŷ − y."""
        formula = self.network.loss.entry.simplified[activation]
        return self._scaled(self._one(formula, unit, n))

    @property
    def _units(self) -> int:
        return self.network.sizes[-1]

    @property
    def _x(self) -> Quantity:
        return Quantity("x", (self.network.depth,))

    def _whole(self, formula: Formula) -> Expression:
        """A formula of one output, over whole arrays."""
        return formula(Output(Ref(self._x), Ref(_Y), self.network.loss.settings))

    def _one(self, formula: Formula, unit: int, n: tuple[int, ...]) -> Expression:
        """A formula of one output, for a unit of a sample."""
        row = tuple((Ref(self._x.at(j, *n)), Ref(_Y.at(j, *n))) for j in range(1, self._units + 1))
        return formula(Output(*row[unit - 1], self.network.loss.settings, row))

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
