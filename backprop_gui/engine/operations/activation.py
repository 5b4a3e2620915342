"""x = φ(s), its local derivative φ′(s), and δ = ∂L/∂x · φ′(s)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.network import Layer, Network
from backprop_gui.engine.operations.elementwise import At, Elementwise
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.loss import LossOperation
from backprop_gui.engine.operations.operation import (
    Bind,
    Contribution,
    Form,
    Operation,
    Phase,
)
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


@dataclass(frozen=True)
class ActivationOperation(Operation):
    """The outputs of one layer."""

    network: Network
    layer: int
    samples: int
    phase: Phase = Phase.FORWARD

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        return self._array(self.result.kind)

    @property
    def result(self) -> Quantity:
        """x[l], or a[l] where dropout makes x[l] of it."""
        return Quantity("a" if self._spec.dropout else "x", (self.layer,))

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"outputs of layer {self.layer} ({self._spec.phi.entry.title})"

    @property
    def line(self) -> Equation:
        return Equation(self._formula(Ref), Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        indices = element.indices[1:]
        return (Form(self._formula(lambda array: Ref(array.at(*indices)))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        return vectoriser.steps(self._formula(Ref), bind(self.output.name))

    def local_derivatives(self) -> tuple[Operation, ...]:
        slope, own = self._spec.slope, self._spec.phi
        surrogate = "" if slope == own else f"surrogate: derivative of {slope.entry.title}"
        title = f"local derivatives of layer {self.layer} ({surrogate or slope.entry.title})"
        return (
            Elementwise(
                Phase.BACKWARD, self._array("dphi"), title, self._derivative, note=slope.convention
            ),
        )

    def contributions(self) -> tuple[Contribution, ...]:
        dx, dphi = gradient_name(self.result), Quantity("dphi", (self.layer,))

        def terms(element: Quantity) -> tuple[Expression, ...]:
            indices = element.indices[1:]
            return (Ref(dx.at(*indices)) * Ref(dphi.at(*indices)),)

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            return [partial(np.multiply, bind(dx), bind(dphi), out)]

        source = Quantity("s", (self.layer,))
        forms = self.simplified if self.simplifies() else None
        return (Contribution(source, Ref(dx) * Ref(dphi), terms, steps, forms),)

    @property
    def _spec(self) -> Layer:
        return self.network.layers[self.layer - 1]

    def _array(self, kind: str) -> ArraySpec:
        units = self.network.sizes[self.layer]
        return ArraySpec(Quantity(kind, (self.layer,)), (self.samples, units), per_sample=True)

    def _formula(self, at: At) -> Expression:
        return self._spec.phi.formula(at(Quantity("s", (self.layer,))))

    def _derivative(self, at: At) -> Expression:
        """φ′ of the layer's own activation may use its output x; a surrogate may only use s."""
        slope, s = self._spec.slope, at(Quantity("s", (self.layer,)))
        own = slope == self._spec.phi
        return slope.derivative(s, at(self.result) if own else slope.formula(s))

    def simplifies(self) -> bool:
        """Whether δ of this layer has a simplified form with the network's loss, unclipped."""
        loss, phi = self.network.loss, self._spec.phi
        is_output = self.layer == self.network.depth and not self._spec.dropout
        own = self._spec.slope == phi and not loss.settings.get("clip")
        return is_output and own and phi.name in loss.entry.simplified

    def simplified(self, element: Quantity) -> tuple[Form, ...]:
        """δ of the output in its simplified form, such as ŷ − y."""
        _, unit, *n = element.indices
        loss = LossOperation(self.network, self.samples)
        right = loss.simplified(self._spec.phi.name, unit, tuple(n))
        return (Form(right, "simplified"),)
