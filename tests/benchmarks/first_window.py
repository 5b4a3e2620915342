"""Run in a process of its own: a window until its first painting, and when each part was done.

`bare` is a QMainWindow, `ours` the window on the first example, `numpy` the import of NumPy alone.
Prints JSON: seconds by part, and which slow libraries had been imported when it was painted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

BEGUN = perf_counter()
SLOW = ("numpy", "pyqtgraph", "jinja2")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QMainWindow

Make = Callable[["QApplication", list[tuple[str, float]]], "QMainWindow"]


def bare(application: QApplication, times: list[tuple[str, float]]) -> QMainWindow:
    """What PySide alone takes."""
    from PySide6.QtWidgets import QMainWindow

    return QMainWindow()


def ours(application: QApplication, times: list[tuple[str, float]]) -> QMainWindow:
    """As the command line opens it."""
    from PySide6.QtWidgets import QMainWindow

    from backprop_gui.session.examples import FIRST, open_named

    session = open_named(FIRST)
    times.append(("session", perf_counter()))
    from backprop_gui.app import make_window
    from backprop_gui.ui.collector import collect_in_this_thread

    collect_in_this_thread()  # as make_window does before it imports these
    from backprop_gui.ui.main_window import MainWindow

    assert issubclass(MainWindow, QMainWindow)
    times.append(("window's modules", perf_counter()))
    window = make_window(application, session, "first")
    times.append(("made", perf_counter()))
    return window


def measure(make: Make) -> dict[str, object]:
    """Seconds from one part's end to the next, and what had been imported."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    times = [("Qt", perf_counter())]
    window = make(application, times)

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and times[-1][0] != "painted":
                times.append(("painted", perf_counter()))
                self.imported = [name for name in SLOW if name in sys.modules]
            return False

    painted = Painted()
    window.installEventFilter(painted)
    window.show()
    while times[-1][0] != "painted":
        application.processEvents()
    ends = [BEGUN, *(end for _, end in times)]
    parts = {name: b - a for (name, _), a, b in zip(times, ends, ends[1:], strict=False)}
    return {"parts": parts, "imported": painted.imported}


if __name__ == "__main__":
    if sys.argv[1] == "numpy":
        import numpy  # noqa: F401

        found: dict[str, object] = {"parts": {"numpy": perf_counter() - BEGUN}, "imported": []}
    else:
        found = measure({"bare": bare, "ours": ours}[sys.argv[1]])
    sys.stdout.write(json.dumps(found))
