"""Collects Python's garbage in the window's thread only.

Python collects cycles in whichever thread happens to allocate. In the thread that typesets
equations that would destroy widgets and painters behind Qt's back, in the middle of a paint.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_INTERVAL_MS = 200
_NAME = "garbage collector"


class Collector(QObject):
    """Switches automatic collection off and collects from a timer, as often as Python would."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [n for n, (count, threshold) in enumerate(due) if count > threshold]
        if generations:
            gc.collect(generations[-1])


def collect_in_this_thread() -> None:
    """Make the application's collector; to be called before a thread is started."""
    application = QCoreApplication.instance()
    if application is not None and application.findChild(Collector, _NAME) is None:
        Collector(application)
