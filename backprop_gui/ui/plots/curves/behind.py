"""Curves of other branches, drawn calmly behind: each over iterations of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.curves.series import CurveGroup, Series


class Behind:
    """Each curve is a group alone; together they are points to draw, (curves, points)."""

    def __init__(self) -> None:
        self.series: tuple[Series, ...] = ()
        self.groups: tuple[CurveGroup, ...] = ()

    def show(self, series: Sequence[Series]) -> None:
        """Take other curves; the same ones cost nothing."""
        if tuple(series) != self.series:
            self.series = tuple(series)
            self.groups = tuple(CurveGroup([one]) for one in series if len(one.values))

    @property
    def last(self) -> int:
        """The last iteration of all; -1 where there is none."""
        return max((group.last for group in self.groups), default=-1)

    @property
    def branches(self) -> tuple[str, ...]:
        """Their names, each once."""
        return tuple(dict.fromkeys(one.branch for one in self.series if one.branch))

    def points(self, first: float, last: float) -> tuple[Floats, Floats]:
        """Iterations and values between two iterations; shorter curves end in nan."""
        found = [group.points(first, last) for group in self.groups]
        shape = len(found), max((x.shape[1] for x, _ in found), default=0)
        iterations, values = np.full((2, *shape), np.nan)
        for row, (x, y) in enumerate(found):
            iterations[row, : x.shape[1]], values[row, : y.shape[1]] = x[0], y[0]
        return iterations, values
