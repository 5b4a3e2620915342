"""The first lines of a table, and what its columns become."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.tables.columns import Columns, in_words
from backprop_gui.session.tables.importing import Plan
from backprop_gui.session.tables.problems import LineProblem
from backprop_gui.session.tables.sheet import shortened
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.labels import label

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_LONGEST = 14  # characters of a heading


class PreviewModel(QAbstractTableModel):
    """The cells as they are written; a line of another width says so instead."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None

    def show(self, plan: Plan) -> None:
        """Show a table as it will be read."""
        self.beginResetModel()
        self._plan = plan
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._plan is None else len(self._plan.sheet.first)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._plan is None else self._plan.sheet.dialect.width

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if self._plan is None:
            return None
        if side is Qt.Orientation.Vertical:
            return str(self._plan.sheet.first[section].line) if role == _Role.DisplayRole else None
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
