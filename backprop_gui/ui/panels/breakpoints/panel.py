"""All breakpoints and faults, and the form below them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, Fault
from backprop_gui.ui.panels.bar import ActionBar
from backprop_gui.ui.panels.breakpoints.fault_form import FaultForm
from backprop_gui.ui.panels.breakpoints.form import BreakpointForm
from backprop_gui.ui.panels.breakpoints.tree import BreakpointTree

# The canvas above is always wider; a restored window does not grow for a panel behind others.
_LEAST = 120


class BreakpointsPanel(QWidget):
    """`refused` says why something cannot be done."""

    selection_changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setContentsMargins(6, 4, 6, 0)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tree = BreakpointTree()
        self.bar = ActionBar(self.tree)
        self.form, self.fault_form = BreakpointForm(session), FaultForm()
        self.forms = QStackedWidget()
        self.forms.addWidget(self.form)
        self.forms.addWidget(self.fault_form)
        self._join()
        self.setMinimumWidth(_LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self.reason, 1)
        head.addWidget(self.bar)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.forms)
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._shown = session, None
        self.form.set_session(session)
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        session = self._session
        shown = (session.breakpoints, session.stopped, session.network)
        if shown != self._shown:
            self._shown = shown
            stop = session.stopped
            self.reason.setText(self.tr("Stopped: {}").format(stop.sentence) if stop else "")
            self.tree.show_session(session)
            self.form.refresh()
        else:
            self.tree.show_hits(session)

    def begin(self, name: str) -> None:
        """Write a new breakpoint about a quantity."""
        self.tree.setCurrentIndex(QModelIndex())
        self.forms.setCurrentWidget(self.form)
        self.form.begin(name)

    @property
    def can_remove(self) -> bool:
        """Whether a breakpoint is selected."""
        return self.tree.selected in self._session.breakpoints

    def remove(self) -> None:
        """Remove the selected breakpoint."""
        if self.can_remove and (selected := self.tree.selected):
            self._session.remove_breakpoint(selected)

    def _join(self) -> None:
        self.tree.chosen.connect(self._show_form)
        self.tree.switched.connect(self._switch)
        self.form.added.connect(self._add)
        self.form.altered.connect(self._alter)
        self.fault_form.altered.connect(self._set_fault)

    def _show_form(self, selected: AnyBreakpoint | None) -> None:
        if isinstance(selected, Fault):
            self.fault_form.show_fault(selected)
            self.forms.setCurrentWidget(self.fault_form)
        else:
            self.form.show_breakpoint(selected)
            self.forms.setCurrentWidget(self.form)
        self.selection_changed.emit()

    def _switch(self, breakpoint_: AnyBreakpoint, on: bool) -> None:
        """The list is made anew only after the click has been dealt with."""
        QTimer.singleShot(0, self, lambda: self._put(breakpoint_, _switched(breakpoint_, on)))

    def _add(self, new: AnyBreakpoint) -> None:
        self._attempt(new, None)

    def _alter(self, new: AnyBreakpoint) -> None:
        if selected := self.tree.selected:
            self._put(selected, msgspec.structs.replace(new, enabled=selected.enabled))

    def _set_fault(self, settings: dict[str, float]) -> None:
        fault = self.tree.selected
        if isinstance(fault, Fault) and settings != fault.settings:
            new = msgspec.structs.replace(fault, settings=settings)
            QTimer.singleShot(0, self, lambda: self._put(fault, new))

    def _put(self, old: AnyBreakpoint, new: AnyBreakpoint) -> None:
        self._attempt(new, old if old in self._session.breakpoints else None)

    def _attempt(self, new: AnyBreakpoint, old: AnyBreakpoint | None) -> None:
        try:
            if old is None:
                self._session.add_breakpoint(new)
            else:
                self._session.change_breakpoint(old, new)
        except BackpropError as refusal:
            self.refused.emit(str(refusal))


def _switched(breakpoint_: AnyBreakpoint, on: bool) -> AnyBreakpoint:
    return msgspec.structs.replace(breakpoint_, enabled=on)
