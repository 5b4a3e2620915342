"""Quantities as a table: name, symbol, value, mark. A cell is computed when it is looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import exact, plain
from backprop_gui.formula.printed import typed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.reading.reading import ArrayReading
from backprop_gui.session.session import Session
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import fixed_font
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.panels.values.rows import Rows

ABSENT = "—"
NAME, SYMBOL, VALUE, MARK = range(4)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class QuantityModel(QAbstractTableModel):
    """Shows `Rows` of a session. `refused` says why a typed value was not taken.

    `marks_changed`: other marks can stand behind the values.
    """

    refused = Signal(str)
    marks_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._rows, self._writing = session, Rows(), Writing()
        self._arrays: dict[Quantity, ArrayReading] = {}
        self._editable: dict[Quantity, bool] = {}
        self._now: tuple[Quantity, int] | None = None
        self._known: tuple[object, ...] | None = None
        self._marks = self.marks
        self._program = session.program
        self._colours = theme.current()

    @property
    def rows(self) -> Rows:
        """What is listed."""
        return self._rows

    @property
    def specs(self) -> tuple[ArraySpec, ...]:
        """The arrays listed."""
        return tuple(run.spec for run in self._rows.runs)

    @property
    def widest(self) -> str:
        """A text as wide as any value."""
        return "−0.00" + self._writing.digits * "0"

    @property
    def marks(self) -> tuple[str, ...]:
        """What can stand behind a value here."""
        return (_now(), _stale()) if self._session.edits else (_now(),)

    def show(self, session: Session, rows: Rows) -> None:
        """List other quantities."""
        self.beginResetModel()
        self._session, self._rows = session, rows
        self._read_anew()
        self.endResetModel()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        known, marks = self._known, self._marks
        self._read_anew()
        if marks != self._marks:
            self.marks_changed.emit()
        only_values = known is not None and known == self._known
        first, last = (VALUE, VALUE) if only_values else (NAME, MARK)
        if self._rows.count:
            self.dataChanged.emit(self.index(0, first), self.index(self._rows.count - 1, last))

    def current_row(self) -> int | None:
        """The row of the element just computed."""
        return None if self._now is None else self._rows.find(*self._now)

    def quantity(self, row: int) -> Quantity:
        """The name in a row."""
        spec, number = self._rows.at(row)
        return spec.element(number)

    def font(self, column: int, *, bold: bool) -> QFont:
        """Numbers in digits of one width, symbols in the window's font."""
        font = fixed_font() if column == VALUE else QFont(QGuiApplication.font())
        font.setBold(bold)
        return font

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows.count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if role == _Role.DisplayRole and side is Qt.Orientation.Horizontal:
            return (self.tr("Name"), self.tr("Symbol"), self.tr("Value"), "")[section]
        if role == _Role.TextAlignmentRole and section == VALUE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Nothing between a change of the network, or of the batch's size, and the next refresh."""
        if self._outdated:
            return None
        spec, number = self._rows.at(index.row())
        match role:
            case _Role.DisplayRole | _Role.EditRole:
                return self._text(spec, number, index.column(), role == _Role.EditRole)
            case _Role.TextAlignmentRole if index.column() == VALUE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _Role.FontRole:
                return self.font(index.column(), bold=self._is_now(spec, number))
            case _Role.ForegroundRole:
                return self._colour(spec, number, index.column())
            case _Role.ToolTipRole:
                return self._tip(spec, number)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() != VALUE or self._outdated:
            return flags
        if self._may_be_set(self._rows.at(index.row())[0]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        name = self.quantity(index.row())
        if str(value) == self.data(index, _Role.EditRole):
            return False
        try:
            self._session.set(name, typed(str(value)))
        except BackpropError as refusal:
            self.refused.emit(str(refusal))
            return False
        return True

    def refusal(self, row: int) -> str:
        """Why the number in a row cannot be set; "" where it can."""
        return self._session.refusal(self.quantity(row)) or ""

    @property
    def _outdated(self) -> bool:
        """Whether the rows are those of a network or batch that is gone."""
        return self._session.program is not self._program

    def _text(self, spec: ArraySpec, number: int, column: int, exactly: bool) -> str:
        name = spec.element(number)
        if column == NAME:
            return self._writing.notation.text(name)
        if column == SYMBOL:
            return label(name)
        if column == VALUE:
            return self._value(spec, number, exactly)
        if self._is_now(spec, number):
            return _now()
        return _stale() if self._is_stale(spec, number) else ""

    def _value(self, spec: ArraySpec, number: int, exactly: bool) -> str:
        reading, place = self._reading(spec), int(spec.places[number])
        if not reading.known.reshape(-1)[place]:
            return ABSENT
        value = float(reading.values.reshape(-1)[place])
        return (exact if exactly else plain)(value, self._writing)

    def _colour(self, spec: ArraySpec, number: int, column: int) -> QColor | None:
        colours = self._colours
        known = self._reading(spec).known.reshape(-1)[int(spec.places[number])]
        if not known:
            return QColor(colours.muted)
        if column >= VALUE and self._is_stale(spec, number):
            return QColor(colours.stale)
        return QColor(colours.muted) if column == NAME else None

    def _tip(self, spec: ArraySpec, number: int) -> str:
        name = self._writing.notation.text(spec.element(number))
        value = self._value(spec, number, exactly=True)
        if value == ABSENT:
            return self.tr("{}: not computed yet in this iteration").format(name)
        return f"{name} = {value}"

    def _may_be_set(self, spec: ArraySpec) -> bool:
        """Whether the array's elements can be set here; one that cannot after all says so."""
        if spec.name not in self._editable:
            refusal = self._session.refusal(spec.element(0)) if spec.size else ""
            self._editable[spec.name] = refusal is None
        return self._editable[spec.name]

    def _is_now(self, spec: ArraySpec, number: int) -> bool:
        return self._now == (spec.name, number)

    def _is_stale(self, spec: ArraySpec, number: int) -> bool:
        return bool(self._session.edits) and self._session.is_stale(spec.element(number))

    def _reading(self, spec: ArraySpec) -> ArrayReading:
        if spec.name not in self._arrays:
            self._arrays[spec.name] = self._session.array(spec.name)
        return self._arrays[spec.name]

    def _read_anew(self) -> None:
        self._program = self._session.program
        self._arrays, self._editable, self._colours = {}, {}, theme.current()
        at = self._session.position
        self._marks = self.marks
        # While these are the same, nothing but the values can have changed; edits leave marks.
        known = at.operation, at.element, self._colours
        self._known = None if self._session.edits else known
        current = self._session.current
        place = None if current is None else self._session.find(current)
        self._now = None if place is None else (place.spec.name, place.number)


def _now() -> str:
    return QCoreApplication.translate("panels", "⟵ now")


def _stale() -> str:
    return QCoreApplication.translate("panels", "before the edit")
