"""States at the starts of some iterations, within a budget of bytes that several runs share."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from weakref import WeakSet

import numpy as np
from numpy.typing import DTypeLike, NDArray

from backprop_gui.formula.vectorising import Array

BUDGET = 64 * 2**20
_LEAST = 64
# From so many bytes on, all that may be had is taken: copying more would hold a window up.
_AT_ONCE = 4 * 2**20
_RECENT = 16
# An iteration's number and the place of its row.
_OVERHEAD = 16


class Budget:
    """So many bytes for all checkpoints of a session, whatever branch they belong to."""

    def __init__(self, size: int = BUDGET) -> None:
        self.size = size
        self._members: WeakSet[Checkpoints] = WeakSet()

    def join(self, member: Checkpoints) -> None:
        """Count a member's bytes from now on."""
        self._members.add(member)

    def resize(self, size: int) -> None:
        """Allow so many bytes from now on; who holds too much gives up every second row."""
        self.size = size
        while self._used() > size and self._largest().shrink():
            pass

    def room(self, asking: Checkpoints, wanted: int) -> int:
        """How many bytes one may have; others that hold more than it wants give some up."""
        others = [member for member in self._members if member is not asking]
        while others and self.size - sum(o.size for o in others) < wanted:
            largest = max(others, key=lambda member: member.size)
            if largest.size <= wanted // 2 or not largest.shrink():
                break
        return min(wanted, self.size - sum(o.size for o in others))

    def _used(self) -> int:
        return sum(member.size for member in self._members)

    def _largest(self) -> Checkpoints:
        return max(self._members, key=lambda member: member.size)


class Checkpoints:
    """States of `width` numbers by iteration, evenly spread over the run.

    When there is no room, every second one is dropped, block by block from the oldest on; new
    ones are due at every `stride`-th iteration. A few more are kept beside: where one has been
    last, they lie closer together.
    """

    def __init__(self, width: int, dtype: DTypeLike, budget: Budget) -> None:
        self.stride = 1
        self.budget = budget
        self._rows = np.empty((0, width), dtype)
        self._iterations, self._places = array("q"), array("q")
        self._free: list[int] = []
        self._thinned = 0
        self._recent: dict[int, Array] = {}
        budget.join(self)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._rows) * self._row_size

    @property
    def iterations(self) -> NDArray[np.int64]:
        """The iterations whose states are spread over the run, ascending."""
        return np.array(self._iterations, dtype=np.int64)

    def rows(self, start: int, stop: int, columns: list[int]) -> Array:
        """Some numbers, (n, columns), of those with index start … stop - 1 in `iterations`."""
        places = np.array(self._places[start:stop], dtype=np.intp)
        return self._rows[places[:, np.newaxis], columns]

    def nearest(self, iteration: int) -> tuple[int, Array] | None:
        """The last state kept at or before the start of an iteration."""
        n = bisect_right(self._iterations, iteration) - 1
        recent = max((k for k in self._recent if k <= iteration), default=-1)
        if n >= 0 and self._iterations[n] >= recent:
            return self._iterations[n], self._rows[self._places[n]]
        return None if recent < 0 else (recent, self._recent[recent])

    def keep(self, iteration: int, state: Array) -> None:
        """Keep a state, whether due or not, unless there are others close by and no room."""
        n = bisect_left(self._iterations, iteration)
        if n < len(self._iterations) and (self._iterations[n] == iteration or self._is_dense(n)):
            return
        place = self._place()
        self._rows[place] = state
        n = bisect_left(self._iterations, iteration)
        self._iterations.insert(n, iteration)
        self._places.insert(n, place)

    def keep_recent(self, iteration: int, state: Array) -> None:
        """Keep a state until so many others have been."""
        most = min(_RECENT, self.budget.size // self._row_size // 8)
        while self._recent and len(self._recent) >= most:
            del self._recent[next(iter(self._recent))]
        if most:
            self._recent[iteration] = state.copy()

    def shrink(self) -> bool:
        """Give up half of the memory; False where that would be too little."""
        half = len(self._rows) // 2
        if half < 2:
            return False
        while len(self._iterations) > half:
            self._thin()
        rows = np.empty((half, self._rows.shape[1]), self._rows.dtype)
        rows[: len(self._places)] = self._rows[np.array(self._places, dtype=np.intp)]
        self._rows, self._places = rows, array("q", range(len(self._places)))
        self._free = []
        return True

    @property
    def _row_size(self) -> int:
        return self._rows.shape[1] * self._rows.itemsize + _OVERHEAD

    def _is_dense(self, n: int) -> bool:
        """Whether nothing is gained by a row before the n-th one, as rows are spread now."""
        before = self._iterations[n - 1] if n else 0
        full = len(self._iterations) == len(self._rows)
        return full and self._iterations[n] - before <= 2 * self.stride

    def _place(self) -> int:
        if not self._free and len(self._iterations) == len(self._rows) and not self._grow():
            self._thin()
        return self._free.pop() if self._free else len(self._iterations)

    def _grow(self) -> bool:
        wanted = max(_LEAST * self._row_size, 2 * self.size)
        if self.size >= _AT_ONCE:
            wanted = self.budget.size
        count = max(2, self.budget.room(self, wanted) // self._row_size)
        if count <= len(self._rows):
            return False
        rows = np.empty((count, self._rows.shape[1]), self._rows.dtype)
        rows[: len(self._rows)] = self._rows
        self._rows = rows
        return True

    def _thin(self) -> None:
        """Drop every second row of a block; the blocks go through the run again and again."""
        size, dropped = max(2, len(self._rows) // 64), False
        while not dropped:
            if self._thinned >= len(self._iterations):
                self.stride, self._thinned = 2 * self.stride, 0
            dropped = self._thin_block(self._thinned, self._thinned + size)

    def _thin_block(self, start: int, stop: int) -> bool:
        iterations, places = self._iterations[start:stop], self._places[start:stop]
        kept = [k % (2 * self.stride) == 0 for k in iterations]
        self._iterations[start:stop] = array("q", _chosen(iterations, kept))
        self._places[start:stop] = array("q", _chosen(places, kept))
        self._free += _chosen(places, [not keep for keep in kept])
        self._thinned = start + sum(kept)
        return not all(kept)


def _chosen(values: array[int], chosen: list[bool]) -> list[int]:
    return [value for value, choose in zip(values, chosen, strict=True) if choose]
