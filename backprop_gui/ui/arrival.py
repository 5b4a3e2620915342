"""Tells why a run has stopped, and shows the element to blame; tells when a branch begins."""

from __future__ import annotations

from PySide6.QtCore import QObject

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.sentence import written
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import label, placed_on
from backprop_gui.session.stops.stop import Stop
from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.desk import Desk


class Arrival(QObject):
    """Listens to the runner."""

    def __init__(self, desk: Desk, canvas: SessionCanvas) -> None:
        super().__init__(desk)
        self._desk, self._canvas = desk, canvas
        desk.runner.arrived.connect(self._tell)

    def _tell(self) -> None:
        stop, runner = self._desk.session.stopped, self._desk.runner
        if stop is not None:
            self._canvas.select(culprit(self._desk.session, stop))
            self._desk.noted.emit(self._why(stop))
        elif runner.sought is not None:
            sought = self._written(label(runner.sought))
            self._desk.noted.emit(self.tr("Not once before here: {}.").format(sought))
        elif runner.backwards:
            self._desk.noted.emit(self.tr("No stop before here: this is the beginning."))

    def _why(self, stop: Stop) -> str:
        sentence = self._written(stop.sentence)
        if self._desk.runner.sought is None:
            return self.tr("Stopped: {}").format(sentence)
        iteration = grouped(stop.position.iteration)
        return self.tr("Last in iteration {}: {}").format(iteration, sentence)

    def _written(self, text: str) -> str:
        return written(text, self._desk.writing)


def culprit(session: Session, stop: Stop) -> str:
    """The quantity that the stop is about; "" where it is the one computed last anyway."""
    name = placed_on(stop.breakpoint) or str(stop.element or "")
    return "" if name == str(session.current) else name


class Parting(QObject):
    """Tells when an edit in the past has begun a branch: what is out of sight is not lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._begin()
        desk.opened.connect(self._begin)
        desk.bridge.refreshed.connect(self._look)

    def _begin(self) -> None:
        self._current, self._known = self._desk.session.branch, self._names()

    def _look(self) -> None:
        current, before = self._desk.session.branch, self._current
        if current == before:
            return
        names = self._names()
        if current not in self._known and before in names:
            text = self.tr(
                "An edit in the past: “{}” begins here, “{}” is kept among the Branches."
            )
            self._desk.noted.emit(text.format(current, before))
        self._current, self._known = current, names

    def _names(self) -> frozenset[str]:
        return frozenset(branch.name for branch in self._desk.session.branches)
