"""Rings around values that were computed before an edit of what they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QPen

from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.curves.series import CurveGroup

Outdated = Mapping[str, frozenset[int]]
"""By the name of a curve, the iterations of such values."""

SIZE = 11.0  # pixels
MOST_MARKS = 400


class OutdatedMarks(pg.ScatterPlotItem):  # type: ignore[misc]
    """Draws them; what is meant is said in words, too."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, antialias=True, symbol="o", size=SIZE, brush=None)
        self.places: Floats = np.empty((0, 2))
        self.setZValue(4)

    @property
    def pen(self) -> QPen:
        """What a ring is drawn with."""
        pen: QPen = pg.mkPen(QColor(theme.current().stale), width=2)
        return pen

    def show_places(self, places: Floats) -> None:
        """Draw them at these, (marks, 2)."""
        if len(places) or len(self.places):
            self.places = places
            self.setData(pos=places, pen=self.pen)


def marked(group: CurveGroup, outdated: Outdated) -> tuple[Floats, Floats]:
    """Iterations and values, each (marks,), of the first ones."""
    found = (
        (float(iteration), float(group.values_at(iteration)[curve]))
        for curve, one in enumerate(group.series)
        for iteration in sorted(outdated.get(one.name, ()))
        if group.has(iteration)
    )
    at = np.array(list(islice(found, MOST_MARKS)), np.float64).reshape(-1, 2)
    return at[:, 0], at[:, 1]
