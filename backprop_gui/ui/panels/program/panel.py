"""The iteration's operations as numbered lines of mathematics, an arrow at the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView

from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import Line
from backprop_gui.ui.equations.worker import EquationWorker, Job
from backprop_gui.ui.look import theme
from backprop_gui.ui.panels.program.delegate import GAP, ProgramDelegate, lines_left, room_pt
from backprop_gui.ui.panels.program.model import Pointer, ProgramModel

FIRST_LINE = 1  # row: above it is only the heading
ENLARGED = 1.15  # the lines, of the interface's font

Index = QModelIndex | QPersistentModelIndex


class ProgramPanel(QListView):
    """`chosen` carries the first quantity of the line that the person went to.

    `line_chosen` carries the whole line's array; `break_asked` follows a click beside the number.
    """

    chosen = Signal(str)
    line_chosen = Signal(str)
    break_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._program, self._writing = session.program, Writing()
        self._job: Job | None = None
        self.program_model = ProgramModel()
        self.setModel(self.program_model)
        self.setItemDelegate(ProgramDelegate(self.program_model))
        self.setAccessibleName(self.tr("Program"))
        self.setMinimumWidth(150)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self._worker = EquationWorker()
        self._worker.done.connect(self._show_drawings)
        self.pressed.connect(self._choose)
        self.activated.connect(self._choose)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self._show_program()
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        if self._session.program is not self._program:
            self._show_program()
        self.program_model.show_stops(_stops(self._session))
        pointer = _pointer(self._session)
        if pointer != self.program_model.pointer:
            self.program_model.point(pointer)
            self._scroll()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Arrow keys choose, too."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self._choose(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the gutter sets or removes a breakpoint."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        in_gutter = event.position().x() < lines_left(self) - GAP
        left = event.button() is Qt.MouseButton.LeftButton
        if left and in_gutter and self._is_line(index):
            self.break_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Lines are typeset when they are seen."""
        super().showEvent(event)
        self._request()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A line too long for the list's width is broken, where it can be."""
        super().resizeEvent(event)
        self._request()
        self._scroll()

    def changeEvent(self, event: QEvent) -> None:
        """Set the lines anew for another theme or font size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._request()

    def set_writing(self, writing: Writing) -> None:
        """Name quantities in another notation."""
        if writing != self._writing:
            self._writing = writing
            self._show_program()

    def _show_program(self) -> None:
        self._program = self._session.program
        self._job = None
        names = self._session.document.labels
        self.program_model.show_program(self._program, self._writing, names)
        self._request()

    def _request(self) -> None:
        if not self.isVisible():
            return
        sources = tuple(row.typst for row in self.program_model.operations)
        size = self.font().pointSizeF() * ENLARGED
        job = Job(sources, size, theme.current().text, room_pt(self))
        if job != self._job:
            self._job = job
            self._worker.request(job)

    def _show_drawings(self, job: Job, drawings: Sequence[bytes]) -> None:
        if job == self._job:
            self.program_model.show_drawings(drawings)
            self._scroll()

    def _scroll(self) -> None:
        place = self.program_model.place(self.program_model.pointer)
        if place == FIRST_LINE:
            self.scrollToTop()
        elif place is not None:
            self.scrollTo(self.program_model.index(place))

    def _is_line(self, index: Index) -> bool:
        return index.isValid() and self.program_model.rows[index.row()].number > 0

    def _choose(self, index: Index) -> None:
        number = self.program_model.rows[index.row()].number
        if number:
            output = self._program.operations[number - 1].output
            focus = output.place(output.element(0), self._session.focus)
            self.chosen.emit(str(output.at(focus) if focus else output.element(0)))
            self.line_chosen.emit(str(output.name))


def _stops(session: Session) -> dict[int, bool]:
    """Lines with a breakpoint by their number; whether it is switched on."""
    producers = session.program.producers
    lines = [b for b in session.breakpoints if isinstance(b, Line)]
    numbers = ((producers.get(Quantity.parse(b.operation)), b.enabled) for b in lines)
    return {number + 1: on for number, on in numbers if number is not None}


def _pointer(session: Session) -> Pointer | None:
    current = session.current
    if current is None:
        first = session.program.operations[0]
        return Pointer(1, 0, first.output.size)
    place = session.find(current)
    number = session.program.producers[place.spec.name]
    return Pointer(number + 1, place.number + 1, place.spec.size)
