"""A bounded picture of long curves: the true minimum and maximum of every bucket of iterations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Envelope:
    """Minima and maxima of `curves` growing series, in memory that does not grow.

    Iterations are gathered into buckets of `bucket` iterations, a power of two; when all
    `buckets` are in use, neighbours are merged and `bucket` doubles. Of each bucket the first
    smallest and the first largest value are kept with the iterations they belong to, so every
    point given back did occur. nan counts only where a bucket has nothing else; inf counts.

    Attributes: `length`, the iterations seen; `bucket`; `first_nonfinite`, (curves,), the first
    iteration whose value is nan or inf, -1 where there is none.
    """

    def __init__(self, curves: int, *, first_iteration: int = 0, buckets: int = 1280) -> None:
        if buckets < 2 or buckets % 2:
            raise ValueError(f"buckets must be even and positive, not {buckets}")
        self.first_iteration = first_iteration
        self.length = 0
        self.bucket = 1
        self.first_nonfinite: Integers = np.full(curves, -1)
        self._used = 0
        self._values: Floats = np.empty((2, curves, buckets))
        self._at: Integers = np.empty((2, curves, buckets), dtype=np.int64)

    @property
    def curves(self) -> int:
        return int(self._values.shape[1])

    def append(self, first_iteration: int, rows: Floats, at: Integers | None = None) -> None:
        """Add `rows`, (n, curves), the values of iterations `first_iteration`, …, + n - 1.

        Where these are but the rows' numbers, `at`, (n,), are the iterations to give back. Raises
        ValueError where the block does not follow the last one or has other curves.
        """
        expected = self.first_iteration + self.length
        if first_iteration != expected:
            raise ValueError(f"iteration {expected} comes next, not {first_iteration}")
        if rows.ndim != 2 or rows.shape[1] != self.curves:
            raise ValueError(f"rows must be (n, {self.curves}), not {rows.shape}")
        if at is None:
            at = np.arange(first_iteration, first_iteration + len(rows))
        if len(rows):
            self._note_nonfinite(rows, at)
        start = 0
        while start < len(rows):
            start += self._take(rows[start:], at[start:])

    def halve(self) -> None:
        """Count half as many rows, those with an even number; the extremes of all stay.

        Raises ValueError where a bucket would then have a single one.
        """
        if self.bucket <= 2:
            raise ValueError(f"buckets of {self.bucket} cannot be halved")
        self.bucket //= 2
        self.length = -(-self.length // 2)

    def points(self) -> tuple[Floats, Floats]:
        """Iterations and values, each (curves, points), in the order to be joined by lines.

        One point per iteration while `bucket` is 1, then two per bucket.
        """
        at, values = self._at[..., : self._used], self._values[..., : self._used]
        if self.bucket == 1:
            return at[0].astype(np.float64), values[0].copy()
        low_first = at[0] <= at[1]
        iterations = np.empty((self.curves, self._used, 2))
        heights = np.empty_like(iterations)
        for side in (0, 1):
            iterations[..., side] = np.where(low_first, at[side], at[1 - side])
            heights[..., side] = np.where(low_first, values[side], values[1 - side])
        return iterations.reshape(self.curves, -1), heights.reshape(self.curves, -1)

    def _note_nonfinite(self, rows: Floats, at: Integers) -> None:
        bad = ~np.isfinite(rows)
        new = bad.any(axis=0) & (self.first_nonfinite < 0)
        self.first_nonfinite = np.where(new, at[bad.argmax(axis=0)], self.first_nonfinite)

    def _take(self, rows: Floats, at: Integers) -> int:
        """Put the rows that fit without merging buckets; return how many those were."""
        filled = self.length % self.bucket
        capacity = self._values.shape[2]
        if not filled and self._used == capacity:
            self._double()
        if filled:
            size, count = min(len(rows), self.bucket - filled), 1
        elif len(rows) < self.bucket:
            size, count = len(rows), 1
        else:
            count = min(len(rows) // self.bucket, capacity - self._used)
            size = count * self.bucket
        blocks = rows[:size].reshape(count, size // count, self.curves)
        values, at = _extremes(blocks, at[:size].reshape(count, -1))
        if filled:
            last = slice(self._used - 1, self._used)
            values, at = _merged(self._values[..., last], self._at[..., last], values, at)
            self._used -= 1
        self._values[..., self._used : self._used + count] = values
        self._at[..., self._used : self._used + count] = at
        self._used += count
        self.length += size
        return size

    def _double(self) -> None:
        even, odd = slice(0, None, 2), slice(1, None, 2)
        values, at = _merged(
            self._values[..., even], self._at[..., even], self._values[..., odd], self._at[..., odd]
        )
        self._used //= 2
        self._values[..., : self._used], self._at[..., : self._used] = values, at
        self.bucket *= 2


def _extremes(blocks: Floats, iterations: Integers) -> tuple[Floats, Integers]:
    """Minima and maxima, (2, curves, m), of blocks (m, size, curves), and their iterations.

    Those of the rows are (m, size).
    """
    values = np.empty((2, blocks.shape[2], len(blocks)))
    at = np.empty(values.shape, dtype=np.int64)
    for side, reduce in enumerate((np.fmin.reduce, np.fmax.reduce)):
        # argmin would stop at a nan; in a block of nothing but nan no entry equals: argmax gives 0.
        place = (blocks == reduce(blocks, axis=1)[:, np.newaxis]).argmax(axis=1)
        values[side] = np.take_along_axis(blocks, place[:, np.newaxis], axis=1)[:, 0].T
        at[side] = np.take_along_axis(iterations, place, axis=1).T
    return values, at


def _merged(
    values: Floats, at: Integers, later: Floats, later_at: Integers
) -> tuple[Floats, Integers]:
    """Extremes of buckets joined with their successors; of equal values the earlier one stays."""
    wins = np.isnan(values) & ~np.isnan(later)
    wins[0] |= later[0] < values[0]
    wins[1] |= later[1] > values[1]
    return np.where(wins, later, values), np.where(wins, later_at, at)
