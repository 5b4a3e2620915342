"""Draws a trend in a cell: a line without axes, a dot at its last value."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from backprop_gui.ui.look import theme
from backprop_gui.ui.panels.watches.model import POINTS

_WIDTH = 64


class Sparkline(QStyledItemDelegate):
    """Of the points (iteration, value) in a cell; where a value is not finite is a gap."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect.adjusted(4, 4, -6, -4)
        runs = places(index.data(POINTS) or (), rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), 1.4))
        for run in runs:
            painter.drawPolyline(run)
        if runs:
            painter.setBrush(QColor(theme.current().accent))
            painter.drawEllipse(runs[-1][-1], 1.5, 1.5)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_WIDTH, super().sizeHint(option, index).height())


def places(points: tuple[tuple[int, float], ...], rect: QRect) -> list[list[QPointF]]:
    """Where the points lie in a rectangle, in runs of finite values."""
    values = np.array([value for _, value in points])
    finite = np.isfinite(values)
    if not finite.any():
        return []
    low, high = float(values[finite].min()), float(values[finite].max())
    first, last = points[0][0], points[-1][0]
    runs: list[list[QPointF]] = [[]]
    for (iteration, value), drawn in zip(points, finite, strict=True):
        if not drawn:
            runs.append([])
            continue
        across = (iteration - first) / max(last - first, 1)
        up = (value / 2 - low / 2) / (high / 2 - low / 2) if high > low else 0.5
        runs[-1].append(
            QPointF(rect.left() + across * rect.width(), rect.bottom() - up * rect.height())
        )
    return [run for run in runs if run]
