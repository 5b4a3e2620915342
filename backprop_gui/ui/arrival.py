"""Tells why a run has stopped, and shows the element to blame."""

from __future__ import annotations

from PySide6.QtCore import QObject

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
        stop, sought = self._desk.session.stopped, self._desk.runner.sought
        if stop is not None:
            self._canvas.select(culprit(self._desk.session, stop))
            self._desk.noted.emit(self.tr("Stopped: {}").format(stop.sentence))
        elif sought is not None:
            self._desk.noted.emit(self.tr("Not once before here: {}.").format(label(sought)))


def culprit(session: Session, stop: Stop) -> str:
    """The quantity that the stop is about; "" where it is the one computed last anyway."""
    name = placed_on(stop.breakpoint) or str(stop.element or "")
    return "" if name == str(session.current) else name
