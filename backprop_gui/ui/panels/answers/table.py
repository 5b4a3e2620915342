"""The worksheet's table: Enter accepts a number and goes on to the next row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.marking.reading import column_of
from backprop_gui.ui.look.fonts import fixed_font, follow_font
from backprop_gui.ui.panels.answers.model import NAME, REMARK, VERDICT, YOURS, AnswerModel
from backprop_gui.ui.panels.lists.across import Across, CellLine
from backprop_gui.ui.panels.lists.row_look import make_rows

_Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QTableView.EditTrigger
_STEPS = {_Hint.SubmitModelCache: 1, _Hint.EditNextItem: 1, _Hint.EditPreviousItem: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD, _INDENT = 10, 12  # pixels, of a column, of a remark
_USUAL, _LEAST = "0.00000000000", "0.00000"  # of the column of numbers
_ERASE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnswerTable(QTableView):
    """A key that is typed begins a number; Delete takes it away.

    `pasted` asks for answers with their names; a bare column of numbers goes into the rows.
    """

    pasted = Signal()

    def __init__(self, model: AnswerModel) -> None:
        super().__init__()
        self.answers = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Worksheet: your answers"))
        make_rows(self)
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            _Trigger.AnyKeyPressed | _Trigger.DoubleClicked | _Trigger.EditKeyPressed
        )
        self.setColumnHidden(REMARK, True)  # they stand below
        self._remarks = Across(self, lambda: model.remarks, above=False, indent=_INDENT)
        self.setItemDelegate(CellLine(self, self._remarks))
        follow_font(self, self.fit_columns)
        model.modelReset.connect(self.fit_columns)
        model.modelReset.connect(self._span_headings)
        model.dataChanged.connect(self._remarks.fit)

    def go_to(self, row: int) -> None:
        """Make a row the current one, ready for its number."""
        self._go(row, 1)

    def _go(self, row: int, step: int) -> None:
        """To a row, or past the headings there."""
        while self.answers.heading(row) is not None:
            row += step
        if 0 <= row < self.answers.rowCount():
            self.setCurrentIndex(self.answers.index(row, YOURS))

    @property
    def is_typing(self) -> bool:
        """Whether a number is being typed."""
        return self.state() == QTableView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        """Enter and Tab go on to the next row, Shift+Tab back."""
        row = self.currentIndex().row()
        super().closeEditor(editor, _Hint.NoHint)
        if hint in _STEPS:
            self._go(row + _STEPS[hint], _STEPS[hint])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current row stays in sight when the details take room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remarks over the cells."""
        super().paintEvent(event)
        self._remarks.paint(QPainter(self.viewport()))

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
            self._paste()
            return
        if index.isValid() and self.state() != QTableView.State.EditingState:
            if index.column() != YOURS:
                self.go_to(index.row())
            if event.key() in _ENTER:
                self.edit(self.answers.index(index.row(), YOURS))
                return
            if event.key() in _ERASE:
                self.answers.erase(self._selected())
                return
        super().keyPressEvent(event)

    def _selected(self) -> list[int]:
        """The rows of the selection, from above."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        return sorted(rows | {self.currentIndex().row()})

    def _paste(self) -> None:
        """A bare column of numbers goes into the rows from the first selected one on."""
        numbers = column_of(QGuiApplication.clipboard().text())
        if not numbers or not self.currentIndex().isValid():
            self.pasted.emit()
            return
        try:
            self.answers.fill(self._selected()[0], numbers)
        except BackpropError as problem:
            self.answers.refused.emit(str(problem))

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in self.answers.headings:
            self.setSpan(row, NAME, 1, self.answers.columnCount())

    def fit_columns(self) -> None:
        """Columns as wide as the longest name and a long number; the number yields."""
        metrics = self.fontMetrics()
        names = max(map(metrics.horizontalAdvance, self.answers.long_names), default=60) + _PAD
        verdict = metrics.horizontalAdvance("↳ follows") + _PAD
        left = self.viewport().width() - names - verdict
        digits = QFontMetrics(fixed_font())
        usual, least = (digits.horizontalAdvance(text) + _PAD for text in (_USUAL, _LEAST))
        self.setColumnWidth(NAME, names)
        self.setColumnWidth(YOURS, max(min(usual, left), least))
        self.setColumnWidth(VERDICT, verdict)
        self._remarks.fit()
