"""Remarks stand below the numbers that they are about, across all columns, whole."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from backprop_gui.ui.panels.answers.model import NAME, AnswerModel

_INDENT, _BELOW = 12, 4  # pixels
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_Index = QModelIndex | QPersistentModelIndex


class FirstLine(QStyledItemDelegate):
    """Cells keep to the first line of their row; the rest belongs to the remark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        option.rect = self._first(option)
        super().paint(painter, option, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        option.rect = self._first(option)
        super().updateEditorGeometry(editor, option, index)

    def _first(self, option: QStyleOptionViewItem) -> QRect:
        table: QWidget = option.widget
        assert isinstance(table, QTableView)
        rect = QRect(option.rect)
        rect.setHeight(min(rect.height(), table.verticalHeader().defaultSectionSize()))
        return rect


class Remarks:
    """Gives rows of a table the height of their remarks, and paints these."""

    def __init__(self, table: QTableView, answers: AnswerModel) -> None:
        self._table, self._answers = table, answers
        self._shown: dict[int, str] = {}

    def fit(self) -> None:
        """There are other remarks, or there is another width or font."""
        before, self._shown = self._shown, self._answers.remarks
        usual = self._table.verticalHeader().defaultSectionSize()
        for row in before.keys() - self._shown.keys():
            if row < self._answers.rowCount():
                self._table.setRowHeight(row, usual)
        for row, text in self._shown.items():
            self._table.setRowHeight(row, usual + self._room(text).height() + _BELOW)

    def paint(self, painter: QPainter) -> None:
        """Those of the rows in sight."""
        usual = self._table.verticalHeader().defaultSectionSize()
        chosen, height = self._table.selectionModel(), self._table.viewport().height()
        for row, text in self._shown.items():
            top = self._table.rowViewportPosition(row)
            if top + self._table.rowHeight(row) < 0 or top > height:
                continue
            selected = chosen.isSelected(self._answers.index(row, NAME))
            role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
            painter.setPen(self._table.palette().color(role))
            room = self._room(text).translated(_INDENT, top + usual)
            painter.drawText(room, _WRAPPED, text)

    def _room(self, text: str) -> QRect:
        width = max(self._table.viewport().width() - 2 * _INDENT, 1)
        metrics = self._table.fontMetrics()
        return metrics.boundingRect(QRect(0, 0, width, 0), int(_WRAPPED), text)
