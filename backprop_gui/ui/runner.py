"""Runs many iterations in slices of the event loop, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.position import Position
from backprop_gui.session.session import Session

FAR = 1_000_000_000
"""Iterations that nobody waits for: Continue runs so many, or until Pause."""


class Runner(QObject):
    """One run at a time. `changed` is sent when one has begun or ended."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slices: Iterator[None] | None = None
        self._session: Session | None = None
        self._first, self._last, self._began = 0, 0, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._slices is not None

    def run(self, session: Session, target: Position) -> None:
        """Begin to run to a position; a run under way ends where it is."""
        self.pause()
        self._session = session
        self._first, self._last = session.position.iteration, target.iteration
        self._began = perf_counter()
        self._slices = session.slices(target)
        session.changed.connect(self.pause)
        self._timer.start()
        self.changed.emit()

    def run_on(self, session: Session) -> None:
        """Run until Pause."""
        at = session.position
        self.run(session, Position(at.iteration + FAR, session.clock.operations, 0))

    def pause(self) -> None:
        """End the run at once; the session rests where the last slice has brought it."""
        if self._slices is None or self._session is None:
            return
        self._timer.stop()
        self._slices = None
        self._session.changed.disconnect(self.pause)
        self._session = None
        self.changed.emit()

    @property
    def share(self) -> float | None:
        """How much of the run is done, 0 to 1; None for one without an end."""
        total = self._last - self._first
        if self._session is None or total >= FAR:
            return None
        return (self._session.position.iteration - self._first) / max(total, 1)

    @property
    def rate(self) -> float:
        """Iterations a second since the run began."""
        if self._session is None:
            return 0.0
        done = self._session.position.iteration - self._first
        return done / max(perf_counter() - self._began, 1e-9)

    def _slice(self) -> None:
        if self._slices is None:
            return
        try:
            next(self._slices)
        except StopIteration:
            self.pause()
        except BaseException:
            self.pause()
            raise
