"""Work that can wait until there is nothing else to do."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.ui.running.pace import SLOWEST
from backprop_gui.ui.running.refresher import CALM

# A run that computes refreshes everything more often: it has no such moments.
QUIET = round(1e3 * (CALM + 2 * SLOWEST))  # milliseconds
_SLICE = 0.008  # seconds between two looks at the person's keys


class Leisure(QObject):
    """Calls `work` once nothing has been asked for a moment, until it says that none is left.

    `paused` is sent after each slice of it.
    """

    paused = Signal()

    def __init__(self, work: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)

    def wait(self) -> None:
        """Begin when it has been quiet for a moment from now on."""
        self._timer.start(QUIET)

    def _slice(self) -> None:
        self._timer.setInterval(0)
        end, left = monotonic() + _SLICE, self._work()
        while left and monotonic() < end:
            left = self._work()
        if not left:
            self._timer.stop()
        self.paused.emit()
