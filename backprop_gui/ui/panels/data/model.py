"""The samples as a table. A row is read when it is looked at: data sets may be large."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication

from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.printed import typed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.changes.pasting import column_name
from backprop_gui.session.run.edits import Cell
from backprop_gui.session.session import Session
from backprop_gui.session.tables.numbers import written
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import fixed_font
from backprop_gui.ui.look.labels import label

USE = 0
_AT_ONCE = 1000  # numbers that are looked at
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable
_NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SampleModel(QAbstractTableModel):
    """A row for each sample: what it is used for, its inputs, its targets.

    `refused` says why a typed number was not taken.
    """

    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._writing = session, Writing()
        self._shape = (0, 0)
        self._read: dict[int, tuple[float, ...]] = {}
        self._places: dict[int, int] = {}
        self._batch: tuple[object, int] | None = None
        self.focused = -1
        self._colours = theme.current()
        # Asked for by every cell.
        self._fonts: dict[tuple[bool, bool], QFont] = {}

    def set_session(self, session: Session) -> None:
        """Show another session's data."""
        self._session, self._batch, self._shape = session, None, (0, 0)

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self._tell()

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._read, self._fonts, self._colours = {}, {}, theme.current()
        document, sizes = self._session.document, self._session.network.sizes
        shape = (len(document.inputs), 1 + sizes[0] + sizes[-1])
        self._read_batch()
        if shape != self._shape:
            self.beginResetModel()
            self._shape = shape
            self.endResetModel()
        else:
            self._tell()

    def place(self, row: int) -> int | None:
        """A sample's number in the present batch, from 1; None where it is not in it."""
        return self._places.get(row)

    def widest(self, column: int) -> tuple[str, ...]:
        """The longest number of a column, if it can be found at once."""
        rows, columns = self._shape
        if not 0 < rows * columns <= _AT_ONCE:
            return ()
        texts = (plain(self._value(self.index(row, column)), self._writing) for row in range(rows))
        return (max(texts, key=len),)

    def name(self, row: int, column: int) -> str:
        """The quantity in a cell, named with its place in the batch; "" where it has none."""
        place = self.place(row)
        if place is None or column == USE:
            return ""
        name = Quantity.parse(column_name(self._session, column))
        spec = self._session.find(Quantity(name.kind, name.indices[:-1])).spec
        return str(spec.at((place - 1, name.indices[-1] - 1)))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shape[0]

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shape[1]

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if side is Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role == _Role.DisplayRole:
            return self.tr("Use") if section == USE else label(self._quantity(section))
        if role == _Role.ToolTipRole:
            return self._use_tip() if section == USE else str(self._quantity(section))
        if role == _Role.TextAlignmentRole and section != USE:
            return _NUMBER
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        match role:
            case _Role.DisplayRole:
                return self._use(row) if column == USE else plain(self._value(index), self._writing)
            case _Role.EditRole if column != USE:
                return self._exact(index)
            case _Role.TextAlignmentRole if column != USE:
                return _NUMBER
            case _Role.FontRole:
                return self.font(column, bold=row == self.focused)
            case _Role.ForegroundRole if row not in self._places:
                return QColor(self._colours.muted)
            case _Role.BackgroundRole if row == self.focused:
                return QColor(self._colours.current_line)
            case _Role.ToolTipRole if column != USE:
                return f"{self._quantity(column)} = {self._exact(index)}"
            case _Role.AccessibleTextRole:
                return self._spoken(index)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _READ if index.column() == USE else _EDITED

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        if str(value) == self._exact(index):
            return False
        name = column_name(self._session, index.column())
        try:
            number = typed(str(value))
            self._session.set_samples([Cell(index.row() + 1, name, number)])
        except BackpropError as refusal:
            self.refused.emit(str(refusal))
            return False
        return True

    def _read_batch(self) -> None:
        """The batch is the same throughout an iteration."""
        session = self._session
        batch = (session.document, session.position.iteration)
        if batch != self._batch:
            self._batch = batch
            self._places = {number - 1: n for n, number in enumerate(session.batch, start=1)}
        rows = {place: row for row, place in self._places.items()}
        self.focused = rows[min(session.focus, len(rows))]

    def _tell(self) -> None:
        if all(self._shape):
            rows, columns = self._shape
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)

    def _quantity(self, column: int) -> Quantity:
        return Quantity.parse(column_name(self._session, column))

    def _value(self, index: _Index) -> float:
        row = index.row()
        if row not in self._read:
            inputs, targets = self._session.sample(row + 1)
            self._read[row] = (*inputs.tolist(), *targets.tolist())
        return self._read[row][index.column() - 1]

    def _exact(self, index: _Index) -> str:
        return written(self._value(index), self._writing.decimal_mark)

    def _use(self, row: int) -> str:
        if row in self._places:
            return self.tr("batch {}").format(self._places[row])
        document = self._session.document
        training = row < len(document.inputs) - document.validation
        return self.tr("training") if training else self.tr("validation")

    def _use_tip(self) -> str:
        return self.tr("The sample's number in the present batch, or what it is kept for")

    def _row_head(self, row: int, role: int) -> Any:
        if role == _Role.DisplayRole:
            return f"▸ {row + 1}" if row == self.focused else str(row + 1)
        if role == _Role.ToolTipRole and row == self.focused:
            return self.tr("The sample in focus")
        return None

    def _spoken(self, index: _Index) -> str:
        head = self.tr("sample {}").format(index.row() + 1)
        if index.row() == self.focused:
            head = self.tr("{}, in focus").format(head)
        if index.column() == USE:
            return f"{head}: {self._use(index.row())}"
        number = plain(self._value(index), self._writing)
        return f"{head}: {self._quantity(index.column())} = {number}"

    def forget_fonts(self) -> None:
        """Texts have another size."""
        self._fonts.clear()

    def font(self, column: int, *, bold: bool) -> QFont:
        """Numbers in digits of one width."""
        key = (column != USE, bold)
        if key not in self._fonts:
            font = QFont(QGuiApplication.font()) if column == USE else fixed_font()
            font.setBold(bold)
            self._fonts[key] = font
        return self._fonts[key]
