"""Values of several curves that arrive in blocks of iterations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.ui.plots.series import Floats

_AT_ONCE, _ROOM = 4 * 2**20, 128 * 2**20
"""Bytes: from the first on the second are set aside, to copy no more. They cost what they hold."""
_BLOCK = 1024
"""Rows moved at a time."""


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

    def thin(self, stride: int) -> None:
        """Keep the iterations that are multiples of a stride alone."""
        left, rows = 0, self._rows
        for start in range(0, self._length, _BLOCK):
            block = self._iterations[start : min(start + _BLOCK, self._length)]
            chosen = start + np.flatnonzero(block % stride == 0)
            here = slice(left, left + len(chosen))
            self._iterations[here], rows[here] = self._iterations[chosen], rows[chosen]
            left = here.stop
        self._length = left

    def _grow(self, room: int) -> None:
        iterations, rows = self._iterations, self._rows
        row_size = rows.itemsize * max(rows.shape[1], 1)
        if room * row_size >= _AT_ONCE:
            room = max(room, _ROOM // row_size)
        self._iterations, self._rows = np.empty(room, np.int64), np.empty((room, rows.shape[1]))
        self._iterations[: self._length] = iterations[: self._length]
        self._rows[: self._length] = rows[: self._length]
