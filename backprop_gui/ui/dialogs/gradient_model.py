"""A gradient check as a table, one parameter a row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from backprop_gui.engine.gradient_check import Checked
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.report.gradient_words import COLUMNS, remark
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import fixed_font

SORT = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
_NUMBERS = (1, 2, 3)


class GradientModel(QAbstractTableModel):
    """Rows in the order in which they are given."""

    def __init__(self, writing: Writing) -> None:
        super().__init__()
        self._writing = writing
        self.checks: tuple[Checked, ...] = ()

    def show_checks(self, checks: Sequence[Checked]) -> None:
        """List these."""
        self.beginResetModel()
        self.checks = tuple(checks)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.checks)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role != _Role.DisplayRole or way != Qt.Orientation.Horizontal:
            return None
        return COLUMNS[section].capitalize()

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        one, column = self.checks[index.row()], index.column()
        match role:
            case _Role.DisplayRole:
                return self._text(one, column)
            case _Role.TextAlignmentRole if column in _NUMBERS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _Role.FontRole if column in _NUMBERS:
                return fixed_font()
            case _Role.ForegroundRole if not one.agrees and column == len(COLUMNS) - 1:
                return QColor(theme.current().stale if one.kink else theme.current().error)
            case _ if role == SORT:
                return _key(one, column)
        return None

    def _text(self, one: Checked, column: int) -> str:
        numbers = (one.analytic, one.numeric, one.relative)
        if column in _NUMBERS:
            return plain(numbers[column - 1], self._writing)
        return (str(one.parameter), "", "", "", one.method, remark(one))[column]


def _key(one: Checked, column: int) -> Any:
    """nan is the largest; a name's indices count as numbers."""
    if column in _NUMBERS:
        number = (one.analytic, one.numeric, one.relative)[column - 1]
        return math.inf if math.isnan(number) else number
    if column == 0:
        return one.parameter.kind + "".join(f"{index:9}" for index in one.parameter.indices)
    return one.method if column == 4 else remark(one)
