"""The line at the current iteration, which can be dragged to another one."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPen

from backprop_gui.ui.plots.axes.iteration_scale import IterationScale


class PositionLine(pg.InfiniteLine):  # type: ignore[misc]
    """Rests on whole iterations from 0 to `last`; `dragged_to` says each new one while dragged."""

    dragged_to = Signal(int)

    def __init__(self) -> None:
        super().__init__(pos=0, angle=90, movable=True, bounds=(0, 0))
        self.across = IterationScale()
        self._dragged: int | None = None
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setZValue(10)
        self.sigDragged.connect(self._snap)
        self.sigPositionChangeFinished.connect(self._drop)

    def show_iteration(self, iteration: int, last: int) -> None:
        self.setBounds((0, self.across.place(last)))
        self.setValue(self.across.place(iteration))

    def set_colour(self, colour: QColor) -> None:
        self.setPen(QPen(colour, 2))
        self.setHoverPen(QPen(colour, 4))
        self.pen.setCosmetic(True)
        self.hoverPen.setCosmetic(True)

    def _snap(self) -> None:
        iteration = round(self.across.iteration(self.value()))
        self.setValue(self.across.place(iteration))
        if iteration != self._dragged:
            self._dragged = iteration
            self.dragged_to.emit(iteration)

    def _drop(self) -> None:
        self._dragged = None
