"""The position as two sliders: over all iterations reached so far, and inside the iteration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui import theme

_MARK = 4.0  # half the width of a mark, in pixels


class MarkedSlider(QSlider):
    """A slider with a triangle above each value of `marks`."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.marks: frozenset[int] = frozenset()
        self.setAccessibleName(name)
        self.setMinimumWidth(60)
        self.setMinimumHeight(24)

    def show_marks(self, marks: frozenset[int]) -> None:
        """Mark other values."""
        if marks != self.marks:
            self.marks = marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The slider, and on it the marks."""
        super().paintEvent(event)
        if not self.marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().current))
        for x in sorted(set(map(round, self._places()))):
            corners = ((x - _MARK, 0.5), (x + _MARK, 0.5), (x, 2 * _MARK - 1))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _places(self) -> Iterator[float]:
        groove = self._groove()
        span = max(self.maximum() - self.minimum(), 1)
        for value in self.marks:
            yield groove.left() + (value - self.minimum()) / span * groove.width()

    def _groove(self) -> QRectF:
        """Where the handle's middle can be."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderGroove
        groove = QRectF(self.style().subControlRect(kind, option, part, self))
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        return groove.adjusted(handle / 2, 0, -handle / 2, 0)


class PositionStrip(QWidget):
    """`wanted` carries the position that the person moved a slider to."""

    wanted = Signal(Position)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.iteration = MarkedSlider(self.tr("Iteration"))
        self.element = MarkedSlider(self.tr("Element of the iteration"))
        self.where = QLabel()
        self.iteration.setToolTip(self.tr("Go to an iteration; ▼ marks edits and notes"))
        self.element.setToolTip(self.tr("Go to an element of this iteration; ▼ marks its lines"))
        self.iteration.valueChanged.connect(self._want_iteration)
        self.element.valueChanged.connect(self._want_element)
        self._place()
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        session, at = self._session, self._session.position
        starts = self._starts()
        first = 1 if at.iteration else 0
        last = max(session.finished - 1, at.iteration)
        show(self.iteration, 0, last, at.iteration)
        self.iteration.setPageStep(max(1, last // 20))
        self.iteration.setEnabled(last > 0)
        self.iteration.show_marks(self._remarkable(last))
        done = starts[at.operation] + at.element
        show(self.element, first, starts[-1], done)
        self.element.setPageStep(max(1, starts[-1] // len(starts)))
        if starts[-1] <= self.element.width():
            self.element.show_marks(frozenset(starts[1:-1]))
        self.where.setText(f"{at.iteration} / {last}")

    def _place(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        for text, slider, share in (
            (self.tr("Iteration"), self.iteration, 3),
            (self.tr("Element"), self.element, 2),
        ):
            layout.addWidget(QLabel(text))
            layout.addWidget(slider, share)
            if slider is self.iteration:
                layout.addWidget(self.where)
                layout.addSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _starts(self) -> Sequence[int]:
        """How many elements of the iteration stand before each operation, and before its end."""
        starts = [0]
        for operation in self._session.program.operations:
            starts.append(starts[-1] + operation.output.size)
        return starts

    def _remarkable(self, last: int) -> frozenset[int]:
        """Iterations with an edit or a note."""
        edits = {edit.position.iteration for edit in self._session.edits}
        notes = {note.position.iteration for note in self._session.notes}
        return frozenset(k for k in edits | notes if k <= last)

    def _want_iteration(self, iteration: int) -> None:
        """The same place in another iteration; from the beginning, the end of one."""
        clock, at = self._session.clock, self._session.position
        if at == Position():
            at = Position(0, clock.operations, 0)
        if at.element:
            at = Position(0, at.operation, min(at.element, clock.elements(iteration, at.operation)))
        self.wanted.emit(clock.spelled(iteration, at.operation, at.element))

    def _want_element(self, count: int) -> None:
        starts = self._starts()
        operation = max(n for n, start in enumerate(starts) if start <= count)
        place = Position(self._session.position.iteration, operation, count - starts[operation])
        self.wanted.emit(place)


def show(slider: QSlider, first: int, last: int, value: int) -> None:
    """Set a slider without its saying so."""
    with QSignalBlocker(slider):
        slider.setRange(first, last)
        slider.setValue(value)
