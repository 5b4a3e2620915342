"""The panel of the data set: the table of samples, beside it how they are used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from backprop_gui.formula.writing import Writing
from backprop_gui.session.document.document import Document
from backprop_gui.session.session import Session
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.panels.data.fields import fields, note
from backprop_gui.ui.panels.data.side import SIDE_WIDTH, Side
from backprop_gui.ui.panels.data.table import SampleTable
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.panels.settings.form import Form

_TABLE_WIDTH = 250  # pixels at the ordinary text size
# The grid's cells of the table, its buttons, the form, the buttons for whole sets.
_BESIDE = ((0, 0), (1, 0), (0, 1), (1, 1))
_BELOW = ((0, 0), (1, 0), (3, 0), (2, 0))


class DataPanel(QScrollArea):
    """`chosen` is the quantity in a cell of the present batch that the person went to.

    `focus_wanted` is a place in that batch, from 1; `refused` says why a number was not taken. In
    a small window the panel scrolls down rather than to make it wider.
    """

    chosen = Signal(str)
    focus_wanted = Signal(int)
    refused = Signal(str)
    selection_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._document: Document | None = None
        self._focused = -1
        self._fitted: tuple[object, ...] = ()
        self.table, self.form, self.note = SampleTable(session), Form(), QLabel()
        self.side = Side(self.note, self.form)
        self.bar, self.sets = ActionBar(self.table), ActionBar(self.table)
        self.table.samples.refused.connect(self.refused)
        self.table.went_to.connect(self._go_to)
        self.table.clicked.connect(lambda index: self._go_to(index.row()))
        self.table.selection_changed.connect(self.selection_changed)
        self.form.accepted.connect(self.refresh)
        self._place()

    @property
    def selected(self) -> tuple[int, ...]:
        """The selected samples, by their numbers from 1; none while the panel is out of sight."""
        return self.table.block.samples if in_sight(self) else ()

    def select(self, numbers: tuple[int, ...]) -> None:
        """Select samples, also such as have just come."""
        self.refresh()
        self.table.select_samples(numbers)

    def is_in_a_later_batch(self, row: int) -> bool:
        """Whether a sample, from 0, is trained on, but not in the present batch."""
        training = self._session.document.batching.samples
        return 0 <= row < training and self.table.samples.place(row) is None

    def set_session(self, session: Session) -> None:
        """Show another session's data."""
        self._session, self._document, self._focused = session, None, -1
        self.table.samples.set_session(session)
        self.form.show_fields(())
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.table.set_writing(writing)

    def refresh(self) -> None:
        """The session has moved or changed."""
        if not (self.isVisible() and in_sight(self)):
            return
        current = self.table.currentIndex()
        row, column = current.row(), current.column()
        self.table.samples.refresh()
        if not self.table.currentIndex().isValid():
            self._return_to(row, column)
        self._follow_focus(row)
        if self._session.document is not self._document:
            self._document = self._session.document
            self.form.show_fields(list(fields(self._session)))
            self.note.setText(note(self._session))
        self._fit_table()

    def _fit_table(self) -> None:
        """To other numbers: they change by edits, which are made at a position."""
        session = self._session
        numbers = (session.document, session.edits, session.position.iteration)
        if numbers != self._fitted:
            self._fitted = numbers
            self.table.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is read while the panel is out of sight."""
        super().showEvent(event)
        self.refresh()

    def _return_to(self, row: int, column: int) -> None:
        """After rows have come or gone, to the cell at the same place."""
        samples = self.table.samples
        if row >= 0:
            last, right = samples.rowCount() - 1, samples.columnCount() - 1
            self.table.select_cell(min(row, last), min(column, right))

    def _follow_focus(self, row: int) -> None:
        """Unless the person is looking at another sample."""
        before, self._focused = self._focused, self.table.samples.focused
        if self._focused != before and (row in (before, -1) or not self.table.hasFocus()):
            self.table.go_to(self._focused)

    def _go_to(self, row: int) -> None:
        place = self.table.samples.place(row)
        if place is None:
            return
        if row != self._focused:
            self.focus_wanted.emit(place)
        if name := self.table.samples.name(row, self.table.currentIndex().column()):
            self.chosen.emit(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the table, all else stands below it."""
        super().resizeEvent(event)
        beside = self.width() >= (SIDE_WIDTH + _TABLE_WIDTH) * text_scale()
        if beside != self._beside:
            self._arrange(beside)

    def _arrange(self, beside: bool) -> None:
        self._beside = beside
        places = _BESIDE if beside else _BELOW
        for part, (row, column) in zip(self._parts, places, strict=True):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, row, column)
        self.side.stand(beside=beside)
        policy = QSizePolicy.Policy
        for part in (self.table, self.side):  # beside each other they take what there is
            part.setSizePolicy(policy.Expanding, policy.Ignored if beside else policy.Preferred)

    def _place(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
        self._parts = (self.table, self.bar, self.side, self.sets)
        self._arrange(beside=True)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
