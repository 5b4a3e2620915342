"""The curves of parameters: their values are read where the session keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.reading.naming import Place
from backprop_gui.session.recording.recording import Kept
from backprop_gui.session.session import Session
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.curves.series import CurveGroup, empty_envelope

_BLOCK = 4096
"""States looked at together."""


@dataclass(frozen=True, eq=False)
class KeptSeries:
    """One curve of a `KeptGroup`."""

    name: str
    label: str
    group: KeptGroup = field(repr=False)
    curve: int
    branch: str = ""

    @property
    def iterations(self) -> NDArray[np.int64]:
        return self.group.iterations

    @property
    def values(self) -> Floats:
        """Those that are kept; nan where one is kept no longer."""
        return self.group.rows(0, self.group.length)[:, self.curve]


class KeptGroup(CurveGroup):
    """Follows a run and keeps nothing twice: where more than a part is drawn, it is by extremes.

    Those are of all iterations that the group has come to see, also of such as are kept no longer.
    """

    def __init__(
        self, session: Session, places: Sequence[Place], titles: Sequence[tuple[str, str]]
    ) -> None:
        """`titles` are the curves' names and labels."""
        self._session, self._places = session, tuple(places)
        self._next = self._stride = 0
        self.iterations = np.empty(0, dtype=np.int64)
        super().__init__()
        self.series = tuple(KeptSeries(*title, self, n) for n, title in enumerate(titles))

    def follow(self, *, same_run: bool) -> bool:
        """Take what is new. False where that is nothing, and the values known are the same."""
        if not same_run:
            self._next, self._envelope = 0, empty_envelope(len(self.series))
        new = self._session.kept(self._places, self._next)
        self._append(new)
        # Fewer states are kept from now on: a bucket has as many iterations as before.
        if same_run and new.stride > self._stride and self._envelope.bucket > 2:
            self._envelope.halve()
        self._stride = new.stride
        return not same_run or len(new.iterations) > 0

    def has(self, iteration: int) -> bool:
        """Whether there are values of an iteration: while a run computes, some are given up."""
        return len(self._session.kept((), iteration, iteration + 1).iterations) > 0

    def rows(self, start: int, stop: int) -> Floats:
        """Values, (stop - start, curves); nan of iterations that are kept no longer."""
        asked = self.iterations[start:stop]
        first, last = (int(asked[0]), int(asked[-1])) if len(asked) else (0, -1)
        found = self._session.kept(self._places, first, last + 1)
        if np.array_equal(found.iterations, asked):
            return np.asarray(found.rows, dtype=np.float64)
        rows = np.full((len(asked), len(self.series)), np.nan)
        known = np.isin(found.iterations, asked)
        rows[asked.searchsorted(found.iterations[known])] = found.rows[known]
        return rows

    def values_at(self, iteration: int) -> Floats:
        """The curves' values, (curves,), at an iteration that the group has."""
        row = int(self.iterations.searchsorted(iteration))
        found: Floats = self.rows(row, row + 1)[0]
        return found

    @property
    def _iterations(self) -> NDArray[np.int64]:
        return self.iterations

    def _rows(self, start: int, stop: int) -> Floats:
        return self.rows(start, stop)

    def _append(self, new: Kept) -> None:
        for start in range(0, len(new.iterations), _BLOCK):
            block = slice(start, start + _BLOCK)
            self._envelope.append(self._envelope.length, new.rows[block], new.iterations[block])
        self.iterations, self._drawn = self._session.kept(()).iterations, None
        self._next = int(self.iterations[-1]) + 1 if self.length else 0
