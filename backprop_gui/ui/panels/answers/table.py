"""The worksheet's table: Enter accepts a number and goes on to the next row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView, QTableView, QWidget

from backprop_gui.ui.fonts import fit_rows, follow_font
from backprop_gui.ui.panels.answers.model import NAME, VERDICT, YOURS, AnswerModel

_Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QTableView.EditTrigger
_STEPS = {_Hint.SubmitModelCache: 1, _Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnswerTable(QTableView):
    """A key that is typed begins a number; Delete takes it away. `pasted` asks for answers."""

    pasted = Signal()

    def __init__(self, model: AnswerModel) -> None:
        super().__init__()
        self.answers = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Worksheet: your answers"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.DoubleClicked | _Trigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fit_rows(self, 8)
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow_font(self, self._fit_columns)
        model.modelReset.connect(self._fit_columns)

    def go_to(self, row: int) -> None:
        """Make a row the current one, ready for its number."""
        if 0 <= row < self.answers.rowCount():
            self.setCurrentIndex(self.answers.index(row, YOURS))

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        """Enter and Tab go on to the next row, Shift+Tab back."""
        row = self.currentIndex().row()
        super().closeEditor(editor, _Hint.NoHint)
        if hint in _STEPS:
            self.go_to(row + _STEPS[hint])

    def event(self, event: QEvent) -> bool:
        """Paste means answers here, whatever it means elsewhere in the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if (
            override
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed goes into the row's number, whichever column is current."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        if index.isValid() and self.state() != QTableView.State.EditingState:
            if index.column() != YOURS:
                self.go_to(index.row())
            if event.key() in _ENTER:
                self.edit(self.answers.index(index.row(), YOURS))
                return
            if event.key() in _ERASE:
                self.answers.setData(self.answers.index(index.row(), YOURS), "")
                return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """As wide as the longest name and a long number."""
        metrics = self.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self.answers.long_names), default=60)
        self.setColumnWidth(NAME, widest + 12)
        self.setColumnWidth(YOURS, metrics.horizontalAdvance("0.00000000000") + 16)
        self.setColumnWidth(VERDICT, metrics.horizontalAdvance("↳ follows") + 14)
