"""What stays the same of a drawn number while a program runs: its name, symbol and place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from backprop_gui.engine.program import Program
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.naming import find


@dataclass(frozen=True, slots=True)
class Slot:
    """One element, at a flat `place` of an `array`; `full` is its name with the sample,
    `told` the name in the notation.
    """

    name: str
    quantity: Quantity
    symbol: Symbol
    told: str
    array: Quantity
    place: int
    full: str
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and its new value, where it gets one; both are drawn by the same symbol."""

    now: Slot
    new: Slot | None


@dataclass(frozen=True)
class Slots:
    """Makes the slots of a program, for the sample in focus."""

    program: Program
    focus: int
    notation: Notation = ASSIGNMENT

    def has(self, kind: str, indices: tuple[int, ...]) -> bool:
        """Whether the iteration has an array of this name; a removed matrix has no gradient."""
        name = Quantity(kind, indices)
        return any(spec.name == name for spec in self.program.of_kind.get(kind, ()))

    def exists(self, name: Quantity) -> bool:
        """Whether the iteration has this element."""
        specs = self.program.of_kind.get(name.kind, ())
        return any(spec.covers(name) and spec.place(name) is not None for spec in specs)

    def of(self, name: Quantity, *, editable: bool = False) -> Slot:
        """The slot of one element; raises UnknownName."""
        found = find(self.program, name, self.focus)
        assert found.index is not None
        place = int(np.ravel_multi_index(found.index, found.spec.shape)) if found.index else 0
        drawn, told = self.notation.symbol(name), self.notation.text(name)
        full = str(found.name)
        return Slot(str(name), name, drawn, told, found.spec.name, place, full, editable)

    def parameter(self, kind: str, indices: tuple[int, ...]) -> Parameter:
        """A weight or bias, to be edited; raises UnknownName."""
        now = self.of(Quantity(kind, indices), editable=True)
        new = Quantity(f"{kind}_new", indices)
        if not self.exists(new):
            return Parameter(now, None)
        return Parameter(now, replace(self.of(new, editable=True), symbol=now.symbol))
