"""x = softmax(s) over a layer, its Jacobian, and δ = ∂L/∂x · Jacobian."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.activation import ActivationOperation
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.operation import Bind, Contribution, Form, Operation, Phase
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, MatrixProduct, Ref, call
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


@dataclass(frozen=True)
class SoftmaxOperation(ActivationOperation):
    """The outputs of a softmax layer: every one depends on all weighted sums of its layer."""

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        _, unit, *n = element.indices
        row = tuple(
            Ref(Quantity("s", (self.layer, j + 1, *n))) for j in range(self.output.shape[1])
        )
        return (Form(call("softmax", row[unit - 1], *row)),)

    def local_derivatives(self) -> tuple[Operation, ...]:
        return (Jacobian(self.result, self.output.shape),)

    def contributions(self) -> tuple[Contribution, ...]:
        dx, jacobian = gradient_name(self.result), Quantity("jac", (self.layer,))
        units = self.output.shape[1]

        def terms(element: Quantity) -> tuple[Expression, ...]:
            _, k, *n = element.indices
            return tuple(
                Ref(dx.at(j, *n)) * Ref(jacobian.at(j, k, *n)) for j in range(1, units + 1)
            )

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            rows = bind(dx)[:, None, :]
            return [partial(np.matmul, rows, bind(jacobian), out[:, None, :])]

        forms = self.simplified if self.simplifies() else None
        line = MatrixProduct(Ref(dx), Ref(jacobian))
        return (Contribution(Quantity("s", (self.layer,)), line, terms, steps, forms),)


@dataclass(frozen=True)
class Jacobian(Operation):
    """jac[l,j,k] = ∂x_j/∂s_k = x_j (δ_jk − x_k), for every sample.

    Bishop, Pattern Recognition and Machine Learning, 2006, equation 4.106.
    """

    outputs: Quantity
    shape: tuple[int, ...]
    phase: Phase = Phase.BACKWARD

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        samples, units = self.shape
        return ArraySpec(
            Quantity("jac", self.outputs.indices), (samples, units, units), per_sample=True
        )

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"Jacobian of layer {self.outputs.indices[0]} (softmax)"

    @property
    def line(self) -> Equation:
        x = Ref(self.outputs)
        return Equation(call("diag", x) - call("outer", x, x), Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        _, j, k, *n = element.indices
        first, second = Ref(self.outputs.at(j, *n)), Ref(self.outputs.at(k, *n))
        return (Form(first * (1 - second) if j == k else -(first * second)),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        x, out = bind(self.outputs), bind(self.output.name)
        diagonal = np.einsum("njj->nj", out)
        return [
            partial(np.multiply, x[:, :, None], x[:, None, :], out),
            partial(np.negative, out, out),
            *vectoriser.steps(Ref(self.outputs) * (1 - Ref(self.outputs)), diagonal),
        ]
