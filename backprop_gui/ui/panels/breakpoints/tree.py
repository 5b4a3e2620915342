"""The list of breakpoints, each with its switch; below them the faults."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import (
    AnyBreakpoint,
    Computed,
    Condition,
    Fault,
    Line,
    Watchpoint,
    label,
)
from backprop_gui.session.stops.faults.table import FAULTS
from backprop_gui.ui import theme

WHAT, KIND, HITS, LOG = range(4)
_ROLE = Qt.ItemDataRole.UserRole
_KINDS = {Line: "line", Computed: "quantity", Condition: "condition", Watchpoint: "watchpoint"}


class BreakpointTree(QTreeWidget):
    """`switched` carries a breakpoint and its new switch, `chosen` the selected one or None."""

    switched = Signal(object, bool)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Breakpoints"))
        self.setHeaderLabels(
            [self.tr("Stop when"), self.tr("Kind"), self.tr("Hits"), self.tr("Log")]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.itemChanged.connect(self._switch)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.selected))

    @property
    def selected(self) -> AnyBreakpoint | None:
        """The breakpoint that is selected; a fault also where it has never been switched on."""
        item = self.currentItem()
        found: AnyBreakpoint | None = None if item is None else item.data(WHAT, _ROLE)
        return found

    def show_session(self, session: Session) -> None:
        """List a session's breakpoints and all faults."""
        row = self.currentIndex().row()
        with QSignalBlocker(self):
            self.clear()
            for breakpoint_ in session.breakpoints:
                if not isinstance(breakpoint_, Fault):
                    self._add(session, breakpoint_, label(breakpoint_))
            for name, entry in FAULTS.items():
                self._add(session, fault_of(session, name), entry.title)
            self.setCurrentIndex(self.model().index(row, WHAT))
        self.chosen.emit(self.selected)

    def _add(self, session: Session, breakpoint_: AnyBreakpoint, title: str) -> None:
        stopped = session.stopped
        here = stopped is not None and stopped.breakpoint == breakpoint_
        problem = session.problem(breakpoint_)
        hits = self._hits(session, breakpoint_)
        kind = _KINDS.get(type(breakpoint_), self.tr("fault"))
        mark = "➜ " if here else "⚠ " if problem else ""
        item = QTreeWidgetItem([mark + title, kind, hits, breakpoint_.log])
        on = breakpoint_.enabled and breakpoint_ in session.breakpoints
        item.setCheckState(WHAT, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(WHAT, _ROLE, breakpoint_)
        item.setToolTip(WHAT, problem or title)
        item.setToolTip(HITS, self.tr("How often it was met since the run began"))
        if problem:
            item.setForeground(WHAT, QColor(theme.current().error))
        if here:
            font = item.font(WHAT)
            font.setBold(True)
            item.setFont(WHAT, font)
        self.addTopLevelItem(item)

    def _hits(self, session: Session, breakpoint_: AnyBreakpoint) -> str:
        """Since the run began; with every how many it stops."""
        count = session.hits.of(breakpoint_)
        if breakpoint_.hits > 1:
            return self.tr("{} · every {}").format(count, breakpoint_.hits)
        return str(count) if count else ""

    def _switch(self, item: QTreeWidgetItem, column: int) -> None:
        if column == WHAT:
            on = item.checkState(WHAT) is Qt.CheckState.Checked
            self.switched.emit(item.data(WHAT, _ROLE), on)


def fault_of(session: Session, name: str) -> Fault:
    """A session's breakpoint for a fault; one that is off where there is none yet."""
    known = (b for b in session.breakpoints if isinstance(b, Fault) and b.fault == name)
    return next(known, Fault(fault=name, enabled=False))
