"""Runs many iterations in slices of the event loop, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.stages import Stages
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.running.journey import Journey, back_in_search, onwards, to_position
from backprop_gui.ui.running.pace import SLICE


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
        self._stages: Stages | None = None
        self.journey: Journey | None = None
        self.sought: AnyBreakpoint | None = None
        self.backwards = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._slices is not None

    def run(self, session: Session, target: Position) -> None:
        """Begin to run to a position; a run under way ends where it is.

        One that was on its way to another position began where this one turns back to.
        """
        under_way = self.journey if self._session is session else None
        origin = (
            under_way.origin if under_way and under_way.total is not None else session.bookmark()
        )
        journey = to_position(session, target, origin)
        self._begin(session, session.slices(target, SLICE), journey)

    def run_on(self, session: Session) -> None:
        """Run until a breakpoint or Pause."""
        self._begin(session, session.slices_until_stop(seconds=SLICE), onwards(session))

    def run_back(self, session: Session, to: AnyBreakpoint | None = None) -> None:
        """Search back for the last position where a breakpoint, or this one, stops."""
        self._begin(session, session.slices_back_to_stop(SLICE, to), back_in_search(session))
        self.sought, self.backwards = to, True

    def _begin(self, session: Session, slices: Iterator[None], journey: Journey) -> None:
        self.pause()
        self._session, self._slices, self.journey = session, slices, journey
        self.sought, self.backwards = None, False
        self._stages = session.stages
        session.changed.connect(self._heed)
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """End the run at once; the session rests where the last slice has brought it."""
        if self._slices is None or self._session is None:
            return
        self._timer.stop()
        self._slices = None
        self._session.changed.disconnect(self._heed)
        self._session = self.journey = None
        self.changed.emit()

    def cancel(self) -> None:
        """End the run, and come back at once to where it began, however far that is."""
        session, journey = self._session, self.journey
        self.pause()
        if session is not None and journey is not None:
            session.return_to(journey.origin)

    def _heed(self) -> None:
        """A change of the run ends it; one of breakpoints, watches, notes or answers does not."""
        if self._session is not None and self._session.stages is not self._stages:
            self.pause()

    def _slice(self) -> None:
        if self._slices is None:
            return
        began = perf_counter()
        try:
            next(self._slices)
            self.computed.emit(perf_counter() - began)
        except StopIteration:
            self.pause()
            self.arrived.emit()
        except BaseException:
            self.pause()
            raise
