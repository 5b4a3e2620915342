"""The form in which a breakpoint is written; what is wrong with it is said while it is typed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.formula.numerals import exact
from backprop_gui.formula.printed import typed
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import MOST_HITS, AnyBreakpoint
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.breakpoints.checked import log_problem, problem, whole_problem
from backprop_gui.ui.panels.breakpoints.kinds import KINDS, kind_of, level_of, text_of
from backprop_gui.ui.panels.fields.marked_field import MarkedField
from backprop_gui.ui.panels.fields.problem import Problem, Wrong, red

_MARKS = {",": (".", ","), ".": (",", ".")}
_LEAST = 44  # pixels


class BreakpointForm(QWidget):
    """`added` carries a new breakpoint, `altered` the one that is to stand for the selected."""

    added = Signal(object)
    altered = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._selected: AnyBreakpoint | None = None
        self._writing = Writing()
        self.kind, self.text, self.level = QComboBox(), MarkedField(), QLineEdit("0")
        self.hits, self.log, self.problem = QSpinBox(), MarkedField(), Problem()
        self.add, self.change = QPushButton(self.tr("Add")), QPushButton(self.tr("Change"))
        self._set_up()
        self._place()
        self._check()

    def set_session(self, session: Session) -> None:
        """Write for another session."""
        self._session = session
        self.show_breakpoint(None)

    def set_writing(self, writing: Writing) -> None:
        """Write the level with another decimal mark."""
        self._writing = writing
        self.level.setText(self.level.text().replace(*_MARKS[writing.decimal_mark]))

    def show_breakpoint(self, breakpoint_: AnyBreakpoint | None) -> None:
        """Show one that can be changed; None leaves the text, for another one to be added."""
        self._selected = breakpoint_
        if breakpoint_ is not None:
            self.kind.setCurrentIndex(kind_of(breakpoint_))
            self.text.setText(text_of(breakpoint_))
            self.level.setText(exact(level_of(breakpoint_), self._writing))
            self.hits.setValue(breakpoint_.hits)
            self.log.setText(breakpoint_.log)
        self._check()

    def refresh(self) -> None:
        """Other breakpoints, or another network: what is written may be right or wrong now."""
        self._check()

    def begin(self, name: str) -> None:
        """Write a new condition about a quantity."""
        self.kind.setCurrentIndex(0)
        self.text.setText(name)
        self.text.setFocus()
        self.text.selectAll()  # it stands for what one would type

    @property
    def written(self) -> AnyBreakpoint | None:
        """What the fields say; None where the level is no number."""
        try:
            level = typed(self.level.text())
        except BackpropError:
            return None
        text = notation.own(self._session, self.text.text().strip())
        made = KINDS[self.kind.currentIndex()].make(text, level)
        return msgspec.structs.replace(made, hits=self.hits.value(), log=self.log.text().strip())

    def _set_up(self) -> None:
        self.kind.addItems([kind.title for kind in KINDS])
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(8)
        for part in (self.text, self.log, self.hits, self.level, self.add, self.change):
            part.setMinimumWidth(_LEAST)  # the panel fits into a small window
        self.hits.setMaximumWidth(92)
        self.hits.setRange(1, MOST_HITS)
        self.hits.setPrefix(self.tr("every "))
        self.log.setPlaceholderText(self.tr("log: loss is {loss}"))
        self.level.setMaximumWidth(60)
        for field, name in (
            (self.kind, self.tr("Kind of the breakpoint")),
            (self.text, self.tr("Expression or quantity")),
            (self.level, self.tr("Level that is crossed")),
            (self.hits, self.tr("Stops at every so many-th time")),
            (self.log, self.tr("Line to write instead of stopping, as: loss is {loss}")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        for field in (self.text, self.level, self.log):
            field.textChanged.connect(self._check)
        self.hits.valueChanged.connect(self._check)
        self.kind.currentIndexChanged.connect(self._check)
        for field in (self.text, self.level, self.log):
            field.returnPressed.connect(self._enter)
        self.add.clicked.connect(lambda: self.added.emit(self.written))
        self.change.clicked.connect(lambda: self.altered.emit(self.written))

    def _place(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.text)
        for parts in (
            (self.kind, self.level),
            (self.hits, self.log),
            (self.add, self.change),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part, 1 if part in (self.kind, self.log) else 0)
            layout.addLayout(row)
        row.addStretch(1)
        layout.addWidget(self.problem)
        layout.addStretch(1)

    def _enter(self) -> None:
        """The selected one is changed; where none is, or it is as it was, another one is added."""
        (self.change if self.change.isEnabled() else self.add).click()

    def _check(self) -> None:
        kind, wanted = KINDS[self.kind.currentIndex()], self.written
        self.level.setVisible(kind.wants_level)
        self.text.setPlaceholderText(kind.hint)
        text, log = self._problems(wanted)
        self.text.mark(text.place)
        self.log.mark(log.place)
        said = text.said or log.said
        self.problem.show_problem(said)
        for field in (self.text, self.log):
            field.setAccessibleDescription(said)
        good = bool(self.text.text().strip()) and wanted is not None and not said
        known = self._session.breakpoints
        self.add.setEnabled(good and wanted not in known)
        self.change.setEnabled(good and self._selected is not None and wanted not in known)

    def _problems(self, wanted: AnyBreakpoint | None) -> tuple[Wrong, Wrong]:
        """Of the expression, and of the line that is written."""
        if wanted is None:
            said = self.tr("The level is no number; a number such as −0.25 or 1e-3 is.")
            return Wrong(red(said)), Wrong()
        log = log_problem(self._session, self.log.text())
        if not self.text.text().strip():
            return Wrong(), log
        text = problem(self._session, wanted)
        if text.said or log.said:
            return text, log
        return whole_problem(self._session, wanted), log
