"""Keeps the classes up to date with a session; of many samples at leisure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from backprop_gui.errors import InvalidValue
from backprop_gui.session.predictions.classification import Classification
from backprop_gui.session.session import Session
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from backprop_gui.ui.plots.in_force import before_edit, weights_in_force
from backprop_gui.ui.running.leisure import Leisure

_PASSING = 0.004  # seconds


class ConfusionFeed(QObject):
    """What takes long is shown when it is complete, with the weights that it was computed with."""

    def __init__(self, session: Session, plot: ConfusionPlot) -> None:
        super().__init__(plot)
        self._session, self._plot = session, plot
        self._current: Classification | None = None
        self._weights, self._counted = "", False
        self._leisure = Leisure(self._go_on, self)
        self._leisure.paused.connect(self._show)
        plot.became_visible.connect(self.refresh)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._current, self._counted = session, None, False
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        if not self._plot.isVisible():
            return
        try:
            found = self._session.classification()
        except InvalidValue as reason:
            self._current, self._counted = None, False
            self._plot.say(str(reason))
            return
        if self._current is None or not found.same_as(self._current):
            self._current = found
        self._weights = weights_in_force(self._session)
        if not self._current.sweep.work(_PASSING):
            self._leisure.wait()
        self._show()

    def _go_on(self) -> bool:
        return self._current is not None and not self._current.sweep.work(_PASSING)

    def _show(self) -> None:
        if self._current is None or not self._current.sweep.complete:
            if self._counted:
                self._plot.show_note(_tr("counted before the last change; counting again …"))
            else:
                self._plot.say(_tr("Counting …"))
            return
        self._counted = True
        self._plot.show_classes(self._current, _tr("classes · {}").format(self._weights))
        self._plot.show_note(before_edit(self._session))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
