"""The panel of watches: a field to type one, checked while it is typed, and the table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.fields.expression_field import ExpressionField
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.panels.watches.model import WatchModel
from backprop_gui.ui.panels.watches.table import WatchTable
from backprop_gui.ui.running.leisure import Leisure


class WatchesPanel(QWidget):
    """`selected` is the watch that the person went to, "" for none."""

    selection_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.field = ExpressionField(session, self.tr("Watch: loss, abs(dw[1]).max()"))
        self.field.setAccessibleName(self.tr("Expression to watch"))
        self.field.entered.connect(self._add)
        self.model = WatchModel(session)
        self.table = WatchTable(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.model.modelReset.connect(self._tell)
        self.bar = ActionBar(self.table)
        self._leisure = Leisure(self.model.advance, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        for widget in (self.field, self.field.problem, self.table, self.bar):
            layout.addWidget(widget)

    @property
    def selected(self) -> str:
        row = self.table.currentIndex().row()
        return self.model.texts[row] if 0 <= row < len(self.model.texts) else ""

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.field.set_session(session)
        self.model.set_session(session)
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.model.set_writing(writing)

    def refresh(self) -> None:
        """The session has moved or changed."""
        self.model.refresh()
        self._leisure.wait()

    def begin(self) -> None:
        """Let the person type a watch."""
        self.field.setFocus()
        self.field.selectAll()

    def watch(self, text: str) -> None:
        """Add a watch; raises WrongExpression."""
        self._session.add_watch(text)
        self.model.refresh()
        self.table.selectRow(self.model.texts.index(text))

    def remove(self) -> None:
        """Remove the selected watch."""
        self._session.remove_watch(self.selected)

    def _add(self, text: str) -> None:
        self.watch(text)
        self.field.clear()

    def _tell(self, *_: QModelIndex) -> None:
        self.selection_changed.emit()
