"""The panel of the data set: the table of samples, beside it how they are used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.formula.numerals import NumberFormat
from backprop_gui.session.document.document import Document
from backprop_gui.session.session import Session
from backprop_gui.ui.look.fonts import follow_font, text_scale
from backprop_gui.ui.panels.data.fields import fields, note
from backprop_gui.ui.panels.data.table import SampleTable
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.panels.settings.form import Form
from backprop_gui.ui.sight import in_sight

_FORM_WIDTH = 212  # pixels at the ordinary text size


class DataPanel(QScrollArea):
    """`chosen` is the quantity in a cell of the present batch that the person went to.

    `focus_wanted` is a place in that batch, from 1; `refused` says why a number was not taken. In
    a narrow window the panel scrolls rather than to make it wider.
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
        self.table, self.form, self.note = SampleTable(session), Form(), QLabel()
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

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.table.set_numbers(numbers)

    def refresh(self) -> None:
        """The session has moved or changed."""
        if not self.isVisible():
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

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is read while the panel is hidden."""
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

    def _place(self) -> None:
        inside = QWidget()
        layout = QGridLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.table, 0, 0)
        layout.addWidget(self._side(), 0, 1)
        layout.addWidget(self.bar, 1, 0)
        layout.addWidget(self.sets, 1, 1)
        layout.setColumnStretch(0, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _side(self) -> QScrollArea:
        self.note.setWordWrap(True)
        self.note.setForegroundRole(self.note.foregroundRole().PlaceholderText)
        inside, area = QWidget(), QScrollArea()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 2, 8, 2)
        for widget in (self.note, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        follow_font(area, lambda: area.setFixedWidth(round(_FORM_WIDTH * text_scale())))
        area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area
