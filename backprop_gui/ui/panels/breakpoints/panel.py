"""All breakpoints and faults, and the form below them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, Fault
from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.panels.breakpoints.fault_form import FaultForm
from backprop_gui.ui.panels.breakpoints.form import BreakpointForm
from backprop_gui.ui.panels.breakpoints.tree import BreakpointTree
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.widgets.elided_label import ElidedLabel

# The canvas above is always wider; a restored window does not grow for a panel behind others.
_LEAST, _WIDE = 120, 420  # pixels; at the ordinary text size
_WRITTEN, _FAULT = 0, 1


class BreakpointsPanel(QWidget):
    """`refused` says why something cannot be done."""

    selection_changed = Signal()
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self._writing = Writing()
        self.reason = ElidedLabel()
        self.reason.setContentsMargins(6, 0, 6, 0)
        self.tree = BreakpointTree()
        self.bar = ActionBar(self.tree)
        self.form, self.fault_form = BreakpointForm(session), FaultForm()
        self.forms = QStackedWidget()
        for form in (self.form, self.fault_form):
            self.forms.addWidget(_scrolled(form))
        self._join()
        self._place()
        self.refresh()

    def _place(self) -> None:
        self.setMinimumWidth(_LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(2)
        rest = QVBoxLayout()
        rest.setSpacing(2)
        rest.addWidget(self.bar)
        rest.addWidget(self.forms, 1)
        policy = QSizePolicy.Policy
        for part in (self.tree, self.forms):  # they share what there is; each scrolls
            part.setSizePolicy(policy.Expanding, policy.Ignored)
        self._body.addWidget(self.tree, 5)
        self._body.addLayout(rest, 3)
        layout.addWidget(self.reason)
        layout.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a wide panel all else stands beside the list, which has all of the height."""
        super().resizeEvent(event)
        least, direction = max(_WIDE * text_scale(), self.height()), QBoxLayout.Direction
        wide = self.width() > least
        self._body.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._shown = session, None
        self.form.set_session(session)
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing, self._shown = writing, None
        for form in (self.form, self.fault_form):
            form.set_writing(writing)
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        session = self._session
        shown = (session.breakpoints, session.stopped, session.network)
        if shown != self._shown:
            self._shown = shown
            stop = session.stopped
            said = written(stop.sentence, self._writing) if stop else ""
            self.reason.setText(self.tr("Stopped: {}").format(said))
            self.reason.setVisible(stop is not None)
            self.tree.show_session(session, self._writing)
            self.form.refresh()
        else:
            self.tree.show_hits(session)

    def begin(self, name: str) -> None:
        """Write a new breakpoint about a quantity."""
        self.tree.setCurrentIndex(QModelIndex())
        self.forms.setCurrentIndex(_WRITTEN)
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
        self.tree.activated.connect(lambda _: self._edit())
        self.form.added.connect(self._add)
        self.form.altered.connect(self._alter)
        self.fault_form.altered.connect(self._set_fault)

    def _edit(self) -> None:
        """Enter, or a double click, leads from the list into the form."""
        fault = self.forms.currentIndex() == _FAULT
        fields = [*self.fault_form.fields.values()] if fault else [self.form.text]
        for field in fields[:1]:
            field.setFocus()
            field.selectAll()

    def _show_form(self, selected: AnyBreakpoint | None) -> None:
        if isinstance(selected, Fault):
            self.fault_form.show_fault(selected)
            self.forms.setCurrentIndex(_FAULT)
        else:
            self.form.show_breakpoint(selected)
            self.forms.setCurrentIndex(_WRITTEN)
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


def _scrolled(form: QWidget) -> QScrollArea:
    """Whatever a form has to say, it takes no room from the list."""
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _switched(breakpoint_: AnyBreakpoint, on: bool) -> AnyBreakpoint:
    return msgspec.structs.replace(breakpoint_, enabled=on)
