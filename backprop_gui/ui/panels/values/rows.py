"""Which quantities a table lists, as arrays and numbers of elements: names are made on demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True, eq=False)
class Run:
    """Some elements of one array, by their numbers in the order of computation."""

    spec: ArraySpec
    numbers: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Rows:
    """All rows of a table."""

    runs: tuple[Run, ...] = ()

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """After each run, how many rows there are so far."""
        return np.cumsum([len(run.numbers) for run in self.runs], dtype=np.intp)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self.ends[-1]) if self.runs else 0

    def at(self, row: int) -> tuple[ArraySpec, int]:
        """The array and the number of the element that stand in a row."""
        place = int(self.ends.searchsorted(row, side="right"))
        run = self.runs[place]
        return run.spec, int(run.numbers[row - int(self.ends[place])])

    def find(self, name: Quantity, number: int) -> int | None:
        """The row of an array's element, or None."""
        for run, end in zip(self.runs, self.ends, strict=True):
            if run.spec.name == name:
                place = int(run.numbers.searchsorted(number))
                if place < len(run.numbers) and run.numbers[place] == number:
                    return int(end) - len(run.numbers) + place
        return None


def every(specs: Iterable[ArraySpec], wanted: str = "") -> Rows:
    """All elements whose name begins like `wanted`: `w`, `w[1`, `s[1,2]`."""
    text = wanted.replace(" ", "").lower()
    kind, bracket, _ = text.partition("[")
    chosen = (s for s in specs if (s.name.kind == kind if bracket else kind in s.name.kind))
    runs = (Run(spec, _numbers(spec, text if bracket else "")) for spec in chosen)
    return Rows(tuple(run for run in runs if len(run.numbers)))


def these(places: Sequence[tuple[ArraySpec, int]]) -> Rows:
    """Single elements."""
    return Rows(tuple(Run(spec, np.array([number], np.intp)) for spec, number in places))


def _numbers(spec: ArraySpec, text: str) -> NDArray[np.intp]:
    everything = np.arange(spec.size)
    if not text or str(spec.name).startswith(text):
        return everything
    found = (n for n, name in enumerate(spec.elements()) if str(name).startswith(text))
    return np.fromiter(found, np.intp)
