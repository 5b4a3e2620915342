"""Operations that compute every element from the elements at the same place of other arrays.

One formula serves three times: over whole arrays as the program's line, vectorised as the
computation, over elements as the explanation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.operation import Bind, Form, Operation, Phase, kept
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Ref
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Step, Vectoriser

At = Callable[[Quantity], Expression]
Build = Callable[[At], Expression]


@dataclass(frozen=True)
class Elementwise(Operation):
    """`build` makes the formula from what it is given for each source array.

    `alternatives` are further forms with their labels; `fixed` marks elements that keep the
    value of the array `keeps` (frozen parameters).
    """

    phase: Phase
    output: ArraySpec
    title: str
    build: Build
    alternatives: tuple[tuple[str, Build], ...] = ()
    label: str = ""
    sign: str = "="
    note: str = ""
    shown: Quantity | None = None
    keeps: Quantity | None = None
    fixed: NDArray[np.bool_] | None = None

    @property
    def line(self) -> Equation:
        return Equation(self.build(Ref), Ref(self.shown or self.output.name), self.sign)

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        indices = element.indices[len(self.output.name.indices) :]
        if self.keeps is not None and self._is_fixed(element):
            return (Form(Ref(self.keeps.at(*indices)), "frozen"),)
        at = partial(_element, indices=indices)
        others = (Form(build(at), label) for label, build in self.alternatives)
        return (Form(self.build(at), self.label), *others)

    def target(self, element: Quantity) -> Ref:
        if self.shown is None:
            return Ref(element)
        return Ref(self.shown.at(*element.indices[len(self.output.name.indices) :]))

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(self.output.name)
        calls = vectoriser.steps(self.build(Ref), out) + kept(out, self.output.present)
        if self.fixed is not None and self.keeps is not None:
            calls.append(partial(np.copyto, out, bind(self.keeps), where=self.fixed))
        return calls

    def _is_fixed(self, element: Quantity) -> bool:
        place = self.output.place(element)
        return self.fixed is not None and place is not None and bool(self.fixed[place])


def _element(array: Quantity, indices: tuple[int, ...]) -> Ref:
    """The element at these indices; one number for the whole network, such as lr, is itself."""
    return Ref(array.at(*indices) if array.indices else array)
