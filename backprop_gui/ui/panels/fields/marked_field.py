"""A field in which the wrong part of what is typed is underlined, as in an editor."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit

from backprop_gui.session.expressions.nodes import Span
from backprop_gui.ui.look import theme

_WAVE, _HEIGHT = 2.0, 1.5  # pixels from crest to trough


class MarkedField(QLineEdit):
    """`mark` underlines a part of the text until it is called again."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: Span | None = None

    def mark(self, wrong: Span | None) -> None:
        """Underline these characters; None for nothing. At the end it is a place for one."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the wave on it."""
        super().paintEvent(event)
        if self.wrong is None or not self.text():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.contentsRect())
        painter.setPen(QPen(QColor(theme.current().error), 1.2))
        painter.drawPolyline(self._wave(self.wrong))

    def _wave(self, wrong: Span) -> QPolygonF:
        left, right = self.place_of(wrong.start), self.place_of(wrong.stop)
        right = max(right, left + self.fontMetrics().averageCharWidth())
        low, count = self.cursorRect().bottom() - _HEIGHT, int((right - left) / _WAVE) + 1
        heights = (low + (_HEIGHT if n % 2 else -_HEIGHT) for n in range(count))
        return QPolygonF([QPointF(left + n * _WAVE, y) for n, y in enumerate(heights)])

    def place_of(self, character: int) -> float:
        """Where a character begins, in pixels: counted from the cursor, whose place is known."""
        advance, text = self.fontMetrics().horizontalAdvance, self.text()
        cursor = self.cursorRect()
        middle = cursor.left() + cursor.width() / 2
        return middle + advance(text[:character]) - advance(text[: self.cursorPosition()])
