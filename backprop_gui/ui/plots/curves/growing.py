"""Values of several curves that arrive in blocks of iterations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.ui.plots.arrays import Floats


class GrowingRows:
    """Arrays that double when they are full, so that a block costs what it holds.

    Values lie as they arrive, an iteration's side by side: a block is one copy.
    """

    def __init__(self, curves: int) -> None:
        self._length = 0
        self._iterations = np.empty(64, dtype=np.int64)
        self._rows = np.empty((64, curves))

    @property
    def iterations(self) -> NDArray[np.int64]:
        return self._iterations[: self._length]

    @property
    def values(self) -> Floats:
        """(curves, iterations)."""
        return self._rows[: self._length].T

    @property
    def next_iteration(self) -> int:
        """The first iteration that may follow."""
        return int(self.iterations[-1]) + 1 if self._length else 0

    def extend(self, iterations: NDArray[np.int64], rows: Floats) -> None:
        """Add `rows`, (n, curves), of these iterations, (n,)."""
        start, stop = self._length, self._length + len(iterations)
        if stop > len(self._iterations):
            self._grow(max(stop, 2 * start))
        self._iterations[start:stop] = iterations
        self._rows[start:stop] = rows
        self._length = stop

    def _grow(self, room: int) -> None:
        """What is not filled yet is not touched: only then does it take memory and time."""
        iterations, rows = self._iterations, self._rows
        self._iterations, self._rows = np.empty(room, np.int64), np.empty((room, rows.shape[1]))
        self._iterations[: self._length] = iterations[: self._length]
        self._rows[: self._length] = rows[: self._length]
