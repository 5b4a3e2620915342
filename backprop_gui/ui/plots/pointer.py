"""What the mouse points at: one curve, and one value on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from backprop_gui.ui.plots.curves_item import CurvesItem, Stroke
from backprop_gui.ui.plots.series import CurveGroup, Floats

_NOTHING: Floats = np.empty((0, 0))


@dataclass(frozen=True)
class Pointed:
    """A curve of a group, by its place there, and an iteration the group has a value for."""

    iteration: int
    curve: int

    def exists_in(self, group: CurveGroup) -> bool:
        return group.has(self.iteration) and self.curve < len(group.series)


def nearest(iteration: int, distances: Floats) -> Pointed:
    """The curve with the smallest distance, (curves,), where nan and inf are the farthest."""
    known = np.where(np.isfinite(distances), distances, np.inf)
    return Pointed(iteration, int(known.argmin()))


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
