"""Marks of frozen parameters: a small lock at the lower right corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.look import theme

RADIUS = 7.0
BODY = QRectF(-3.6, -0.8, 7.2, 5.0)
SHACKLE = QRectF(-2.3, -4.4, 4.6, 6.4)


def paint_lock(painter: QPainter, middle: QPointF) -> None:
    """Paint one; a disc of the panel's colour lifts it off what is below."""
    colours = theme.current()
    painter.save()
    painter.translate(middle)
    painter.setPen(QPen(QColor(colours.border), 1.01))
    painter.setBrush(QColor(colours.panel))
    painter.drawEllipse(QPointF(0, 0), RADIUS, RADIUS)
    painter.setPen(QPen(QColor(colours.text), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(SHACKLE, 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text))
    painter.drawRoundedRect(BODY, 1.2, 1.2)
    painter.restore()


class LockItem(QGraphicsItem):
    """Paints a lock at the lower right corner of each box."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: tuple[Box, ...] = ()
        self.setZValue(4)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Mark these instead."""
        if boxes != self.boxes:
            self.prepareGeometryChange()
            self.boxes = boxes
            self.update()

    def boundingRect(self) -> QRectF:
        if not self.boxes:
            return QRectF()
        around, room = Box.around(self.boxes), 2 * RADIUS
        rect = QRectF(around.left, around.top, around.width, around.height)
        return rect.adjusted(-room, -room, room, room)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self.boxes:
            paint_lock(painter, QPointF(box.right - 1, box.bottom - 1))
