"""Marks of breakpoints: a dot, hollow where it is switched off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.look import theme

RADIUS = 4.5


def paint_stop(painter: QPainter, middle: QPointF, on: bool) -> None:
    """Paint one mark; a rim of the panel's colour lifts it off what is below."""
    colours = theme.current()
    painter.setBrush(QColor(colours.error if on else colours.panel))
    painter.setPen(QPen(QColor(colours.panel), 1.2))
    painter.drawEllipse(middle, RADIUS + 0.6, RADIUS + 0.6)
    if not on:
        painter.setPen(QPen(QColor(colours.error), 1.6))
        painter.drawEllipse(middle, RADIUS - 1, RADIUS - 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class StopItem(QGraphicsItem):
    """Paints a mark at the upper left corner of each box."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: tuple[tuple[Box, bool], ...] = ()
        self.setZValue(4)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_boxes(self, boxes: tuple[tuple[Box, bool], ...]) -> None:
        """Mark these instead."""
        if boxes != self.boxes:
            self.prepareGeometryChange()
            self.boxes = boxes
            self.update()

    def boundingRect(self) -> QRectF:
        if not self.boxes:
            return QRectF()
        around, room = Box.around([box for box, _ in self.boxes]), 2 * RADIUS
        rect = QRectF(around.left, around.top, around.width, around.height)
        return rect.adjusted(-room, -room, room, room)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, on in self.boxes:
            paint_stop(painter, QPointF(box.left + 1, box.top + 1), on)


Stops = Mapping[str, bool]
"""Names of quantities that have a breakpoint; whether it is switched on."""
