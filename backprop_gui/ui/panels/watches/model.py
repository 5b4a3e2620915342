"""The watches as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from backprop_gui.formula.numerals import exact, plain
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.session.stops.trends import Trend
from backprop_gui.session.stops.watches import Number, WatchReading
from backprop_gui.ui.look import notation, theme
from backprop_gui.ui.look.fonts import fixed_font
from backprop_gui.ui.panels.values.model import ABSENT

EXPRESSION, NOW, BEFORE, CHANGE, TREND = range(5)
POINTS = Qt.ItemDataRole.UserRole
_MOST_TOLD = 20  # values in a tool tip
_TOWARDS = 0.004  # seconds between two looks at the person's keys, on the way to a point
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class WatchModel(QAbstractTableModel):
    """One row a watch. Values are read when they are looked at, trends by `advance`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._writing = session, Writing()
        self.texts: tuple[str, ...] = ()
        self._read: dict[str, WatchReading] = {}
        self._trends: dict[str, Trend] = {}
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show the watches of another session."""
        self._session, self._trends = session, {}
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._read = {}
        if self._session.watches != self.texts:
            self.beginResetModel()
            self.texts = self._session.watches
            self.endResetModel()
        elif self.texts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.texts) - 1, TREND))

    def advance(self) -> bool:
        """Compute one more point of a trend or towards it; False where none is missing."""
        for row, text in enumerate(self.texts):
            if self.trend(text).advance(_TOWARDS):
                cell = self.index(row, TREND)
                self.dataChanged.emit(cell, cell)
                return True
        return False

    def trend(self, text: str) -> Trend:
        """A watch across the iterations of this run."""
        trend = self._trends.get(text)
        if trend is None or not self._session.follows(trend):
            trend = self._trends[text] = self._session.trend(text)
        return trend

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, side: Qt.Orientation, role: int = 0) -> Any:
        if side is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return (
                self.tr("Expression"),
                self.tr("Now"),
                self.tr("Before"),
                self.tr("Change"),
                self.tr("Trend"),
            )[section]
        if role == _Role.ToolTipRole and section == BEFORE:
            return self.tr("At the end of the iteration before")
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        text, column = self.texts[index.row()], index.column()
        match role:
            case _Role.DisplayRole:
                return self._text(text, column)
            case _Role.ToolTipRole:
                return self._tip(text, column)
            case _Role.FontRole if EXPRESSION < column < TREND:
                return fixed_font()
            case _Role.ForegroundRole:
                return self._colour(text, column)
            case _Role.UserRole if column == TREND:
                return self.trend(text).points
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        """A dragged watch is its text."""
        data = QMimeData()
        data.setText(self.texts[indexes[0].row()])
        return data

    def reading(self, text: str) -> WatchReading:
        """A watch at the current position."""
        if text not in self._read:
            self._read[text] = self._session.read_watch(text)
        return self._read[text]

    def _text(self, text: str, column: int) -> str:
        if column == EXPRESSION:
            return notation.shown(self._session, text)
        if column == TREND:
            return ""
        reading = self.reading(text)
        written = self._written(_cell(reading, column))
        return f"⚠ {written}" if column == NOW and reading.stale else written

    def _written(self, value: Number | None) -> str:
        if value is None:
            return ABSENT
        if isinstance(value, bool):
            return self.tr("true") if value else self.tr("false")
        if np.ndim(value):
            return self.tr("{} values").format(np.size(value))
        return plain(float(value), self._writing)

    def _tip(self, text: str, column: int) -> str:
        reading = self.reading(text)
        if reading.problem:
            return reading.problem
        if column == TREND:
            points = self.trend(text).points
            return self.tr("{} values, the last at iteration {}").format(
                len(points), points[-1][0] if points else ABSENT
            )
        value = reading.now if column == EXPRESSION else _cell(reading, column)
        if value is None:
            return self.tr("{}: no value here").format(text)
        told = self._exactly(value)
        if column not in (EXPRESSION, NOW):
            return told
        said = f"{notation.shown(self._session, text)} = {told}"
        remark = self.tr("computed before the edit: a source has been changed since")
        return f"{said}\n⚠ {remark}" if reading.stale else said

    def _exactly(self, value: Number) -> str:
        """With every digit; of many values the first ones."""
        if np.ndim(value):
            first = [self._exactly(one) for one in np.ravel(value)[:_MOST_TOLD].tolist()]
            return ", ".join([*first, "…"] if np.size(value) > len(first) else first)
        if isinstance(value, bool):
            return self._written(value)
        return exact(float(value), self._writing)

    def _colour(self, text: str, column: int) -> QColor | None:
        colours, reading = theme.current(), self.reading(text)
        if reading.problem:
            return QColor(colours.error)
        if column != EXPRESSION and _cell(reading, column) is None:
            return QColor(colours.muted)
        if column in (NOW, CHANGE) and reading.stale:
            return QColor(colours.stale)
        return QColor(colours.muted) if column == BEFORE else None


def _cell(reading: WatchReading, column: int) -> Number | None:
    return {NOW: reading.now, BEFORE: reading.before, CHANGE: reading.change}.get(column)
