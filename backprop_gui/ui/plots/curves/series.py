"""Curves as the plots take them: named values, one per iteration, and groups drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.recording.envelope import Envelope
from backprop_gui.ui.plots.arrays import Floats

FEW_CURVES = 32
"""Up to here a curve is kept as 2,560 points, beyond as half of that: a frame has to stay short."""

LARGEST_CLOSE_UP = 2_000_000
"""Values read at most to draw a part exactly; a larger part is drawn from the whole's envelope."""


_BLOCK = 1 << 16
"""Iterations copied at a time."""


class AnySeries(Protocol):
    """A named curve, wherever its values are kept; see `Series`."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def iterations(self) -> NDArray[np.int64]: ...
    @property
    def values(self) -> Floats: ...


@dataclass(frozen=True, eq=False)
class Series:
    """A curve: `values[i]` belongs to iteration `iterations[i]`; the iterations ascend.

    `name` is the quantity ("w[1,2,1]"), `label` what is drawn ("w₂,₁¹"); `branch` names the other
    branch that it belongs to. Raises ValueError where the two arrays do not match.
    """

    name: str
    label: str
    iterations: NDArray[np.int64]
    values: Floats
    branch: str = ""

    def __post_init__(self) -> None:
        if self.iterations.shape != self.values.shape or self.values.ndim != 1:
            raise ValueError(
                f"{self.name}: {self.values.shape} values for {self.iterations.shape} iterations"
            )


class CurveGroup:
    """Series over the same iterations, with an envelope that grows as they do."""

    def __init__(self, series: Sequence[AnySeries] = ()) -> None:
        self.series: tuple[AnySeries, ...] = ()
        self.show(series)

    @property
    def length(self) -> int:
        return len(self._iterations)

    @property
    def last(self) -> int:
        """The last iteration; -1 where there is none."""
        return int(self._iterations[-1]) if self.length else -1

    @property
    def first_nonfinite(self) -> int:
        """The first iteration at which a curve is nan or inf; -1 where none is."""
        found = self._envelope.first_nonfinite
        return int(found[found >= 0].min()) if (found >= 0).any() else -1

    @property
    def _iterations(self) -> NDArray[np.int64]:
        return self.series[0].iterations if self.series else np.empty(0, dtype=np.int64)

    def show(self, series: Sequence[AnySeries], *, grown: bool = False) -> None:
        """Take `series` in the place of the ones shown.

        `grown` promises the same curves, with nothing changed but new values at their ends: those
        alone are then looked at. Raises ValueError where the series have different iterations.
        """
        known = self.length if grown else 0
        self.series = tuple(series)
        if len({(len(s.values), *s.iterations[:1], *s.iterations[-1:]) for s in series}) > 1:
            raise ValueError("the curves of a group have the same iterations")
        if not known:
            self._envelope = empty_envelope(len(self.series))
        self._follow(self._envelope, known, self.length)
        self._drawn: tuple[int, int, int] | None = None

    def points(self, first: float, last: float) -> tuple[Floats, Floats]:
        """Iterations and values, (curves, points), to draw between two iterations.

        True values all of them; every value where they are few enough, extremes where not.
        """
        inside = self._iterations.searchsorted([int(first), int(last) + 1])
        start, stop = max(int(inside[0]) - 1, 0), min(int(inside[1]) + 1, self.length)
        if self._drawn != (start, stop, self.length):
            self._drawn = (start, stop, self.length)
            self._points = self._envelope_of(start, stop).points()
        return self._points

    def nearest(self, iteration: float) -> int:
        """The iteration with values next to another one; the group must have one."""
        after = min(int(self._iterations.searchsorted(iteration)), self.length - 1)
        around = self._iterations[max(after - 1, 0) : after + 1]
        return int(around[np.abs(around - iteration).argmin()])

    @property
    def sparse(self) -> bool:
        """Whether iterations are left out between the first and the last."""
        return bool(self.length) and self.last - int(self._iterations[0]) >= self.length

    def has(self, iteration: int) -> bool:
        """Whether there are values of an iteration."""
        return bool(self.length) and self.nearest(iteration) == iteration

    def values_at(self, iteration: int) -> Floats:
        """The curves' values, (curves,), at an iteration that the group has."""
        row = int(self._iterations.searchsorted(iteration))
        return np.array([one.values[row] for one in self.series])

    def _envelope_of(self, start: int, stop: int) -> Envelope:
        size = stop - start
        whole = size == self.length or self._envelope.bucket == 1
        if whole or size * len(self.series) > LARGEST_CLOSE_UP:
            return self._envelope
        part = empty_envelope(len(self.series), start)
        self._follow(part, start, stop)
        return part

    def _follow(self, envelope: Envelope, start: int, stop: int) -> None:
        for row in range(start, stop, _BLOCK):
            end = min(row + _BLOCK, stop)
            number = envelope.first_iteration + envelope.length
            envelope.append(number, self._rows(row, end), self._iterations[row:end])

    def _rows(self, start: int, stop: int) -> Floats:
        return np.stack([s.values[start:stop] for s in self.series], axis=1)


def empty_envelope(curves: int, first_row: int = 0) -> Envelope:
    """It counts rows of the series, which need not be iterations."""
    buckets = 1280 if curves <= FEW_CURVES else 640
    return Envelope(curves, first_iteration=first_row, buckets=buckets)
