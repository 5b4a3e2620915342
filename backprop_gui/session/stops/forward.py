"""Continue: onwards to the first breakpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.session.stops.counting import HitCounts
from backprop_gui.session.stops.lookout import Lookout, Seen
from backprop_gui.session.stops.running import Runner, prepare
from backprop_gui.session.stops.stop import LogLine, Stop


class Forward:
    """One run onwards: why it stopped, and the lines logged on the way; counts in `hits`."""

    def __init__(self, breakpoints: Iterable[AnyBreakpoint], hits: HitCounts) -> None:
        self.stop: Stop | None = None
        self.lines: list[LogLine] = []
        self._breakpoints = tuple(breakpoints)
        self._hits = hits

    def slices(self, replay: Replay, upto: Position, seconds: float) -> Iterator[None]:
        """Run in slices of about so many seconds; the replay's position is up to date in each.

        Where a run goes through several documents, to be called for one after another.
        """
        self._start = replay.position
        lookout = Lookout(self._breakpoints, replay)
        prepare(replay, lookout)
        runner = Runner(replay, lookout, self._decide)
        over = False
        while not over:
            over = runner.advance(upto, seconds)
            yield

    def _decide(self, seen: list[Seen]) -> Position | None:
        for one in seen:
            if one.hit.position <= self._start:
                continue
            if self.stop and one.hit.position > self.stop.position:
                break
            self._take(one)
        return self.stop.position if self.stop else None

    def _take(self, one: Seen) -> None:
        if self._hits.add(one.breakpoint) % one.breakpoint.hits:
            return
        if one.breakpoint.log:
            self.lines.append(LogLine(one.hit.position, one.line))
        elif self.stop is None:
            self.stop = Stop(one.breakpoint, one.hit)
