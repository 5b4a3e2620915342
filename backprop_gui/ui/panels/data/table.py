"""The table of samples: a person chooses cells and types numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.look.fonts import fit_rows, follow_font
from backprop_gui.ui.panels.data.model import USE, SampleModel

_PAD, _LEAST = 12, "0.00"  # pixels; what can be typed into the narrowest column
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Block:
    """Samples, and the columns of their numbers, both from 1, in order."""

    samples: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.samples) * len(self.columns)


class SampleTable(QTableView):
    """`went_to` is the row that became the current one by the person's doing.

    Typing, F2 or a double click begins an edit; Enter takes it.
    """

    went_to = Signal(int)
    selection_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.samples = SampleModel(session)
        self.setModel(self.samples)
        self.setAccessibleName(self.tr("Samples"))
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fit_rows(self, 6)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        columns.setMinimumSectionSize(24)
        columns.setHighlightSections(False)
        self.set_writing(Writing())
        self.samples.modelReset.connect(self.fit)
        follow_font(self, self._follow)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.samples.set_writing(writing)
        self._widest = f"−0.00{writing.digits * '0'}"
        self.fit()

    @property
    def block(self) -> Block:
        """What is selected, filled up to a rectangle; the first column alone is whole samples."""
        rows, columns = set[int](), set[int]()
        selection = self.selectionModel().selection()
        for part in (selection.at(n) for n in range(selection.count())):
            rows.update(range(part.top() + 1, part.bottom() + 2))
            columns.update(range(part.left(), part.right() + 1))
        columns.discard(USE)
        if rows and not columns:
            columns = set(range(1, self.samples.columnCount()))
        return Block(tuple(sorted(rows)), tuple(sorted(columns)))

    def select_samples(self, numbers: tuple[int, ...]) -> None:
        """Select whole samples, the first of them the current one."""
        select = self.selectionModel().SelectionFlag
        column = max(self.currentIndex().column(), USE)
        first = self.samples.index(numbers[0] - 1, column)
        self.selectionModel().setCurrentIndex(first, select.ClearAndSelect | select.Rows)
        for number in numbers[1:]:
            row = self.samples.index(number - 1, column)
            self.selectionModel().select(row, select.Select | select.Rows)

    def go_to(self, row: int) -> None:
        """Make a row the current one, in the column where the person is."""
        if row != self.currentIndex().row():
            self.select_cell(row, max(self.currentIndex().column(), USE))

    def select_cell(self, row: int, column: int) -> None:
        """Select one cell alone, whichever keys are held."""
        index, only = self.samples.index(row, column), self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(index, only.ClearAndSelect)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.went_to.emit(current.row())

    def _tell(self) -> None:
        self.selection_changed.emit()

    def _follow(self) -> None:
        self.samples.forget_fonts()
        self.fit()

    def fit(self) -> None:
        """Columns as wide as their numbers; of many numbers, as all digits need."""
        numbers = QFontMetrics(self.samples.font(USE + 1, bold=True))
        usual = numbers.horizontalAdvance(self._widest) + _PAD
        self.horizontalHeader().setDefaultSectionSize(usual)
        for column in range(USE + 1, self.samples.columnCount()):
            known = self.samples.widest(column)
            own = max(map(numbers.horizontalAdvance, (*known, _LEAST))) + _PAD
            head = self.horizontalHeader().sectionSizeHint(column)
            self.setColumnWidth(column, max(min(own, usual), head) if known else usual)
        words = QFontMetrics(self.samples.font(USE, bold=True))
        self.setColumnWidth(USE, words.horizontalAdvance(self.tr("validation")) + _PAD)
