"""What the marks and colours of a surface mean, beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backprop_gui.ui.look import theme

_SYMBOL, _GAP, _WIDEST = 11, 6, 190  # pixels


@dataclass(frozen=True)
class Meaning:
    """A mark with what it stands for."""

    symbol: str
    text: str
    fill: QColor
    outline: QColor


class PlaneKey(QWidget):
    """A line for each mark; below them the ramp with its ends, where colours are numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.meanings: tuple[Meaning, ...] = ()
        self._ends: tuple[str, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def show_meanings(self, meanings: Sequence[Meaning], ends: tuple[str, str] | None) -> None:
        """Show these; `ends` are the numbers at the ends of the ramp."""
        if (tuple(meanings), ends) == (self.meanings, self._ends):
            return
        self.meanings, self._ends = tuple(meanings), ends
        words = [meaning.text for meaning in meanings]
        self.setAccessibleName("; ".join([*words, *(ends or ())]))
        self.setToolTip("\n".join([*words, *(ends or ())]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        texts = [meaning.text for meaning in self.meanings] + ["  ".join(self._ends or ())]
        widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        return QSize(min(widest + _SYMBOL + 3 * _GAP, _WIDEST), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, top = self.fontMetrics().height() + 2, 4
        ramp = 2 * line if self._ends else 0
        fitting = max((self.height() - top - ramp) // line, 0)
        for n, meaning in enumerate(self.meanings[:fitting]):
            self._draw(painter, meaning, QRectF(_GAP, top + n * line, self.width() - _GAP, line))
        if self._ends:
            below = top + min(len(self.meanings), fitting) * line + 4
            self._draw_ramp(painter, QRectF(_GAP, below, self.width() - 2 * _GAP, line))

    def _draw(self, painter: QPainter, meaning: Meaning, line: QRectF) -> None:
        painter.save()
        painter.translate(QPointF(line.left() + _SYMBOL / 2, line.center().y()))
        painter.scale(_SYMBOL, _SYMBOL)
        pen = pg.mkPen(meaning.outline, width=1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(meaning.fill)
        painter.drawPath(pg.graphicsItems.ScatterPlotItem.Symbols[meaning.symbol])
        painter.restore()
        self._write(painter, meaning.text, line.adjusted(_SYMBOL + _GAP, 0, 0, 0))

    def _draw_ramp(self, painter: QPainter, line: QRectF) -> None:
        """The ramp above, its ends below."""
        ramp = theme.current().ramp
        gradient = QLinearGradient(line.topLeft(), line.topRight())
        for n, colour in enumerate(ramp):
            gradient.setColorAt(n / (len(ramp) - 1), QColor(colour))
        painter.fillRect(line.adjusted(0, 3, 0, -3), gradient)
        low, high = self._ends or ("", "")
        below = line.translated(0, line.height())
        self._write(painter, low, below)
        width = self.fontMetrics().horizontalAdvance(high)
        self._write(painter, high, below.adjusted(below.width() - width, 0, 0, 0))

    def _write(self, painter: QPainter, text: str, line: QRectF) -> None:
        painter.setPen(QColor(theme.current().text))
        place = QPointF(line.left(), line.center().y() + self.fontMetrics().capHeight() / 2)
        painter.drawText(place, text)
