"""The gradient of an array: the sum of what every operation that reads the array adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.operation import Bind, Contribution, Form, Operation, Phase
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Number, Ref, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Step, Vectoriser

# The name of ∂L/∂(a quantity of this kind).
GRADIENTS = {"x": "dx", "a": "da", "s": "delta", "w": "dw", "b": "db"}


@dataclass(frozen=True)
class Gradient(Operation):
    """∂L/∂source, by the chain rule over all operations that read `source`."""

    output: ArraySpec
    title: str
    parts: tuple[Contribution, ...]
    note: str = ""
    phase: Phase = Phase.BACKWARD

    @property
    def line(self) -> Equation:
        whole = total(tuple(c.line for c in self.parts))
        return Equation(whole, Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        terms = tuple(term for c in self.parts for term in c.terms(element))
        if not terms:
            return (Form(Number(0.0)),)
        others = tuple(f for c in self.parts if c.forms for f in c.forms(element))
        return (Form(total(terms), "chain rule" if others else ""), *others)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(self.output.name)
        if not self.parts:
            return [partial(out.fill, 0.0)]
        first, *others = self.parts
        calls = first.steps(bind, vectoriser, out)
        for other in others:
            scratch = vectoriser.scratch(out.shape)
            calls += other.steps(bind, vectoriser, scratch)
            calls.append(partial(np.add, out, scratch, out))
        return calls


def gradient_name(source: Quantity) -> Quantity:
    """`delta[1]` for `s[1]`, `dw[1]` for `w[1]`."""
    return Quantity(GRADIENTS[source.kind], source.indices)
