"""Tied parameters are one parameter: the gradient of each is the sum of what arises at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.operation import Bind, Form, Operation, Phase
from backprop_gui.engine.training import Group
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Ref, call, total
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array, Step, Vectoriser


@dataclass(frozen=True)
class TiedGradient(Operation):
    """The gradient of a parameter array, some of whose elements are tied to others.

    `groups` are the ties that touch this array; `arrays` finds the array of a parameter.
    """

    parameter: ArraySpec
    groups: tuple[Group, ...]
    arrays: tuple[ArraySpec, ...]
    phase: Phase = Phase.BACKWARD
    note: str = "tied parameters: each one's gradient is the sum"

    @property
    def output(self) -> ArraySpec:  # type: ignore[override]
        name = gradient_name(self.parameter.name)
        return ArraySpec(name, self.parameter.shape, present=self.parameter.present)

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"gradient of the tied {self.parameter.name}"

    @property
    def line(self) -> Equation:
        return Equation(call("total", Ref(part_name(self.parameter.name))), Ref(self.output.name))

    def forms(self, element: Quantity) -> tuple[Form, ...]:
        own = Quantity(self.parameter.name.kind, element.indices)
        group = next((g for g in self.groups if own in g), (own,))
        return (Form(total(tuple(Ref(part_name(member)) for member in group))),)

    def steps(self, bind: Bind, vectoriser: Vectoriser) -> list[Step]:
        out = bind(self.output.name)
        calls: list[Step] = [partial(np.copyto, out, bind(part_name(self.parameter.name)))]
        for group in self.groups:
            members = [self._find(member, bind) for member in group]
            places = (self.parameter.place(m) for m in group if self.parameter.covers(m))
            own = [place for place in places if place is not None]
            calls.append(partial(_sum_group, out, own, members))
        return calls

    def _find(self, member: Quantity, bind: Bind) -> tuple[Array, tuple[int, ...]]:
        spec = next(spec for spec in self.arrays if spec.covers(member))
        place = spec.place(member)
        assert place is not None
        return bind(part_name(spec.name)), place


def part_name(parameter: Quantity) -> Quantity:
    """`dw_part[1]` for `w[1]`: the gradient that arises at this place alone."""
    return Quantity(f"d{parameter.kind}_part", parameter.indices)


def _sum_group(
    out: Array, own: list[tuple[int, ...]], members: list[tuple[Array, tuple[int, ...]]]
) -> None:
    whole = sum(array[place] for array, place in members)
    for place in own:
        out[place] = whole
