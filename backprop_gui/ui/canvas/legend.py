"""What hue and width of the edges mean, in the canvas's corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from backprop_gui.ui import theme
from backprop_gui.ui.canvas.colours import edge_pen
from backprop_gui.ui.canvas.edge_classes import FIRST_SIGNED, WIDTHS
from backprop_gui.ui.canvas.symbols import number_font, text_width
from backprop_gui.ui.fonts import text_scale

SIZE = 11.0
SAMPLE, GAP, PADDING = 15.0, 3.0, 8.0
HEIGHT = 24


class Legend(QWidget):
    """A line sample per class from the most negative to the most positive."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title, self._limit = "", ""
        self.hide()

    def show_meaning(self, title: str, limit: str) -> None:
        """`limit` is the size of value that the widest lines stand for."""
        if (title, limit) == (self._title, self._limit):
            return
        self._title, self._limit = title, limit
        self.setAccessibleName(f"Edges show: {title}, from −{limit} to {limit}")
        self.resize(self.sizeHint())
        self.setVisible(bool(title))
        self.update()

    def sizeHint(self) -> QSize:
        samples = 2 * len(WIDTHS) * (SAMPLE + GAP)
        texts = sum(text_width(text, SIZE) + PADDING for text in self._texts())
        size = QSizeF(samples + texts + 2 * PADDING, HEIGHT) * text_scale()
        return size.toSize()

    def _texts(self) -> tuple[str, str, str]:
        return self._title, f"−{self._limit}", self._limit

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, scale = theme.current(), text_scale()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.setPen(QColor(colours.grid))
        painter.setBrush(QColor(colours.panel))
        frame = QRectF(0, 0, self.width() / scale, HEIGHT).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 6, 6)
        painter.setFont(number_font(SIZE))
        title, low, high = self._texts()
        x = self._text(painter, PADDING, title, colours.text)
        x = self._text(painter, x, low, colours.negative)
        negative = range(FIRST_SIGNED + len(WIDTHS) - 1, FIRST_SIGNED - 1, -1)
        positive = range(FIRST_SIGNED + len(WIDTHS), FIRST_SIGNED + 2 * len(WIDTHS))
        for number in (*negative, *positive):
            painter.setPen(edge_pen(colours, number, 1.0))
            painter.drawLine(QPointF(x, HEIGHT / 2), QPointF(x + SAMPLE, HEIGHT / 2))
            x += SAMPLE + GAP
        self._text(painter, x + PADDING - GAP, high, colours.positive)

    def _text(self, painter: QPainter, x: float, text: str, colour: str) -> float:
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(x, HEIGHT / 2 + SIZE * 0.36), text)
        return x + text_width(text, SIZE) + PADDING
