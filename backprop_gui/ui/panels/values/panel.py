"""The table of all quantities of the iteration, with a filter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.look.fonts import follow_font
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.panels.lists.row_look import make_rows
from backprop_gui.ui.panels.values.model import MARK, NAME, SYMBOL, VALUE, QuantityModel
from backprop_gui.ui.panels.values.rows import every

Index = QModelIndex | QPersistentModelIndex
_ASKING = (QTableView.EditTrigger.DoubleClicked, QTableView.EditTrigger.EditKeyPressed)


class QuantityTable(QTableView):
    """A table of quantities; `chosen` carries the name of the row that the person went to."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.quantities = QuantityModel(session)
        self.quantities.refused.connect(self.refused)
        self.setModel(self.quantities)
        make_rows(self)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setColumnWidth(MARK, 24)  # the least; it takes what the others leave
        self.quantities.modelReset.connect(self._fit_columns)
        self.quantities.marks_changed.connect(self._fit_columns)
        follow_font(self, self._fit_columns)
        self.activated.connect(self._choose)
        self.pressed.connect(self._choose)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Arrow keys choose, too."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self._choose(current)

    def edit(  # type: ignore[override]
        self, index: Index, trigger: QTableView.EditTrigger, event: QEvent
    ) -> bool:
        """Wherever in its row a person asks for it, the value is edited, or why not is said."""
        if trigger not in _ASKING or not index.isValid():
            return super().edit(index, trigger, event)
        if super().edit(self.quantities.index(index.row(), VALUE), trigger, event):
            return True
        if reason := self.quantities.refusal(index.row()):
            self.refused.emit(reason)
        return False

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.quantities.set_writing(writing)
        self._fit_columns()

    def show_current(self) -> None:
        """Scroll to the element just computed."""
        row = self.quantities.current_row()
        if row is not None:
            self.scrollTo(self.quantities.index(row, NAME))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the symbols have other room."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the arrays' last names, which are the widest, and all digits need.

        Where that is too wide, the symbols are hidden: they say again what the names say.
        """
        last = [spec.element(spec.size - 1) for spec in self.quantities.specs if spec.size]
        spelled = list(map(notation.current().text, last))
        wanted = {
            NAME: self._widest(spelled),
            SYMBOL: self._widest([self._heading(SYMBOL), *map(label, last)]),
            VALUE: self._widest([self.quantities.widest]),
        }
        room = self.viewport().width() - self._widest(self.quantities.marks)
        same = spelled == list(map(label, last))  # names of a program
        self.setColumnHidden(SYMBOL, same or sum(wanted.values()) > room)
        for column, width in wanted.items():
            self.setColumnWidth(column, width)

    def _heading(self, column: int) -> str:
        return str(self.quantities.headerData(column, Qt.Orientation.Horizontal))

    def _widest(self, texts: Iterable[str]) -> int:
        metrics = QFontMetrics(self.quantities.font(NAME, bold=True))
        return max(map(metrics.horizontalAdvance, texts), default=40) + 12

    def _choose(self, index: Index) -> None:
        self.chosen.emit(str(self.quantities.quantity(index.row())))


class ValuesPanel(QWidget):
    """All quantities, those that begin like the filter's text."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter: delta, w[1, x[2,1]"))
        self.filter.setAccessibleName(self.tr("Filter of the values"))
        self.filter.setClearButtonEnabled(True)
        self.table = QuantityTable(session)
        self.table.setAccessibleName(self.tr("Values"))
        self.table.chosen.connect(self.chosen)
        self.table.refused.connect(self.refused)
        self.filter.textChanged.connect(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.filter)
        layout.addWidget(self.table)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.table.scrollToTop()
        self._list()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.table.set_writing(writing)

    def refresh(self) -> None:
        """The session has moved or changed."""
        if self._session.program is not self._listed:
            self._list()
        self.table.quantities.refresh()
        if not self.table.hasFocus():
            self.table.show_current()

    def _list(self) -> None:
        self._listed = self._session.program
        rows = every(self._listed.arrays, notation.own(self._session, self.filter.text()))
        self.table.quantities.show(self._session, rows)
        self.table.show_current()
