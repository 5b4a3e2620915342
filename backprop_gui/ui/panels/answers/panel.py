"""The panel of answers: the worksheet, what is said about the selected answer, commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.sheet import Cell
from backprop_gui.report.marked import summary
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.answers.diagnosis_view import DiagnosisView
from backprop_gui.ui.panels.answers.marks import Marks, When
from backprop_gui.ui.panels.answers.model import AnswerModel
from backprop_gui.ui.panels.answers.table import AnswerTable
from backprop_gui.ui.panels.answers.tolerance import ToleranceField
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.widgets.splitter import Splitter

_PAUSE = 150  # milliseconds after the last number before the sheet is marked
_SLICE = 0.02  # seconds
_TABLE, _DETAILS = 540, 460  # of the panel's height, in parts
_SLOWER, _LONGEST = 3, 2000  # times as long as marking took the last time; at most so long


class AnswersPanel(QWidget):
    """Marks the session's answers while nothing runs. `refused` says why a text is no number."""

    refused = Signal(str)
    selection_changed = Signal()

    def __init__(self, session: Session, is_running: Callable[[], bool]) -> None:
        super().__init__()
        self._session, self._is_running = session, is_running
        self.marks = Marks(session)
        self.model = AnswerModel(session)
        self.model.refused.connect(self.refused)
        self.table = AnswerTable(self.model)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setContentsMargins(8, 2, 8, 2)
        self.tolerance = ToleranceField()
        self.tolerance.chosen.connect(self._be_lenient)
        self.details = DiagnosisView()
        self.bar = ActionBar(self.table, last=self.tolerance)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._mark_if_idle)
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._go_on)
        self._lay_out()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.marks.set_session(session)
        self.model.set_session(session)
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with another decimal mark, names in another notation."""
        self.details.set_writing(writing)
        self.model.rename()
        self.table.fit_columns()
        self.refresh()

    def set_when(self, when: When) -> None:
        """When to mark: at once, at the end of a phase, or on demand."""
        self.marks.when = when
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        if not self.isVisible():
            return
        if not self.marks.current and self.marks.when != "demand":
            taken = int(1000 * _SLOWER * self.marks.seconds)
            self._later.start(min(max(_PAUSE, taken), _LONGEST))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is marked while the panel is hidden."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def begin(self) -> None:
        """Let the person type: at the current row, else at the first that is blank."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.go_to(0)

    def mark(self) -> None:
        """Begin to mark all answers now; raises BackpropError."""
        self._later.stop()
        self.marks.begin()
        self._slices.start(0)
        self._go_on()

    @property
    def is_marking(self) -> bool:
        """Whether answers are being marked, or will be in a moment."""
        return self._later.isActive() or self._slices.isActive()

    @property
    def blamed(self) -> Cell | None:
        """Where the mistake of the selected answer was made; of a right one, its own place."""
        verdict, diagnosis = self.details.verdict, self.details.diagnosis
        if diagnosis is not None:
            return diagnosis.place
        if verdict is None or isinstance(verdict.quantity, str):
            return None
        return Cell(verdict.iteration, verdict.quantity)

    @property
    def selected(self) -> str:
        """The quantity of the row that the person went to; "" for none."""
        index = self.table.currentIndex()
        return self.model.name(index.row()) if index.isValid() else ""

    @property
    def is_at_a_right_one(self) -> bool:
        """Whether the selected answer has been marked as right."""
        verdict = self.model.verdict(self.table.currentIndex().row())
        return verdict is not None and verdict.verdict == "right"

    def next_mistake(self) -> None:
        """Select the next wrong answer of this iteration, after the last the first."""
        count, row = self.model.rowCount(), self.table.currentIndex().row()
        for n in (*range(row + 1, count), *range(row + 1)):
            verdict = self.model.verdict(n)
            if verdict is not None and verdict.verdict == "wrong":
                self.table.go_to(n)
                return

    def _be_lenient(self, tolerance: float) -> None:
        self._session.set_tolerance(tolerance)

    def _mark_if_idle(self) -> None:
        if self._is_running() or self.marks.current:
            return
        if self.table.is_typing:  # a keystroke waits for nothing
            self._later.start(_PAUSE)
            return
        try:
            self.mark()
        except BackpropError as problem:
            self.refused.emit(str(problem))

    def _go_on(self) -> None:
        """Mark a little between two looks at the keys; what was changed meanwhile comes later."""
        self._slices.setInterval(_PAUSE if self.table.is_typing else 0)
        if self.table.is_typing:
            return
        if not self.marks.advance(_SLICE):
            self._slices.stop()
            self._show()
        elif progress := self.marks.progress:
            self.summary.setText(self.tr("Looking for the causes… {} of {}").format(*progress))

    def _show(self) -> None:
        shown = self.marks.shown
        told = notation.shown(self._session, summary(shown))
        self.model.refresh(shown)
        self.tolerance.show_tolerance(self._session.tolerance)
        self.summary.setText(self._summary(bool(shown.verdicts), told))
        self._tell()

    def _summary(self, marked: bool, told: str) -> str:
        if not self._session.answers:
            return self.tr("Type the numbers that you worked out, import them, or paste them.")
        if marked:
            return told
        if self.marks.when == "phase":
            return self.tr("A phase is marked when you have stepped through it or answered it.")
        return self.tr("Not marked yet.")

    def _tell(self) -> None:
        index = self.table.currentIndex()
        self.details.show_verdict(self.model.verdict(index.row()) if index.isValid() else None)
        self.selection_changed.emit()

    def _lay_out(self) -> None:
        border = self.tr("Border between the worksheet and the verdict")
        split = Splitter(Qt.Orientation.Vertical, border)
        for half in (self.table, self.details):
            half.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            split.addWidget(half)
        split.setChildrenCollapsible(False)
        split.setSizes([_TABLE, _DETAILS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addWidget(self.bar)
