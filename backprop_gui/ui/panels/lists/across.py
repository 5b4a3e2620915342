"""Texts too long for a column stand whole across their row, above or below its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QStaticText, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

_GAP = 4  # pixels
_Index = QModelIndex | QPersistentModelIndex


class Across:
    """Gives rows of a table the height of their texts, and paints these over the cells."""

    def __init__(
        self, table: QTableView, texts: Callable[[], Mapping[int, str]], *, above: bool, indent: int
    ) -> None:
        self._table, self._texts = table, texts
        self.above, self._indent = above, indent
        self.shown: Mapping[int, str] = {}

    def fit(self) -> None:
        """There are other texts, or there is another width or font."""
        before, self.shown = self.shown, self._texts()
        for row in before.keys() - self.shown.keys():
            if row < self._table.model().rowCount():
                self._set_height(row, self.line)
        for row, text in self.shown.items():
            self._set_height(row, self.line + self._height(text) + _GAP)

    def paint(self, painter: QPainter) -> None:
        """Those of the rows in sight."""
        for row, text in self.shown.items():
            top, high = self._table.rowViewportPosition(row), self._table.rowHeight(row)
            if top + high >= 0 and top <= self._table.viewport().height():
                painter.setPen(self._table.palette().color(self._role(row)))
                place = _GAP if self.above else self.line
                painter.drawStaticText(self._indent, top + place, self._wrapped(text))

    @property
    def line(self) -> int:
        """How high the cells are."""
        return self._table.verticalHeader().defaultSectionSize()

    def _role(self, row: int) -> QPalette.ColorRole:
        selected = self._table.selectionModel().isSelected(self._table.model().index(row, 0))
        return QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text

    def _set_height(self, row: int, height: int) -> None:
        if self._table.rowHeight(row) != height:
            self._table.setRowHeight(row, height)

    def _height(self, text: str) -> int:
        return ceil(self._wrapped(text).size().height())

    def _wrapped(self, text: str) -> QStaticText:
        """Between words, within a word only where it is wider than the table."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        wrapped = QStaticText(text)
        wrapped.setTextFormat(Qt.TextFormat.PlainText)
        wrapped.setTextOption(option)
        wrapped.setTextWidth(max(self._table.viewport().width() - 2 * self._indent, 1))
        wrapped.prepare(font=self._table.font())
        return wrapped


class CellLine(QStyledItemDelegate):
    """Cells keep to one line of their row, the rest belongs to the text across it.

    A column whose texts stand across their rows is blank there.
    """

    def __init__(self, table: QTableView, across: Across, column: int | None = None) -> None:
        super().__init__(table)
        self._across, self._column = across, column

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == self._column and index.row() in self._across.shown:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        part = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(part, option, painter, option.widget)
        option.rect = self._line(option)
        super().paint(painter, option, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        option.rect = self._line(option)
        super().updateEditorGeometry(editor, option, index)

    def _line(self, option: QStyleOptionViewItem) -> QRect:
        rect = QRect(option.rect)
        height = min(rect.height(), self._across.line)
        if self._across.above:
            rect.setTop(rect.bottom() + 1 - height)
        rect.setHeight(height)
        return rect
