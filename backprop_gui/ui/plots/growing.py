"""Values of several curves that arrive in blocks of iterations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.ui.plots.series import Floats


class GrowingRows:
    """Arrays that double when they are full, so that a block costs what it holds."""

    def __init__(self, curves: int) -> None:
        self._length = 0
        self._iterations = np.empty(64, dtype=np.int64)
        self._values = np.empty((curves, 64))

    @property
    def iterations(self) -> NDArray[np.int64]:
        return self._iterations[: self._length]

    @property
    def values(self) -> Floats:
        """(curves, iterations)."""
        return self._values[:, : self._length]

    @property
    def next_iteration(self) -> int:
        """The first iteration that may follow."""
        return int(self.iterations[-1]) + 1 if self._length else 0

    def extend(self, iterations: NDArray[np.int64], rows: Floats) -> None:
        """Add `rows`, (n, curves), of these iterations, (n,)."""
        start, stop = self._length, self._length + len(iterations)
        if stop > len(self._iterations):
            room = max(stop, 2 * start) - start
            self._iterations = np.concatenate([self.iterations, np.empty(room, dtype=np.int64)])
            self._values = np.concatenate(
                [self.values, np.empty((len(self._values), room))], axis=1
            )
        self._iterations[start:stop] = iterations
        self._values[:, start:stop] = rows.T
        self._length = stop
