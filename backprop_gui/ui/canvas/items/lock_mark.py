"""Marks of frozen parameters: a small lock at the lower right corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from backprop_gui.ui.canvas.items.mark_item import Mark
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


LOCK = Mark(
    RADIUS,
    lambda box: QPointF(box.right - 1, box.bottom - 1),
    lambda painter, middle, _: paint_lock(painter, middle),
)
