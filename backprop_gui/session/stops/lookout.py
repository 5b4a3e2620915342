"""All breakpoints at work together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from backprop_gui.errors import BackpropError
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import Point
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.session.stops.log_text import LogText
from backprop_gui.session.stops.making import check_breakpoint, monitor
from backprop_gui.session.stops.monitors import Monitor
from backprop_gui.session.stops.stop import Hit


@dataclass(frozen=True)
class Seen:
    """A hit, the number of its breakpoint, and the line that it logs."""

    number: int
    breakpoint: AnyBreakpoint
    hit: Hit
    line: str = ""


@dataclass(frozen=True, eq=False)
class _Post:
    number: int
    breakpoint: AnyBreakpoint
    monitor: Monitor
    log: LogText | None


class Lookout:
    """Looks through an iteration for all breakpoints that are on and make sense in this network."""

    def __init__(self, breakpoints: Iterable[AnyBreakpoint], replay: Replay) -> None:
        numbers = count()
        self._posts = tuple(
            _Post(next(numbers), b, monitor(b, replay), LogText(b.log, replay) if b.log else None)
            for b in breakpoints
            if b.enabled and makes_sense(b, replay)
        )
        self.join(replay)

    @property
    def iterations_back(self) -> int:
        """How many iterations what is remembered reaches back."""
        return max((post.monitor.iterations_back for post in self._posts), default=0)

    @property
    def epochs_back(self) -> int:
        """How many whole epochs it reaches back."""
        return max((post.monitor.epochs_back for post in self._posts), default=0)

    def join(self, replay: Replay) -> None:
        """Look at this replay from now on; what is remembered stays."""
        self._replay = replay
        batching = replay.document.batching
        self._one_size = batching.samples % batching.count(0) == 0
        self._tables: dict[int, tuple[tuple[Point, tuple[_Post, ...]], ...]] = {}
        for post in self._posts:
            post.monitor.join(replay)
            if post.log:
                post.log.join(replay)

    def points(self, iteration: int) -> tuple[tuple[Point, tuple[_Post, ...]], ...]:
        """Where to look in an iteration, in order, and who must."""
        size = 0 if self._one_size else self._replay.document.batching.count(iteration)
        if size not in self._tables:
            who: dict[Point, list[_Post]] = {}
            for post in self._posts:
                for point in post.monitor.points(iteration):
                    who.setdefault(point, []).append(post)
            self._tables[size] = tuple((point, tuple(who[point])) for point in sorted(who))
        return self._tables[size]

    def look_through(
        self, iteration: int, after: Point = (0, 0), upto: Point | None = None
    ) -> list[Seen]:
        """Hits of an iteration without edits, computed whole, in order."""
        found: list[Seen] = []
        for point, posts in self.points(iteration):
            if after < point and (upto is None or point <= upto):
                at = Position(iteration, *point)
                for post in posts:
                    found += self._look(post, at, everything=False)
        return sorted(found, key=_order) if found else found

    def look_at(self, at: Position, everything: bool = True) -> list[Seen]:
        """Hits at one position, to be called at each where a value may have changed.

        Without `everything`, only what is computed last there may have.
        """
        found = [seen for post in self._posts for seen in self._look(post, at, everything)]
        return sorted(found, key=_order)

    def _look(self, post: _Post, at: Position, everything: bool) -> list[Seen]:
        hits = post.monitor.look(at, everything)
        return [
            Seen(post.number, post.breakpoint, hit, post.log.at(hit.position) if post.log else "")
            for hit in hits
        ]


def makes_sense(given: AnyBreakpoint, replay: Replay) -> bool:
    """Whether all names in it exist; those of a network that was changed may not."""
    try:
        check_breakpoint(given, replay.program(0))
    except BackpropError:
        return False
    return True


def _order(seen: Seen) -> tuple[Position, bool, int]:
    """Logs first, so that a line is written before one stops at the same place."""
    return seen.hit.position, not seen.line, seen.number
