"""What is kept of a run: the loss of every iteration, and checkpoints within a budget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.vectorising import Array

BUDGET = 64 * 2**20


@dataclass(frozen=True, eq=False)
class Kept:
    """Parameters in the iterations, (n,), whose state was kept: `rows`, (n, parameters).

    Every `stride`-th iteration is kept; when that grows, fewer of the earlier ones are there.
    """

    stride: int
    iterations: NDArray[np.int64]
    rows: Array


class Recording:
    """Losses of all finished iterations; the state at the start of every `stride`-th one.

    When the checkpoints reach `budget` bytes, every second one is dropped.
    """

    def __init__(self, width: int, dtype: np.dtype[Any], budget: int = BUDGET) -> None:
        self.finished = 0
        self.stride = 1
        self.used: dict[int, Array] = {}
        self._most = max(2, budget // max(1, width * dtype.itemsize))
        self._losses = np.empty(64, dtype)
        self._rows = np.empty((min(64, self._most), width), dtype)
        self._iterations: list[int] = []

    @property
    def losses(self) -> Array:
        """The loss of each finished iteration, shape (iterations,)."""
        return self._losses[: self.finished]

    @losses.setter
    def losses(self, values: Array) -> None:
        self._losses, self.finished = _longer(values, max(64, 2 * len(values))), len(values)

    def begin(self, iteration: int, state: Array) -> None:
        """Keep the state at the start of an iteration, if it is due."""
        if iteration % self.stride == 0:
            self.keep(iteration, state)

    def keep(self, iteration: int, state: Array) -> None:
        """Keep the state at the start of an iteration."""
        if self._iterations and iteration <= self._iterations[-1]:
            return
        count = len(self._iterations)
        if count == self._most:
            self._thin()
            count = len(self._iterations)
        elif count == len(self._rows):
            self._rows = _longer(self._rows, min(2 * count, self._most))
        self._rows[count] = state
        self._iterations.append(iteration)

    def finish(self, iteration: int, loss: Array) -> None:
        """Keep the loss of an iteration that has come to its end."""
        if iteration == len(self._losses):
            self._losses = _longer(self._losses, 2 * iteration)
        self._losses[iteration] = loss
        if iteration >= self.finished:
            self.finished = iteration + 1

    def nearest(self, iteration: int) -> tuple[int, Array] | None:
        """The last checkpoint at or before the start of an iteration."""
        place = bisect_right(self._iterations, iteration) - 1
        return None if place < 0 else (self._iterations[place], self._rows[place])

    def column(self, place: int) -> Array | None:
        """One number of the state in every finished iteration, if all of them were kept."""
        if self._iterations[: self.finished] != list(range(self.finished)):
            return None
        values = self._rows[: self.finished, place].copy()
        for iteration, state in self.used.items():
            if iteration < self.finished:
                values[iteration] = state[place]
        return values

    def kept(self, places: list[int], first: int = 0) -> Kept:
        """Some numbers of the states that were kept, of finished iterations from `first` on."""
        start, stop = (bisect_left(self._iterations, k) for k in (first, self.finished))
        iterations = np.array(self._iterations[start:stop], dtype=np.int64)
        rows = self._rows[start:stop, places]
        for iteration, state in self.used.items():
            rows[iterations == iteration] = state[places]
        return Kept(self.stride, iterations, rows)

    def fork(self, iteration: int, finished: int) -> Recording:
        """A recording of the same run up to the start of `iteration`."""
        other = Recording(self._rows.shape[1], self._rows.dtype)
        other._most, other.stride, other.finished = self._most, self.stride, finished
        count = bisect_right(self._iterations, iteration)
        other._losses = _longer(self._losses[:finished], max(64, 2 * finished))
        other._rows = _longer(self._rows[:count], max(1, min(self._most, max(64, 2 * count))))
        other._iterations = self._iterations[:count]
        other.used = {k: state for k, state in self.used.items() if k < finished}
        return other

    def _thin(self) -> None:
        self.stride *= 2
        kept = self._rows[: len(self._iterations) : 2]
        self._rows[: len(kept)] = kept.copy()
        self._iterations = self._iterations[::2]


def _longer(array: Array, length: int) -> Array:
    longer = np.empty((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
