"""A slider with marks that say what they stand for; a click goes to where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from html import escape
from math import inf

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QToolTip

from backprop_gui.ui.look import theme

_HALF = 4.0  # of a mark's width, in pixels
_NEAR = 5  # pixels from a mark at which the mouse means it
_APART = 4  # pixels from line to line
_MOST_LINES = 12


class Mark(Enum):
    """The shapes of marks, in the order in which they are drawn: told apart without colour."""

    LINE = "┊"
    EDIT = "▼"
    NOTE = "◆"


@dataclass(frozen=True)
class Marks:
    """The values that are marked, by shape; `tell` gives the words for one of them."""

    places: Mapping[Mark, frozenset[int]] = field(default_factory=dict)
    tell: Callable[[int], Iterable[str]] = lambda _: ()

    @property
    def all(self) -> frozenset[int]:
        """All marked values."""
        return frozenset().union(*self.places.values())


class MarkedSlider(QSlider):
    """Its marks stand above the groove; the tool tip tells of those under the mouse.

    `tell` gives the words for any value, such as how long the way there takes.
    """

    def __init__(self, name: str, tell: Callable[[int], Iterable[str]] = lambda _: ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.marks, self._tell, self._follows = Marks(), tell, False
        self.setAccessibleName(name)
        self.setMinimumWidth(60)
        self.setMinimumHeight(24)
        self.setMouseTracking(True)

    def show_marks(self, marks: Marks) -> None:
        """Mark other values."""
        changed = marks.places != self.marks.places
        self.marks = marks
        if changed:
            self.update()

    def told_at(self, x: float) -> str:
        """What the tool tip says at a place: the value there, and its marks."""
        value = self._value_at(x)
        lines = [*self._tell(value), *self.marks.tell(value)]
        left_out = len(lines) - _MOST_LINES
        if left_out > 0:
            lines[_MOST_LINES:] = [self.tr("and {} more").format(left_out)]
        return "\n".join([*lines, self.toolTip()])

    def event(self, event: QEvent) -> bool:
        """Plain text, whatever a person has written in a note."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = escape(self.told_at(event.pos().x()))
            html = f"<div style='white-space: pre-wrap'>{told}</div>"
            QToolTip.showText(event.globalPos(), html, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the handle goes to where it is, or to the mark there."""
        left = event.button() is Qt.MouseButton.LeftButton
        self._follows = left and not self._handle().contains(event.position())
        if self._follows:
            self.setValue(self._value_at(event.position().x()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The handle may not have come yet: its way may be long."""
        if self._follows and event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
        else:
            super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The slider, and on it the marks."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        for mark, colour in (
            (Mark.LINE, colours.muted),
            (Mark.EDIT, colours.current),
            (Mark.NOTE, colours.accent),
        ):
            painter.setPen(QColor(colour) if mark is Mark.LINE else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            for x in apart(self._places(self.marks.places.get(mark, ())), mark):
                painter.drawPolygon(_shape(mark, x))

    def _value_at(self, x: float) -> int:
        """The marked value near a place, else the value there."""
        marked = sorted(self.marks.all)
        distances = [abs(place - x) for place in self._places(marked)]
        if distances and min(distances) <= _NEAR:
            return marked[distances.index(min(distances))]
        groove = self._groove()
        share = min(max((x - groove.left()) / max(groove.width(), 1), 0.0), 1.0)
        return self.minimum() + round(share * (self.maximum() - self.minimum()))

    def _places(self, values: Iterable[int]) -> list[float]:
        groove, first = self._groove(), self.minimum()
        wide = groove.width() / max(self.maximum() - first, 1)
        return [groove.left() + (value - first) * wide for value in values]

    def _groove(self) -> QRectF:
        """Where the handle's middle can be."""
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        groove = self._part(QStyle.SubControl.SC_SliderGroove)
        return groove.adjusted(handle / 2, 0, -handle / 2, 0)

    def _handle(self) -> QRectF:
        return self._part(QStyle.SubControl.SC_SliderHandle)

    def _part(self, part: QStyle.SubControl) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_Slider
        return QRectF(self.style().subControlRect(kind, option, part, self))


def apart(places: Iterable[float], mark: Mark) -> Iterator[int]:
    """Whole pixels, each at most once; of lines in a crowd only those that can be told apart."""
    last, least = -inf, _APART if mark is Mark.LINE else 1
    for x in sorted(map(round, places)):
        if x - last >= least:
            last = x
            yield x


def _shape(mark: Mark, x: float) -> QPolygonF:
    low = 2 * _HALF - 1
    corners = {
        Mark.LINE: ((x, 1), (x, low - 2)),
        Mark.EDIT: ((x - _HALF, 0.5), (x + _HALF, 0.5), (x, low)),
        Mark.NOTE: ((x, 0), (x + _HALF, _HALF), (x, 2 * _HALF), (x - _HALF, _HALF)),
    }
    return QPolygonF([QPointF(*corner) for corner in corners[mark]])
