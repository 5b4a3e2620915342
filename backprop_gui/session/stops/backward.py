"""Reverse-continue: back to the last position where a breakpoint would have stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.session.stops.counting import HitCounts
from backprop_gui.session.stops.lookout import Lookout, Seen
from backprop_gui.session.stops.running import Runner, prepare
from backprop_gui.session.stops.stop import Stop

_FIRST_BLOCK, _LARGEST_BLOCK = 16, 4096


class Backward:
    """One search. It runs beside the run, block by block of iterations, the newest first.

    `reached` is up to where nothing was found; at the end, where to go. Log-points are passed.
    What is met on the way is counted in `hits`.
    """

    def __init__(
        self,
        stages: Stages,
        position: Position,
        breakpoints: Iterable[AnyBreakpoint],
        hits: HitCounts,
    ) -> None:
        self.stop: Stop | None = None
        self.reached = position
        self._stages = stages
        self._start = position
        self._breakpoints = tuple(b for b in breakpoints if b.enabled and not b.log)
        self._hits = hits

    def slices(self, seconds: float) -> Iterator[None]:
        """Search in slices of about so many seconds."""
        if self._breakpoints:
            stage = self._stages.at(self.reached.iteration)
            yield from self._search(stage, seconds)
            for earlier in reversed(self._stages.before(stage.begins)):
                if self.stop is None:
                    self.reached = earlier.replay.clock.end(self.reached.iteration - 1)
                    yield from self._search(earlier, seconds)
        if self.stop is None:
            self.reached = self._stages.clocks[0].origin

    def _search(self, stage: Stage, seconds: float) -> Iterator[None]:
        """Back to the stage's beginning."""
        clock, length = stage.replay.clock, _FIRST_BLOCK
        while self.stop is None and self.reached != clock.origin:
            first = max(clock.begins, self.reached.iteration - length)
            origin, seen = clock.spelled(first, 0), list[Seen]()
            yield from self._block(stage, origin, seen, seconds)
            self.reached = self._choose(seen) or origin
            length = min(4 * length, _LARGEST_BLOCK)

    def _block(
        self, stage: Stage, origin: Position, seen: list[Seen], seconds: float
    ) -> Iterator[None]:
        def collect(hits: list[Seen]) -> None:
            seen.extend(hits)

        beside = stage.beside(origin)
        lookout = Lookout(self._breakpoints, beside)
        prepare(beside, lookout)
        runner = Runner(beside, lookout, collect)
        # What arose in an iteration is known for certain only at its end.
        end = stage.replay.clock.end(self.reached.iteration)
        while not runner.advance(end, seconds):
            yield

    def _choose(self, seen: list[Seen]) -> Position | None:
        for one in reversed(seen):
            earlier = one.hit.position < self._start
            if earlier and self._hits.add(one.breakpoint) % one.breakpoint.hits == 0:
                self.stop = Stop(one.breakpoint, one.hit)
                return self.stop.position
        return None
