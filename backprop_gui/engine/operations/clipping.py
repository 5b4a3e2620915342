"""Gradient clipping, by value or by the norm of all gradients together.

Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, ICML 2013,
algorithm 1; with PyTorch's 10⁻⁶ beside the norm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.elementwise import At, Elementwise
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.operation import Bind, Form, Operation, Phase
from backprop_gui.engine.training import Training
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref, call, ref, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Step, Vectoriser

NORM = Quantity("grad_norm")


@dataclass(frozen=True)
class GradientNorm(Operation):
    """The Euclidean norm of all gradients of parameters together."""

    parameters: tuple[ArraySpec, ...]
    phase: Phase = Phase.UPDATE
    title: str = "norm of the gradient"

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        return ArraySpec(NORM, ())

    @property
    def line(self) -> Equation:
        squares = (call("total", Ref(gradient_name(s.name)) ** 2) for s in self.parameters)
        return Equation(call("sqrt", total(tuple(squares))), Ref(NORM))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        squares = (
            Ref(Quantity(gradient_name(spec.name).kind, name.indices)) ** 2
            for spec in self.parameters
            for name in spec.elements()
        )
        return (Form(call("sqrt", total(tuple(squares)))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(NORM)
        calls: list[Step] = [partial(out.fill, 0.0)]
        for spec in self.parameters:
            flat, part = bind(gradient_name(spec.name)).reshape(-1), vectoriser.scratch(())
            calls += [partial(np.dot, flat, flat, part), partial(np.add, out, part, out)]
        return [*calls, partial(np.sqrt, out, out)]


def clipping(parameters: tuple[ArraySpec, ...], training: Training) -> Iterator[Operation]:
    """The operations that clip the gradients, if that has been chosen.

    A parameter array all of whose elements are removed has no gradient.
    """
    if training.clip_norm is not None:
        yield GradientNorm(tuple(spec for spec in parameters if spec.size))
    if training.clip_norm is not None or training.clip_value is not None:
        for parameter in parameters:
            yield _clipped(parameter, training)


def _clipped(parameter: ArraySpec, training: Training) -> Elementwise:
    gradient = gradient_name(parameter.name)

    def build(at: At) -> Expression:
        if training.clip_value is not None:
            bound = ref("clip_value")
            return call("max", -bound, call("min", bound, at(gradient)))
        return at(gradient) * call("min", 1, ref("clip_norm") / (at(NORM) + 1e-6))

    name = Quantity(training.gradient.format(parameter.name.kind), parameter.name.indices)
    return Elementwise(
        Phase.UPDATE,
        ArraySpec(name, parameter.shape, present=parameter.present),
        f"clipped gradient of {parameter.name}",
        build,
    )
