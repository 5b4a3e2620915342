"""The program as rows: a heading for each phase, below it the operations as numbered lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtSvg import QSvgRenderer

from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.engine.program import Program
from backprop_gui.formula.writing import Writing
from backprop_gui.session.document.labels import Labels, told
from backprop_gui.session.reading.spelling import shown

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
PHASES = {
    Phase.FORWARD: "Forward",
    Phase.LOSS: "Loss",
    Phase.BACKWARD: "Backward",
    Phase.UPDATE: "Update",
}


@dataclass
class Row:
    """A phase's heading, or operation `number` (from 1); `drawing` once it has been typeset."""

    title: str
    number: int = 0
    text: str = ""
    typst: str = ""
    elements: int = 0
    drawing: QSvgRenderer | None = None
    pixmap: QPixmap | None = None


@dataclass(frozen=True)
class Pointer:
    """The operation that the arrow points at, from 1, and the element within it."""

    number: int
    element: int
    elements: int


class ProgramModel(QAbstractListModel):
    """The rows of one program, and where the arrow stands."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.pointer: Pointer | None = None
        self.stops: dict[int, bool] = {}

    def show_program(self, program: Program, writing: Writing, names: Labels = ()) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, phase = [], None
        for number, operation in enumerate(program.operations, start=1):
            if operation.phase is not phase:
                phase = operation.phase
                self.rows.append(Row(PHASES[phase]))
            row = _row(program, number, operation, writing)
            self.rows.append(replace(row, title=told(names, row.title)))
        self.endResetModel()

    def show_drawings(self, drawings: Sequence[bytes]) -> None:
        """Each operation's drawing, in order; empty bytes where there is none."""
        self.layoutAboutToBeChanged.emit()
        for row, drawing in zip(self.operations, drawings, strict=True):
            row.drawing = QSvgRenderer(QByteArray(drawing)) if drawing else None
            row.pixmap = None
        self.layoutChanged.emit()

    @property
    def operations(self) -> list[Row]:
        """The rows that are operations."""
        return [row for row in self.rows if row.number]

    def point(self, pointer: Pointer | None) -> None:
        """Move the arrow."""
        before, self.pointer = self.pointer, pointer
        for place in {self.place(before), self.place(pointer)} - {None}:
            assert place is not None
            self.dataChanged.emit(self.index(place), self.index(place))

    def show_stops(self, stops: dict[int, bool]) -> None:
        """Mark the lines of these numbers; a switched-off breakpoint's mark is hollow."""
        if stops != self.stops:
            self.stops = stops
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def place(self, pointer: Pointer | None) -> int | None:
        """The row that the arrow points at."""
        if pointer is None:
            return None
        return next((n for n, row in enumerate(self.rows) if row.number == pointer.number), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = 0) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row)
            case Qt.ItemDataRole.ToolTipRole if row.number:
                return f"{row.number}  {row.title}\n{row.text}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rows[index.row()].number:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def counter(self, row: Row) -> str:
        """The element counter of the line that the arrow points at: (2 of 6)."""
        at = self.pointer
        if at is None or at.number != row.number:
            return ""
        return self._count(at.element, at.elements)

    def counted(self, row: Row) -> str:
        """The counter of a line when all its elements have been computed: (6 of 6)."""
        return self._count(row.elements, row.elements)

    def _count(self, element: int, elements: int) -> str:
        return self.tr("({} of {})").format(element, elements)

    def _said(self, row: Row) -> str:
        if not row.number:
            return row.title
        counter = self.counter(row)
        arrow = self.tr("current line, {} ").format(counter) if counter else ""
        words = {None: "", True: self.tr("breakpoint, "), False: self.tr("breakpoint, off, ")}
        stop = words[self.stops.get(row.number)]
        return f"{arrow}{stop}{row.number}: {row.title}: {row.text}"


def _row(program: Program, number: int, operation: Operation, writing: Writing) -> Row:
    line, title = operation.line, shown(program, operation.title, writing.notation)
    return Row(title, number, line.text(writing), line.typst(writing), operation.output.size)
