"""Why a quantity has its value: formula, numbers put in, result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.equations.view import EquationView
from backprop_gui.ui.look import notation, theme
from backprop_gui.ui.look.selectable import SELECTABLE
from backprop_gui.ui.panels.explanation.asked import Asked
from backprop_gui.ui.panels.explanation.lines import FEW, Shown, read
from backprop_gui.ui.panels.explanation.related_view import RelatedView


class ExplanationPanel(QWidget):
    """Shows the element just computed; a quantity that was chosen, until the next step.

    `turned` carries the name of one that was asked for in the panel itself.
    """

    turned = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._writing, self._chosen = session, Writing(), ""
        self._shown: Shown | None = None
        self._position, self._limit, self._asked = session.position, FEW, Asked()
        self._waiting = False
        self.title = _label()
        self.equations = EquationView()
        self.related = RelatedView()
        self.related.asked.connect(self.ask)
        self.related.more_wanted.connect(self._list)
        self.remarks = _label()
        self.remarks.setContentsMargins(10, 2, 10, 8)
        self.title.setContentsMargins(10, 8, 10, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 6, 0)
        self._head.addWidget(self.title, 1)
        layout.addLayout(self._head)
        layout.addWidget(self.equations, 1)
        layout.addWidget(self.related)
        layout.addWidget(self.remarks)
        for part in (self.title, self.equations, self.remarks):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the panel has one
        self.addActions(self.equations.actions())
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)

    def show_ways(self, actions: Iterable[QAction]) -> None:
        """Buttons beside the title: back and forward."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.toolTip())
            self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def shown(self) -> Shown | None:
        """What is explained; None at the very beginning."""
        return self._shown

    @property
    def name(self) -> str:
        """The name of what is explained; "" at the very beginning."""
        return self._shown.name if self._shown else ""

    def explain(self, name: str) -> None:
        """Explain this quantity until the next step; "" goes back to the current one."""
        self._chosen, self._limit = name, FEW
        self.refresh()

    def ask(self, name: str) -> None:
        """Explain a quantity, so that one can go back to what is explained now."""
        self._asked.ask(name, self.name)
        self._turn_to(name)

    def step(self, by: int) -> None:
        """Back (-1) and forward (1) through what has been asked."""
        if name := self._asked.step(by, self.name):
            self._turn_to(name)

    def can_step(self, by: int) -> bool:
        """Whether something has been asked before (-1) or after (1)."""
        return self._asked.can_step(by, self.name)

    def _turn_to(self, name: str) -> None:
        self.explain(name)
        self.turned.emit(name)

    def _list(self, limit: int) -> None:
        self._limit = limit
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._chosen, self._asked = session, "", Asked()
        self._position, self._limit = session.position, FEW
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        stepped = self._session.position != self._position
        if stepped:
            self._position, self._chosen, self._limit = self._session.position, "", FEW
        shown, self._waiting = self._read(), False
        if shown == self._shown and shown is not None:
            return
        self._shown = shown
        self.equations.show_lines(shown.lines if shown else ())
        self._write()
        if stepped and shown and QAccessible.isActive():
            said = f"{self._spelled(shown.title)}: {shown.told} {shown.lines[-1].text}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def wait(self) -> None:
        """A run computes: numbers of where it began are no longer those that are shown around."""
        if not self._waiting:
            self._waiting, self._shown = True, None
            self.equations.show_lines(())
            self._write()

    def copy_latex(self) -> None:
        """Put the equations on the clipboard."""
        self.equations.copy("latex")

    def changeEvent(self, event: QEvent) -> None:
        """Write the remarks in the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _read(self) -> Shown | None:
        name = self._chosen or str(self._session.current or "")
        if not name:
            return None
        try:
            return read(self._session, name, self._writing, self._limit)
        except BackpropError:  # what was chosen has gone with an undone edit or another session
            return None

    def _remarks(self, shown: Shown) -> Iterator[str]:
        """What has to be known about the number, the most important first."""
        colours = theme.current()
        if not shown.known:
            yield _said(colours.muted, self.tr("Not computed yet in this iteration."))
        if shown.stale:
            said = self.tr("Computed before the edit: a source has been changed since.")
            yield _said(colours.stale, f"⚠ {said}")
        if shown.reason:
            yield _said(colours.error, f"⚠ {self._spelled(shown.reason)}")
        if shown.agreement:
            yield _said(colours.text, self._spelled(shown.agreement))
        if shown.note:
            yield _said(colours.muted, self._spelled(shown.note))

    def _said_of_none(self) -> str:
        if self._waiting:
            return self.tr("Running: explained where it stops.")
        return self.tr("Nothing has been computed yet. Step with F11 or F10.")

    def _spelled(self, text: str) -> str:
        return notation.shown(self._session, text)

    def _write(self) -> None:
        shown, colours = self._shown, theme.current()
        self.related.show_related(shown)
        if shown is None:
            self.title.setText(self._said_of_none())
            self.remarks.hide()
            return
        title = escape(self._spelled(shown.title[:1].upper() + shown.title[1:]))
        name = escape(shown.told)
        self.title.setText(f"<b>{title}</b> <span style='color:{colours.muted}'>{name}</span>")
        remarks = list(self._remarks(shown))
        self.remarks.setText("<br>".join(remarks))
        self.remarks.setVisible(bool(remarks))


def _said(colour: str, text: str) -> str:
    return f"<span style='color:{colour}'>{escape(text)}</span>"


def _label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(SELECTABLE)
    return label
