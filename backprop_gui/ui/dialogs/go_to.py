"""Asks where to go; where a text leads to, or what is wrong with it, is said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.destinations import destination
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.one_line import OneLineDialog
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.position.where import where
from backprop_gui.ui.running.durations import duration


class GoToDialog(OneLineDialog):
    """`position` is the place that the text means; None while it means none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._session = session
        self.position: Position | None = None
        asked = _tr("An iteration, a line of the program, or a &quantity:")
        super().__init__(_tr("Go to"), asked, self._led, parent=parent)
        self.field.setPlaceholderText(_tr("12, line 7, delta[1,2], 12 line 7, 12 loss, last"))

    def _led(self, text: str) -> str:
        """Where a text leads to; raises BackpropError."""
        self.position = None
        place = self._session.clock.checked(
            destination(self._session, notation.own(self._session, text))
        )
        self.position = place
        seconds = self._session.way_to(place).seconds
        said = _tr("To {}").format(self._words(place))
        if seconds is None or seconds < 1:
            return said
        return _tr("{}: about {} to compute").format(said, duration(seconds))

    def _words(self, place: Position) -> str:
        """Inside of an iteration after what: that is what a person has typed."""
        clock, computed = self._session.clock, self._session.clock.just_computed(place)
        if clock.is_end(place) or computed is None:
            return where(place, clock)
        text = _tr("iteration {}, right after {}")
        return text.format(grouped(place.iteration), notation.current().text(computed))


def ask_place(parent: QWidget, session: Session) -> Position | None:
    """Where to go; None where the person thought better of it."""
    dialog = GoToDialog(session, parent)
    good = dialog.exec()
    dialog.deleteLater()
    return dialog.position if good else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
