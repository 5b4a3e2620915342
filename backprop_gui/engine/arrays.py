"""Which arrays an iteration has, and how their elements are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True)
class ArraySpec:
    """One array: its name, its shape, whether its first axis runs over samples.

    A sample's number comes last in a name and first in memory; it is left out of the names where
    the batch has one sample. `present` marks the elements that exist (None: all).
    """

    name: Quantity
    shape: tuple[int, ...]
    per_sample: bool = False
    present: NDArray[np.bool_] | None = field(default=None, compare=False)

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """Flat places of the existing elements, in the order in which they are computed."""
        if self.present is None:
            return np.arange(int(np.prod(self.shape, dtype=np.intp)))
        return np.flatnonzero(np.broadcast_to(self.present, self.shape))

    @property
    def size(self) -> int:
        """Number of existing elements."""
        return len(self.places)

    @property
    def names_sample(self) -> bool:
        """Whether the elements' names end with a sample."""
        return self.per_sample and self.shape[0] > 1

    def element(self, number: int) -> Quantity:
        """The name of the element that is computed as the `number`-th, from 0."""
        return self.at(tuple(np.unravel_index(int(self.places[number]), self.shape)))

    def elements(self) -> Iterator[Quantity]:
        """The names of all elements, in the order in which they are computed."""
        return (self.element(number) for number in range(self.size))

    def at(self, place: tuple[int | np.intp, ...]) -> Quantity:
        """The name of the element at an index of the array."""
        indices = tuple(int(axis) + 1 for axis in place)
        if self.per_sample:
            indices = (*indices[1:], *indices[:1]) if self.names_sample else indices[1:]
        return self.name.at(*indices)

    def place(self, element: Quantity, focus: int = 1) -> tuple[int, ...] | None:
        """The index of a named element, or None where the array has no such element.

        Without a sample in its name, an element is that of the sample in `focus`, from 1.
        """
        axes = list(element.indices[len(self.name.indices) :])
        if self.per_sample:
            sample = axes.pop() if len(axes) == len(self.shape) else focus
            axes.insert(0, sample)
        place = tuple(axis - 1 for axis in axes)
        if len(place) != len(self.shape):
            return None
        inside = all(0 <= axis < length for axis, length in zip(place, self.shape, strict=True))
        return place if inside and self._exists(place) else None

    def covers(self, name: Quantity) -> bool:
        """Whether a name could be this array's or one of its elements'."""
        prefix = self.name.indices
        if name.kind != self.name.kind or name.indices[: len(prefix)] != prefix:
            return False
        rest = len(name.indices) - len(prefix)
        axes = len(self.shape) - self.per_sample
        return rest in ((0, axes, axes + 1) if self.per_sample else (0, axes))

    def _exists(self, place: tuple[int, ...]) -> bool:
        return self.present is None or bool(np.broadcast_to(self.present, self.shape)[place])
