"""The table of watches: an expression that is too long for its column has a line of its own."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from backprop_gui.ui.look.fonts import follow_font
from backprop_gui.ui.panels.lists.across import Across, CellLine
from backprop_gui.ui.panels.lists.row_look import make_rows
from backprop_gui.ui.panels.watches.model import EXPRESSION, TREND, WatchModel
from backprop_gui.ui.panels.watches.sparkline import Sparkline

_TREND_WIDTH, _LEAST_WIDTH, _PAD = 56, 44, 8  # pixels


class WatchTable(QTableView):
    """Whole rows are selected, one at a time; they can be dragged onto the plots."""

    def __init__(self, model: WatchModel) -> None:
        super().__init__()
        self._watches = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Watches"))
        self._expressions = Across(self, self._long, above=True, indent=_PAD // 2)
        self.setItemDelegate(CellLine(self, self._expressions, EXPRESSION))
        self.setItemDelegateForColumn(TREND, Sparkline(self))
        make_rows(self, 10)
        self.setDragEnabled(True)
        self._set_up_heads()
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._expressions.fit)

    def _set_up_heads(self) -> None:
        columns = self.horizontalHeader()
        columns.setStretchLastSection(False)
        columns.setMinimumSectionSize(_LEAST_WIDTH)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(EXPRESSION, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(TREND, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(TREND, _TREND_WIDTH)
        columns.sectionResized.connect(self._expressions.fit)
        follow_font(self, self._expressions.fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Long expressions over the cells."""
        super().paintEvent(event)
        self._expressions.paint(QPainter(self.viewport()))

    def _long(self) -> dict[int, str]:
        """By their rows."""
        room, metrics = self.columnWidth(EXPRESSION) - _PAD, self.fontMetrics()
        rows = range(self._watches.rowCount())
        told = {row: str(self._watches.index(row, EXPRESSION).data()) for row in rows}
        return {row: text for row, text in told.items() if metrics.horizontalAdvance(text) > room}
