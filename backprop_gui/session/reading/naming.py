"""From a name that a person writes to an array and a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue, listed, quoted
from backprop_gui.formula.quantity import Quantity, UnknownName


@dataclass(frozen=True)
class Place:
    """An array, and the index of one element in it (None: the whole array)."""

    spec: ArraySpec
    index: tuple[int, ...] | None

    @cached_property
    def name(self) -> Quantity:
        """The canonical name: with its sample where the batch has several."""
        return self.spec.name if self.index is None else self.spec.at(self.index)

    @property
    def number(self) -> int:
        """When the element is computed within its operation, from 0; the whole array's: last."""
        if self.index is None or self.index == ():
            return self.spec.size - 1
        flat = 0
        for axis, length in zip(self.index, self.spec.shape, strict=True):
            flat = flat * length + axis
        return int(self.spec.places.searchsorted(flat))

    def within(self, program: Program) -> Place:
        """The element or array of the same name in another program; raises UnknownName."""
        own = any(spec is self.spec for spec in program.of_kind.get(self.spec.name.kind, ()))
        return self if own else find(program, self.name)


def find(program: Program, name: str | Quantity, focus: int = 1) -> Place:
    """The place of a name; without its sample's number, that of the sample in `focus`.

    Raises UnknownName, which says what there is of that kind.
    """
    if not isinstance(name, (str, Quantity)):
        raise InvalidValue(f"{quoted(name)} is not the name of a quantity, such as x[1,2] or loss.")
    quantity = Quantity.parse(name) if isinstance(name, str) else name
    key = quantity, min(focus, program.samples)
    found: Place | None = program.memo.get(key)
    if found is None:
        found = program.memo[key] = _find(program, *key)
    return found


def _find(program: Program, quantity: Quantity, focus: int) -> Place:
    for spec in program.of_kind.get(quantity.kind, ()):
        if spec.name == quantity:
            return Place(spec, () if spec.shape == () else None)
        if spec.covers(quantity):
            index = spec.place(quantity, focus)
            if index is not None:
                return Place(spec, index)
    raise UnknownName(f"There is no {quantity} in this network: {_allowed(program, quantity)}.")


def _allowed(program: Program, quantity: Quantity) -> str:
    alike = [spec for spec in program.of_kind.get(quantity.kind, ()) if spec.size]
    if not alike:
        return f"the kinds of quantities are {', '.join(program.of_kind)}"
    ranges = listed([f"{next(iter(spec.elements()))} to {_last(spec)}" for spec in alike])
    removed = " (a removed edge has no weight)" if "w" in quantity.kind else ""
    return f"there are {ranges}{removed}"


def _last(spec: ArraySpec) -> Quantity:
    return spec.element(spec.size - 1)


def one_element(place: Place) -> Place:
    """The place, if it is one element; raises InvalidValue for a whole array."""
    if place.index is None:
        example = place.spec.element(0)
        raise InvalidValue(f"{place.name} is a whole array; name one element, such as {example}.")
    return place
