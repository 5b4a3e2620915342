"""What the mouse points at: one curve, and one value on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.curves.curves_item import CurvesItem, Stroke
from backprop_gui.ui.plots.curves.series import AnySeries, CurveGroup

_NOTHING: Floats = np.empty((0, 0))


@dataclass(frozen=True)
class Pointed:
    """A curve of a group, by its place there, and an iteration the group has a value for."""

    iteration: int
    curve: int
    group: CurveGroup

    @property
    def exists(self) -> bool:
        """Whether the group, which may have changed since, still has such a value."""
        return self.group.has(self.iteration) and self.curve < len(self.group.series)

    @property
    def series(self) -> AnySeries:
        """The curve."""
        return self.group.series[self.curve]

    @property
    def value(self) -> float:
        """Its value there."""
        return float(self.group.values_at(self.iteration)[self.curve])


def nearest(
    groups: Iterable[CurveGroup], at: QPointF, heights: Callable[[Floats], Floats]
) -> Pointed | None:
    """Of the values next to an iteration, the one drawn next to a height; None where none is.

    Of equally near ones that of the first group; nan and inf are the farthest.
    """
    best: tuple[float, Pointed] | None = None
    for group in groups:
        iteration = group.nearest(at.x())
        distances = np.abs(heights(group.values_at(iteration)) - at.y())
        distances[~np.isfinite(distances)] = np.inf
        curve = int(distances.argmin())
        if best is None or distances[curve] < best[0]:
            best = float(distances[curve]), Pointed(iteration, curve, group)
    return best[1] if best else None


class Trace:
    """Draws the curve pointed at strongly above all others, and a dot at its value."""

    def __init__(self) -> None:
        self.items = (CurvesItem(), CurvesItem())

    def show(self, x: Floats, y: Floats, at: tuple[float, float], colour: QColor) -> None:
        """`x` and `y` are the curve's points, `at` the value's place."""
        curve, dot = self.items
        curve.show(x[np.newaxis], y[np.newaxis], [Stroke(colour)])
        dot.show(np.array([[at[0]]]), np.array([[at[1]]]), [Stroke(colour)])

    def clear(self) -> None:
        for item in self.items:
            item.show(_NOTHING, _NOTHING, ())
