"""The way of a line that leaves and arrives level."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath


def swing(start: QPointF, end: QPointF) -> QPainterPath:
    """From one point to another, turning half way across."""
    path = QPainterPath(start)
    middle = (start.x() + end.x()) / 2
    path.cubicTo(middle, start.y(), middle, end.y(), end.x(), end.y())
    return path
