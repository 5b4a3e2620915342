"""The first lines of a table, and what its columns become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.tables.columns import Columns, in_words
from backprop_gui.session.tables.importing import Plan
from backprop_gui.session.tables.problems import LineProblem
from backprop_gui.session.tables.records import Record
from backprop_gui.session.tables.sheet import Sheet, shortened
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.labels import label

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 14  # characters of a heading
_WIDEST, _AROUND = 24, 12  # characters of a cell, pixels beside them


class PreviewModel(QAbstractTableModel):
    """The cells as they are written; a line of another width says so instead."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._wrong: dict[int, str] = {}

    def show(self, plan: Plan) -> None:
        """Show a table as it will be read."""
        self.beginResetModel()
        self._plan = plan
        self.endResetModel()

    def mark(self, problems: Sequence[LineProblem]) -> None:
        """Mark the lines in which something is wrong."""
        self._wrong = {problem.line: problem.what for problem in problems}
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def row(self, line: int) -> int | None:
        """Where a line of the text stands; None where it does not."""
        lines = [record.line for record in self._plan.sheet.first] if self._plan else []
        return lines.index(line) if line in lines else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._plan is None else len(self._plan.sheet.first)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._plan is None else self._plan.sheet.dialect.width

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if self._plan is None:
            return None
        if side is Qt.Orientation.Vertical:
            return self._line(self._plan.sheet.first[section].line, role)
        name = f"{section + 1} {self._plan.sheet.names[section]}".rstrip()
        if role == _Role.DisplayRole:
            return f"{shortened(name, _LONGEST)}\n{self._becomes(section)}"
        if role == _Role.ToolTipRole:
            return self.tr("{}\nA click makes it an input, a target, or neither.").format(name)
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        assert self._plan is not None
        record = self._plan.sheet.first[index.row()]
        if isinstance(record, LineProblem):
            return self._problem(record, index.column(), role)
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return record.cells[index.column()]
        if role == _Role.ForegroundRole and self._becomes(index.column()) == "—":
            return QColor(theme.current().muted)
        return None

    def _line(self, line: int, role: int) -> Any:
        wrong = self._wrong.get(line)
        match role:
            case _Role.DisplayRole:
                return f"{line} ⚠" if wrong else str(line)
            case _Role.ToolTipRole:
                return wrong
            case _Role.ForegroundRole if wrong:
                return QColor(theme.current().error)
        return None

    def _problem(self, problem: LineProblem, column: int, role: int) -> Any:
        if role == _Role.ToolTipRole or (role == _Role.DisplayRole and column == 0):
            return problem.what
        return QColor(theme.current().error) if role == _Role.ForegroundRole else None

    def _becomes(self, place: int) -> str:
        assert self._plan is not None
        columns = self._plan.columns
        if place in columns.inputs:
            return label(Quantity("x", (0, columns.inputs.index(place) + 1)))
        if place not in columns.targets:
            return "—"
        number = columns.targets.index(place) + 1
        return label(Quantity("y", (number,))) if self._plan.labels == "none" else self.tr("class")


def fit_columns(table: QTableView, sheet: Sheet) -> None:
    """As wide as their longest cells and their headings."""
    rows = [record.cells for record in sheet.first if isinstance(record, Record)]
    metrics, head = table.fontMetrics(), table.horizontalHeader()
    for place in range(sheet.dialect.width):
        longest = max((row[place] for row in rows if place < len(row)), key=len, default="")
        wanted = metrics.horizontalAdvance(longest[:_WIDEST]) + _AROUND
        table.setColumnWidth(place, max(wanted, head.sectionSizeHint(place)))


def turned(columns: Columns, place: int) -> tuple[str, str]:
    """Inputs and targets in words once a column has been turned: input, target, neither, input."""
    inputs, targets = list(columns.inputs), list(columns.targets)
    if place in inputs:
        inputs.remove(place)
        targets.append(place)
    elif place in targets:
        targets.remove(place)
    else:
        inputs.append(place)
    return in_words(inputs), in_words(targets)
