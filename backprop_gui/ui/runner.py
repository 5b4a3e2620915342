"""Runs many iterations in slices of the event loop, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint


class Runner(QObject):
    """One run at a time. `changed` is sent when one has begun or ended.

    `arrived` follows where it was not paused: at its target, at a breakpoint or at the beginning.
    `computed` tells after each slice how many seconds it took.
    """

    changed = Signal()
    arrived = Signal()
    computed = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slices: Iterator[None] | None = None
        self._session: Session | None = None
        self._from = Position()
        self._first: int | None = None
        self._last: int | None = None
        self._began = 0.0
        self.sought: AnyBreakpoint | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._slices is not None

    def run(self, session: Session, target: Position) -> None:
        """Begin to run to a position; a run under way ends where it is."""
        self._begin(session, session.slices(target), target.iteration)

    def run_on(self, session: Session) -> None:
        """Run until a breakpoint or Pause."""
        self._begin(session, session.slices_until_stop())

    def run_back(self, session: Session, to: AnyBreakpoint | None = None) -> None:
        """Search back for the last position where a breakpoint, or this one, stops."""
        self._begin(session, session.slices_back_to_stop(to=to))
        self.sought = to

    def _begin(self, session: Session, slices: Iterator[None], last: int | None = None) -> None:
        self.pause()
        self._session, self._slices, self.sought = session, slices, None
        self._from, self._first, self._last = session.position, None, last
        self._began = perf_counter()
        session.changed.connect(self.pause)
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """End the run at once; the session rests where the last slice has brought it."""
        if self._slices is None or self._session is None:
            return
        self._timer.stop()
        self._slices = None
        self._session.changed.disconnect(self.pause)
        self._session = None
        self.changed.emit()

    def cancel(self) -> None:
        """End the run, and go back to where it began."""
        session = self._session
        self.pause()
        if session is not None:
            session.seek(self._from)

    @property
    def share(self) -> float | None:
        """How much of the run is done, 0 to 1; None for one without an end."""
        if self._last is None or self._first is None:
            return None
        return self._done / max(self._last - self._first, 1)

    @property
    def remaining(self) -> float | None:
        """The seconds that the rest is expected to take; None for a run without an end."""
        if self._last is None or self._session is None or not self.rate:
            return None
        return max(self._last - self._session.position.iteration, 0) / self.rate

    @property
    def _done(self) -> int:
        if self._session is None or self._first is None:
            return 0
        return self._session.position.iteration - self._first

    @property
    def rate(self) -> float:
        """Iterations a second since the run began."""
        return self._done / max(perf_counter() - self._began, 1e-9)

    def _slice(self) -> None:
        if self._slices is None:
            return
        began = perf_counter()
        try:
            next(self._slices)
            self._set_out()
            self.computed.emit(perf_counter() - began)
        except StopIteration:
            self.pause()
            self.arrived.emit()
        except BaseException:
            self.pause()
            raise

    def _set_out(self) -> None:
        """A way back begins at the checkpoint before its target, not where one stood."""
        if self._first is None and self._session is not None:
            back = self._last is not None and self._last < self._from.iteration
            at = self._session.position if back else self._from
            self._first = at.iteration
