"""The position as two sliders: over all iterations reached so far, and inside the iteration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.writing import Writing
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.position.marked_slider import MarkedSlider
from backprop_gui.ui.panels.position.remarkable import in_elements, in_iterations
from backprop_gui.ui.panels.position.where import where
from backprop_gui.ui.running.durations import duration
from backprop_gui.ui.widgets.elided_label import ElidedLabel


class PositionStrip(QWidget):
    """`wanted` carries the position that the person moved a slider to."""

    wanted = Signal(Position)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._writing = session, Writing()
        self.iteration = MarkedSlider(self.tr("Iteration"), self._tell_iteration)
        self.element = MarkedSlider(self.tr("Element of the iteration"), self._tell_element)
        self.where = ElidedLabel()
        self.iteration.setToolTip(self.tr("Go to an iteration; ▼ marks edits, ◆ notes"))
        self.element.setToolTip(self.tr("Go to an element of this iteration; ┊ marks its lines"))
        self.iteration.valueChanged.connect(self._want_iteration)
        self.element.valueChanged.connect(self._want_element)
        self._place()
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Tell of edits with another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        session, at = self._session, self._session.position
        starts = self._starts()
        first = 0 if at.iteration == session.document.begins else 1
        last = max(session.finished - 1, at.iteration)
        show(self.iteration, 0, last, at.iteration)
        self.iteration.setPageStep(max(1, last // 20))
        self.iteration.setEnabled(last > 0)
        self.iteration.show_marks(in_iterations(session, last, self._writing))
        done = starts[at.operation] + at.element
        show(self.element, first, starts[-1], done)
        self.element.setPageStep(max(1, starts[-1] // len(starts)))
        lines = frozenset(starts[1:-1])
        self.element.show_marks(in_elements(session, lines, self._count, self._writing))
        self.where.setText(f"{grouped(at.iteration)} / {grouped(last)}")

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

    def _count(self, position: Position) -> int:
        """How many elements of its iteration have been computed at a position."""
        return self._starts()[position.operation] + position.element

    def _place_of(self, count: int) -> Position:
        """Where so many elements of this iteration have been computed."""
        starts = self._starts()
        operation = max(n for n, start in enumerate(starts) if start <= count)
        return Position(self._session.position.iteration, operation, count - starts[operation])

    def _tell_iteration(self, iteration: int) -> Iterator[str]:
        yield self.tr("Iteration {}").format(grouped(iteration))
        seconds = self._session.way_to(self._in_iteration(iteration)).seconds
        if seconds is not None and seconds >= 1:
            yield self.tr("about {} to compute").format(duration(seconds))

    def _tell_element(self, count: int) -> Iterator[str]:
        place = self._place_of(count)
        text = where(place, self._session.clock)
        computed = self._session.clock.just_computed(place)
        told = notation.current().text(computed) if computed else ""
        yield f"{text[:1].upper()}{text[1:]}" + (f": {told}" if told else "")

    def _want_iteration(self, iteration: int) -> None:
        self.wanted.emit(self._in_iteration(iteration))

    def _in_iteration(self, iteration: int) -> Position:
        """The same place in another iteration; from the beginning, the end of one."""
        return self._session.clock.alike(self._session.position, iteration)

    def _want_element(self, count: int) -> None:
        self.wanted.emit(self._place_of(count))


def show(slider: QSlider, first: int, last: int, value: int) -> None:
    """Set a slider without its saying so."""
    with QSignalBlocker(slider):
        slider.setRange(first, last)
        slider.setValue(value)
