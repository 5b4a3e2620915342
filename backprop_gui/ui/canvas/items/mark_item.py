"""Small marks at a corner of boxes: one item paints all of a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.card import rect
from backprop_gui.ui.canvas.items.item import Item


@dataclass(frozen=True)
class Mark:
    """A kind of mark: how large it is, on which corner it sits, and how one is painted."""

    radius: float
    corner: Callable[[Box], QPointF]
    paint: Callable[[QPainter, QPointF, bool], None]


class MarkItem(Item):
    """Paints a mark at each of `boxes`: a box, and whether what is marked is switched on."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.boxes: tuple[tuple[Box, bool], ...] = ()
        self.setZValue(4)

    def show_boxes(self, boxes: tuple[tuple[Box, bool], ...]) -> None:
        """Mark these instead."""
        if boxes != self.boxes:
            self.prepareGeometryChange()
            self.boxes = boxes
            self.update()

    def boundingRect(self) -> QRectF:
        if not self.boxes:
            return QRectF()
        room = 2 * self._mark.radius
        around = rect(Box.around([box for box, _ in self.boxes]))
        return around.adjusted(-room, -room, room, room)

    def draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, on in self.boxes:
            self._mark.paint(painter, self._mark.corner(box), on)
