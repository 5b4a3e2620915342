"""The form in which a breakpoint is written; what is wrong with it is said while it is typed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.panels.breakpoints.checked import log_problem, problem
from backprop_gui.ui.panels.breakpoints.kinds import KINDS, kind_of, level_of, text_of
from backprop_gui.ui.panels.problem import Problem, red
from backprop_gui.ui.typed_number import parse_number

_MOST_HITS = 1_000_000_000


class BreakpointForm(QWidget):
    """`added` carries a new breakpoint, `altered` the one that is to stand for the selected."""

    added = Signal(object)
    altered = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._selected: AnyBreakpoint | None = None
        self.kind, self.text, self.level = QComboBox(), QLineEdit(), QLineEdit("0")
        self.hits, self.log, self.problem = QSpinBox(), QLineEdit(), Problem()
        self.add, self.change = QPushButton(self.tr("Add")), QPushButton(self.tr("Change"))
        self._set_up()
        self._place()
        self._check()

    def set_session(self, session: Session) -> None:
        """Write for another session."""
        self._session = session
        self.show_breakpoint(None)

    def show_breakpoint(self, breakpoint_: AnyBreakpoint | None) -> None:
        """Show one that can be changed; None leaves the text, for another one to be added."""
        self._selected = breakpoint_
        if breakpoint_ is not None:
            self.kind.setCurrentIndex(kind_of(breakpoint_))
            self.text.setText(text_of(breakpoint_))
            self.level.setText(f"{level_of(breakpoint_):g}")
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
            level = parse_number(self.level.text())
        except BackpropError:
            return None
        made = KINDS[self.kind.currentIndex()].make(self.text.text().strip(), level)
        return msgspec.structs.replace(made, hits=self.hits.value(), log=self.log.text().strip())

    def _set_up(self) -> None:
        self.kind.addItems([kind.title for kind in KINDS])
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(8)
        for part, least in ((self.text, 60), (self.log, 50), (self.hits, 50), (self.level, 40)):
            part.setMinimumWidth(least)  # the panel fits into a small window
        self.hits.setMaximumWidth(90)
        self.hits.setRange(1, _MOST_HITS)
        self.log.setPlaceholderText(self.tr("stops; or writes, as: loss is {loss}"))
        self.level.setMaximumWidth(60)
        for field, name in (
            (self.kind, self.tr("Kind of the breakpoint")),
            (self.text, self.tr("Expression or quantity")),
            (self.level, self.tr("Level that is crossed")),
            (self.hits, self.tr("Stops at every so many-th time")),
            (self.log, self.tr("Line to write instead of stopping")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
        for field in (self.text, self.level, self.log):
            field.textChanged.connect(self._check)
        self.hits.valueChanged.connect(self._check)
        self.kind.currentIndexChanged.connect(self._check)
        for field in (self.text, self.log):
            field.returnPressed.connect(self.add.click)
        self.add.clicked.connect(lambda: self.added.emit(self.written))
        self.change.clicked.connect(lambda: self.altered.emit(self.written))

    def _place(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 2, 6, 4)
        grid.setVerticalSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(6)
        second.setSpacing(6)
        for part in (self.text, self.kind, self.level):
            first.addWidget(part, 1 if part is self.text else 0)
        for words, field in ((self.tr("every"), self.hits), (self.tr("log"), self.log)):
            second.addWidget(QLabel(words))
            second.addWidget(field, 1 if field is self.log else 0)
        grid.addLayout(first, 0, 0)
        grid.addWidget(self.add, 0, 1)
        grid.addLayout(second, 1, 0)
        grid.addWidget(self.change, 1, 1)
        grid.addWidget(self.problem, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def _check(self) -> None:
        kind, wanted = KINDS[self.kind.currentIndex()], self.written
        self.level.setVisible(kind.wants_level)
        self.text.setPlaceholderText(kind.hint)
        said = self._said(wanted)
        self.problem.show_problem(said)
        for field in (self.text, self.log):
            field.setAccessibleDescription(said)
        good = bool(self.text.text().strip()) and wanted is not None and not said
        known = self._session.breakpoints
        self.add.setEnabled(good and wanted not in known)
        self.change.setEnabled(good and self._selected is not None and wanted not in known)

    def _said(self, wanted: AnyBreakpoint | None) -> str:
        if wanted is None:
            return red(self.tr("The level is no number; a number such as −0.25 or 1e-3 is."))
        if not self.text.text().strip():
            return log_problem(self._session, wanted.log)
        return problem(self._session, wanted)
