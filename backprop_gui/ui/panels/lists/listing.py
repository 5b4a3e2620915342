"""A panel that is a table of texts with commands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.panels.lists.column_room import shared
from backprop_gui.ui.panels.lists.row_look import make_rows

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_BOLD = 1.1  # how much wider bold letters are
_LEAST, _WORDS = 80, 160  # pixels: of a column, of one whose words wrap
_SHARE = 0.4  # of the table, for the words that wrap


@dataclass(frozen=True)
class Row:
    """What is written in the cells of a row; a marked one is bold."""

    cells: tuple[str, ...]
    marked: bool = False


class RowModel(QAbstractTableModel):
    """Rows below heads."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def set_heads(self, heads: Sequence[str]) -> None:
        """Name the columns."""
        self.beginResetModel()
        self._heads = tuple(heads)
        self.endResetModel()

    def show(self, rows: Sequence[Row]) -> bool:
        """Show other rows; False where no text is another one."""
        if [row.cells for row in rows] == [row.cells for row in self.rows]:
            self._mark(tuple(rows))
            return False
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()
        return True

    def _mark(self, rows: tuple[Row, ...]) -> None:
        """The same texts, of which others are marked: selection and widths stay."""
        before, self.rows = self.rows, rows
        for n, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(n, 0), self.index(n, len(self._heads) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if side is Qt.Orientation.Horizontal and role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._heads[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        row = self.rows[index.row()]
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return row.cells[index.column()]
        if role == _Role.FontRole and row.marked:
            font = QFont()
            font.setBold(True)
            return font
        return None


class RowTable(QTableView):
    """Whole rows are selected, one at a time."""

    def __init__(self, model: RowModel) -> None:
        super().__init__()
        self._words: int | None = None
        self.setModel(model)
        make_rows(self)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    def wrap_words(self, column: int) -> None:
        """Rows grow with the texts of a column; one may be higher than the table."""
        self._words = column
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().sectionResized.connect(self.resizeRowsToContents)

    def fit_columns(self) -> None:
        """As wide as their texts, bold ones too; where words wrap, they take what is left.

        Long texts yield where there is no room for all; the tool tip has all of them.
        """
        columns = [n for n in range(self.model().columnCount()) if n != self._words]
        wanted = [round(_BOLD * self._contents(column)) for column in columns]
        width = self.viewport().width()
        words = max(_WORDS, round(_SHARE * width)) if self.wordWrap() else 0
        widths = shared(wanted, width - words, _LEAST)
        for column, own in zip(columns, widths, strict=True):
            self.setColumnWidth(column, own)
        if self._words is not None:
            most = round(_BOLD * self._contents(self._words))
            self.setColumnWidth(self._words, min(most, max(width - sum(widths), _LEAST)))

    def _contents(self, column: int) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        return max(self.sizeHintForColumn(column), head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: long texts have other room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()


class ListPanel(QWidget):
    """`went_to` is sent when a row is double-clicked or Enter is pressed on it."""

    selection_changed = Signal()
    went_to = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = RowModel()
        self.table = RowTable(self.model)
        self.bar = ActionBar(self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.table.activated.connect(lambda _: self.went_to.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.table)
        layout.addWidget(self.bar)

    @property
    def row(self) -> int | None:
        """The selected row."""
        index = self.table.currentIndex()
        return index.row() if index.isValid() else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what is selected stays so."""
        row = self._kept(rows)
        if self.model.show(rows):
            self.table.fit_columns()
            if row is not None:
                self.table.selectRow(row)
            self._tell()

    def _kept(self, rows: Sequence[Row]) -> int | None:
        """Where the selected row is among other ones; where it is gone, the one in its place."""
        row = self.row
        if row is None or not rows:
            return None
        selected = self.model.rows[row].cells
        same = (n for n, one in enumerate(rows) if one.cells == selected)
        return next(same, min(row, len(rows) - 1))

    def _tell(self) -> None:
        self.selection_changed.emit()
