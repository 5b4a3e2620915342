"""Samples as marks on a plane: a class has a symbol as well as a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.arrays import Floats

SYMBOLS = ("o", "s", "t1", "d", "star", "p", "h", "t")
SIZE = 9
_RING, _REACH = 19, 12  # pixels


@dataclass(frozen=True, eq=False)
class Marks:
    """`places` (samples, 2); all others have one entry a sample.

    Those for validation are `hollow`, those that the network puts elsewhere are `wrong`.
    """

    places: Floats
    symbols: Sequence[str]
    colours: Sequence[QColor]
    hollow: NDArray[np.bool_]
    wrong: NDArray[np.bool_]

    def same_as(self, other: Marks) -> bool:
        """Whether another set looks the same."""
        arrays = ("places", "hollow", "wrong")
        same = all(np.array_equal(getattr(self, n), getattr(other, n)) for n in arrays)
        return same and (self.symbols, self.colours) == (other.symbols, other.colours)

    def fills(self) -> list[QColor]:
        """A hollow one is filled with the ground's colour."""
        panel = QColor(theme.current().panel)
        return [panel if h else c for h, c in zip(self.hollow, self.colours, strict=True)]

    def outlines(self) -> list[QPen]:
        """A sample in the wrong class has a dark outline, a hollow one that of its colour."""
        colours = theme.current()
        wrong: QPen = pg.mkPen(colours.text, width=2.5)
        plain: QPen = pg.mkPen(colours.panel, width=1)
        return [
            wrong if is_wrong else pg.mkPen(colour, width=2) if hollow else plain
            for is_wrong, hollow, colour in zip(self.wrong, self.hollow, self.colours, strict=True)
        ]


class MarksItem(pg.ScatterPlotItem):  # type: ignore[misc]
    """Draws marks; the one of the chosen sample is ringed."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, antialias=True)
        self.ring = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.setZValue(5)
        self.ring.setZValue(6)
        self._places: Floats = np.empty((0, 2))
        self._shown: Marks | None = None

    def show_marks(self, marks: Marks) -> None:
        """Draw these in the place of others; the same ones cost little."""
        if self._shown is not None and marks.same_as(self._shown):
            return
        self._shown, self._places = marks, marks.places
        self.setData(
            pos=marks.places,
            symbol=list(marks.symbols),
            size=SIZE,
            brush=[pg.mkBrush(colour) for colour in marks.fills()],
            pen=marks.outlines(),
        )

    def show_ring(self, row: int | None) -> None:
        """Ring the mark of a sample, by its row; None or one that is not drawn: no ring."""
        inside = row is not None and 0 <= row < len(self._places)
        pen = pg.mkPen(theme.current().current, width=3)
        places = self._places[row : row + 1] if inside and row is not None else np.empty((0, 2))
        self.ring.setData(pos=places, symbol="o", size=_RING, pen=pen, brush=None)

    def nearest(self, at: QPointF, pixel: tuple[float, float]) -> int | None:
        """The row of the mark next to a place, if the mouse is on it; a pixel has a size."""
        if not len(self._places):
            return None
        away = np.hypot(*((self._places - (at.x(), at.y())) / pixel).T)
        away[np.isnan(away)] = np.inf
        row = int(away.argmin())
        return row if away[row] <= _REACH else None
