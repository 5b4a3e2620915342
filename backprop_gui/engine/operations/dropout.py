"""Dropout: x = a · r, with r drawn anew in every iteration.

Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, Journal of Machine Learning Research
15, 2014; in the inverted form, which divides by the share that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.elementwise import At, Elementwise
from backprop_gui.engine.operations.operation import Bind, Contribution, Phase
from backprop_gui.formula.expression import Branch, Cases, Comparison, Expression, Number, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


def drawn(layer: int, shape: tuple[int, ...]) -> ArraySpec:
    """u[l]: numbers drawn uniformly from 0 to 1, one for every unit and sample."""
    return ArraySpec(Quantity("u", (layer,)), shape, per_sample=True)


def mask(layer: int, shape: tuple[int, ...], rate: float) -> Elementwise:
    """r[l]: 0 for a unit that is dropped, else 1 / (1 − rate)."""

    def build(at: At) -> Expression:
        u = at(Quantity("u", (layer,)))
        stays = Branch(Number(1 / (1 - rate)), Comparison(u, ">=", Number(rate)))
        return Cases((stays,), Number(0.0))

    spec = ArraySpec(Quantity("r", (layer,)), shape, per_sample=True)
    title = f"units of layer {layer} that stay (dropout {rate:g})"
    return Elementwise(Phase.FORWARD, spec, title, build)


@dataclass(frozen=True)
class DroppedOutputs(Elementwise):
    """x[l] = a[l] · r[l]."""

    def contributions(self) -> tuple[Contribution, ...]:
        layer = self.output.name.indices
        dx, r = Quantity("dx", layer), Quantity("r", layer)

        def terms(element: Quantity) -> tuple[Expression, ...]:
            indices = element.indices[1:]
            return (Ref(dx.at(*indices)) * Ref(r.at(*indices)),)

        def steps(bind: Bind, _: Vectoriser, out: Array) -> list[Step]:
            return [partial(np.multiply, bind(dx), bind(r), out)]

        return (Contribution(Quantity("a", layer), Ref(dx) * Ref(r), terms, steps),)


def outputs(layer: int, shape: tuple[int, ...]) -> DroppedOutputs:
    """The outputs of a layer after dropout."""
    a, r = Quantity("a", (layer,)), Quantity("r", (layer,))
    spec = ArraySpec(Quantity("x", (layer,)), shape, per_sample=True)
    title = f"outputs of layer {layer} after dropout"
    return DroppedOutputs(Phase.FORWARD, spec, title, lambda at: at(a) * at(r))
