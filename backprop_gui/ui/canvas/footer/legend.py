"""What hue and width of the edges, and the bars of the units, mean: in the canvas's corner."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.canvas.items.colours import edge_pen
from backprop_gui.ui.canvas.items.edge_classes import FIRST_SIGNED, NOT_FINITE, WIDTHS
from backprop_gui.ui.canvas.items.symbols import number_font, text_width
from backprop_gui.ui.canvas.shows import EDGES, UNITS
from backprop_gui.ui.look import notation, theme
from backprop_gui.ui.look.fonts import text_scale

SIZE = 11.0
SAMPLE, GAP, PADDING = 15.0, 3.0, 8.0
HEIGHT, BAR = 24, 5.0
USUAL_LIMIT = "0.0012"
STRANGE = 34.0
SAMPLES = 2 * len(WIDTHS) * (SAMPLE + GAP)


@dataclass(frozen=True)
class Scale:
    """What is shown, and the size that is drawn the largest; "" where no finite number is.

    So many numbers are `strange`: not finite.
    """

    title: str
    limit: str
    strange: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written: before the samples, and behind them."""
        if self.limit:
            return self.title, f"−{self.limit}", self.limit
        return (self.title if self.strange else f"{self.title}: not computed yet",)

    @property
    def strange_text(self) -> str:
        """What is written behind the sample of what is not finite; "" where all are."""
        return f"not finite: {self.strange}" if self.strange else ""

    def spoken(self, of: str) -> str:
        """In words."""
        ends = [f"from −{self.limit} to {self.limit}"] if self.limit else []
        ends += [self.strange_text] if self.strange else []
        return f"{of} show: {self.title}, {', '.join(ends) or 'not computed yet'}"


class Legend(QWidget):
    """A row for the edges, and one for the units where their bars show something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._edges, self._units, self._room = Scale("", ""), Scale("", ""), math.inf
        self.hide()

    def fit(self, room: float) -> None:
        """Write smaller where the texts are wider than so many pixels: it takes no more."""
        self._room = room
        self.resize(self.sizeHint())

    def show_scales(self, edges: Scale, units: Scale) -> None:
        """A scale without a title has no row."""
        if (edges, units) == (self._edges, self._units):
            return
        self._edges, self._units = edges, units
        said = ((edges, "Edges"), (units, "Units"))
        self.setAccessibleName("; ".join(scale.spoken(of) for scale, of in said if scale.title))
        self.resize(self.sizeHint())
        self.setVisible(bool(self._rows()))
        self.update()

    def _rows(self) -> list[tuple[Scale, Callable[[QPainter, float, float], None]]]:
        rows = ((self._units, _paint_bars), (self._edges, _paint_lines))
        return [row for row in rows if row[0].title]

    @property
    def usual_width(self) -> int:
        """Whatever is shown: what gives way to it stays while that changes."""
        choices = (*EDGES.values(), *UNITS.values())
        titles = [choice.told(notation.current()) for choice in choices]
        usual = max(_width(Scale(title, USUAL_LIMIT)) for title in titles)
        return round((usual + 2 * PADDING) * text_scale())

    def sizeHint(self) -> QSize:
        size = QSizeF(self._natural_width(), HEIGHT * max(len(self._rows()), 1))
        return (size * self._scale()).toSize()

    def _natural_width(self) -> float:
        return max((_width(scale) for scale, _ in self._rows()), default=0.0) + 2 * PADDING

    def _scale(self) -> float:
        return min(text_scale(), max(self._room, 1.0) / self._natural_width())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, scale = theme.current(), self._scale()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.setPen(QColor(colours.grid))
        painter.setBrush(QColor(colours.panel))
        frame = QRectF(0, 0, self.width() / scale, self.height() / scale)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for number, (row, samples) in enumerate(self._rows()):
            _paint_row(painter, (number + 0.5) * HEIGHT, row, samples)


def _width(scale: Scale) -> float:
    texts = sum(text_width(text, SIZE) + PADDING for text in scale.texts)
    strange = text_width(scale.strange_text, SIZE) + STRANGE + PADDING if scale.strange else 0.0
    return texts + (SAMPLES if scale.limit else 0.0) + strange


def _paint_row(
    painter: QPainter, y: float, scale: Scale, samples: Callable[[QPainter, float, float], None]
) -> None:
    colours = theme.current()
    painter.setFont(number_font(SIZE))
    title, *ends = scale.texts
    x = _paint_text(painter, PADDING, y, title, colours.text)
    if ends:
        x = _paint_text(painter, x, y, ends[0], colours.negative)
        samples(painter, x, y)
        x = _paint_text(painter, x + SAMPLES + PADDING - GAP, y, ends[1], colours.positive)
    if scale.strange:
        painter.setPen(edge_pen(colours, NOT_FINITE, 1.0))
        painter.drawLine(QPointF(x, y), QPointF(x + STRANGE - GAP, y))
        _paint_text(painter, x + STRANGE, y, scale.strange_text, colours.text)


def _paint_lines(painter: QPainter, x: float, y: float) -> None:
    """A line per class from the most negative to the most positive."""
    negative = range(FIRST_SIGNED + len(WIDTHS) - 1, FIRST_SIGNED - 1, -1)
    positive = range(FIRST_SIGNED + len(WIDTHS), FIRST_SIGNED + 2 * len(WIDTHS))
    for number in (*negative, *positive):
        painter.setPen(edge_pen(theme.current(), number, 1.0))
        painter.drawLine(QPointF(x, y), QPointF(x + SAMPLE, y))
        x += SAMPLE + GAP


def _paint_bars(painter: QPainter, x: float, y: float) -> None:
    """Both bars at their longest."""
    colours, half = theme.current(), (SAMPLES - GAP) / 2
    painter.fillRect(QRectF(x, y - BAR / 2, half, BAR), QColor(colours.negative))
    painter.fillRect(QRectF(x + half, y - BAR / 2, half, BAR), QColor(colours.positive))
    painter.fillRect(QRectF(x + half - 0.75, y - BAR, 1.5, 2 * BAR), QColor(colours.muted))


def _paint_text(painter: QPainter, x: float, y: float, text: str, colour: str) -> float:
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, y + SIZE * 0.36), text)
    return x + text_width(text, SIZE) + PADDING
