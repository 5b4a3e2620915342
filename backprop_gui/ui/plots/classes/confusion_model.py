"""A confusion matrix as a table: a row for what samples are, a column for what is said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from backprop_gui.session.predictions.classification import NO_CLASS, Confusion
from backprop_gui.ui.look import theme

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_FULL = 0.75
"""How much of its colour a cell has that holds all samples of its row."""


class ConfusionModel(QAbstractTableModel):
    """Columns for nan only where something is nan."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._shown: Confusion | None = None
        self._columns = 0

    def show(self, confusion: Confusion, names: tuple[str, ...]) -> None:
        """Show another matrix; its cells keep their places where it has the same classes."""
        counts = confusion.counts
        columns = len(names) + bool(counts[:, NO_CLASS].any())
        same = (names, columns) == (self._names, self._columns)
        if not same:
            self.beginResetModel()
        self._names, self._columns, self._shown, self._counts = names, columns, confusion, counts
        if not same:
            self.endResetModel()
        elif names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(names) - 1, columns - 1))

    def samples(self, row: int, column: int) -> tuple[int, ...]:
        """The numbers of a cell's samples."""
        if self._shown is None or not (0 <= row < len(self._names) and 0 <= column < self._columns):
            return ()
        return self._shown.samples(row, self._said(column))

    def words(self, row: int, column: int) -> str:
        """A cell's count and meaning."""
        said = self._name(self._said(column))
        return self.tr("{} of class {} said to be {}").format(
            self._counts[row, column], self._names[row], said
        )

    def header(self, section: int, *, across: bool) -> str:
        """What a row or a column is called."""
        side = Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical
        return str(self.headerData(section, side, _Role.DisplayRole))

    def cell(self, row: int, column: int) -> tuple[str, str]:
        """A cell's text and its colour as #rrggbb."""
        return str(self._counts[row, column]), self._fill(row, column).name()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        across = side is Qt.Orientation.Horizontal
        if role == _Role.DisplayRole:
            name = self._name(self._said(section)) if across else self._names[section]
            return name if across else self.tr("is {}").format(name)
        if role == _Role.ToolTipRole:
            return self.tr("what the network says") if across else self.tr("what the samples are")
        return _CENTRE if role == _Role.TextAlignmentRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        row, column = index.row(), index.column()
        match role:
            case _Role.DisplayRole:
                return str(self._counts[row, column])
            case _Role.TextAlignmentRole:
                return _CENTRE
            case _Role.BackgroundRole:
                return self._fill(row, column)
            case _Role.ForegroundRole:
                colours = theme.current()
                return QColor(colours.text if self._counts[row, column] else colours.muted)
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return self.words(row, column)
        return None

    def _said(self, column: int) -> int:
        return column if column < len(self._names) else NO_CLASS

    def _name(self, number: int) -> str:
        return self.tr("nan") if number == NO_CLASS else self._names[number]

    def _fill(self, row: int, column: int) -> QColor:
        """Right ones in one hue, wrong ones in the other, by their share of the row."""
        colours, total = theme.current(), int(self._counts[row].sum())
        share = _FULL * int(self._counts[row, column]) / (total or 1)
        full = QColor(colours.ramp[-3] if row == column else colours.ramp[2])
        return _mixed(QColor(colours.panel), full, share)


def _mixed(ground: QColor, full: QColor, share: float) -> QColor:
    pairs = zip(ground.getRgb()[:3], full.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))
