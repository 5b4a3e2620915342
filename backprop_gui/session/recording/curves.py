"""Curves of a run in bounded memory: true minima and maxima, or every value of a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.vectorising import Array
from backprop_gui.session.recording.envelope import Envelope

MOST_CURVES = 200
"""So many parameters are followed, the first ones."""

_BLOCK = 512
_BUCKETS = 640


@dataclass(frozen=True, eq=False)
class Curve:
    """Points that did occur, in the order to be joined by lines: iterations and values, (n,)."""

    iterations: NDArray[np.float64]
    values: NDArray[np.float64]


class Curves:
    """An envelope of a part of the state, fed block by block.

    It follows the iterations in their order, from the first one it sees on; when the run goes
    through earlier ones again, from its start in iteration `begins`, it begins anew.
    """

    def __init__(self, shown: slice, begins: int = 0) -> None:
        self._shown, self._begins = shown, begins
        # What is written aside belongs to iterations that have been seen.
        self._block = self._aside = np.empty((0, 0))
        self._filled = 0
        self._first = self._next = -1

    def reserve(self, iteration: int) -> Array:
        """Rows, (n, numbers), for the states used from an iteration on."""
        if self._next < 0 or iteration == self._begins < self._first:
            self._start(iteration)
        if iteration != self._next:
            return self._aside
        if self._filled == _BLOCK:
            self._flush()
        return self._block[self._filled :]

    def fill(self, iteration: int, count: int) -> None:
        """Count so many rows that have been written where `reserve` said."""
        if iteration == self._next:
            self._filled += count
            self._next += count

    def of(self, columns: list[int]) -> list[Curve]:
        """The points of some columns; none before anything has been added."""
        if self._next < 0:
            return [Curve(np.empty(0), np.empty(0)) for _ in columns]
        self._flush()
        iterations, values = self._envelope.points()
        return [Curve(iterations[n], values[n]) for n in columns]

    def _start(self, iteration: int) -> None:
        count = self._shown.stop - self._shown.start
        self._block, self._aside = np.empty((2, _BLOCK, count))
        self._envelope = Envelope(count, first_iteration=iteration, buckets=_BUCKETS)
        self._filled, self._first, self._next = 0, iteration, iteration

    def _flush(self) -> None:
        self._envelope.append(self._next - self._filled, self._block[: self._filled])
        self._filled = 0


def envelope_of(values: Array) -> Curve:
    """The extremes of a whole curve that starts at iteration 0, values (iterations,)."""
    envelope = Envelope(1, buckets=2 * _BUCKETS)
    envelope.append(0, np.asarray(values, dtype=np.float64)[:, np.newaxis])
    iterations, heights = envelope.points()
    return Curve(iterations[0], heights[0])


def joined(parts: Sequence[tuple[list[Curve], int]], count: int) -> list[Curve]:
    """Curves whose parts each count up to before an iteration."""
    found = []
    for n in range(count):
        cut = [(curves[n], curves[n].iterations < stop) for curves, stop in parts]
        found.append(
            Curve(
                np.concatenate([curve.iterations[inside] for curve, inside in cut]),
                np.concatenate([curve.values[inside] for curve, inside in cut]),
            )
        )
    return found
