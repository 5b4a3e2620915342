"""A key that sorts a table, as a click on a heading does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTableView

_KEY = "F3"


class SortingKey(QAction):
    """By the column that the keyboard is in: rising, falling, then as it was at first."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setText(self.tr("&Sort by This Column"))
        self.setShortcut(QKeySequence(_KEY))
        self.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.triggered.connect(self._sort)
        table.addAction(self)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.setAccessibleDescription(self.tr("{} sorts by the column.").format(_KEY))
        table.horizontalHeader().setToolTip(
            self.tr("A click, or {}, sorts by the column").format(_KEY)
        )

    def _sort(self) -> None:
        header, column = self._table.horizontalHeader(), self._table.currentIndex().column()
        rising = Qt.SortOrder.AscendingOrder
        if column != header.sortIndicatorSection():
            self._table.sortByColumn(column, rising)
        elif header.sortIndicatorOrder() == rising:
            self._table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        else:
            self._table.sortByColumn(-1, rising)
