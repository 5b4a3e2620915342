"""Marks of breakpoints: a dot at the upper left, hollow where it is switched off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from backprop_gui.ui.canvas.items.mark_item import Mark
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


STOP = Mark(RADIUS, lambda box: QPointF(box.left + 1, box.top + 1), paint_stop)

Stops = Mapping[str, bool]
"""Names of quantities that have a breakpoint; whether it is switched on."""
