"""Computes onwards while breakpoints look at everything that is computed."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import perf_counter

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.lookout import Lookout, Seen

# Given the hits of one iteration in order, where to stop.
Decide = Callable[[list[Seen]], Position | None]


class Runner:
    """Takes a replay onwards; an iteration without edits is computed whole and then looked at.

    Within such an iteration no value changes once it is computed, so that looking afterwards
    finds the very element with which something became true.
    """

    def __init__(self, replay: Replay, lookout: Lookout, decide: Decide) -> None:
        self._replay, self._lookout, self._decide = replay, lookout, decide
        self._found: Position | None = None

    def advance(self, upto: Position, seconds: float = inf) -> bool:
        """Go on for about so many seconds; True when stopped or arrived."""
        deadline = perf_counter() + seconds
        with quiet_arithmetic():
            while not self._is_over(upto):
                self._part(upto, deadline)
                if perf_counter() >= deadline:
                    break
        return self._is_over(upto)

    def _is_over(self, upto: Position) -> bool:
        return self._found is not None or self._replay.position >= upto

    def _part(self, upto: Position, deadline: float) -> None:
        at, operations = self._replay.position, self._replay.clock.operations
        at_rest = at.operation == operations
        end = min(upto, self._replay.clock.end(at.iteration + at_rest))
        edit = self._replay.next_edit()
        if edit is not None and edit <= end:
            self._walk(end)
        elif at_rest and end.operation == operations:
            stop = upto.iteration + (upto.operation == operations)
            self._replay.watched(stop, deadline, self._look_through)
        else:
            self._rest_of_iteration(end)

    def _look_through(self, iteration: int) -> Position | None:
        if seen := self._lookout.look_through(iteration):
            self._found = self._decide(seen)
        return self._found

    def _rest_of_iteration(self, end: Position) -> None:
        """From inside an iteration to its end, or to a position inside the next one."""
        replay, at = self._replay, self._replay.position
        after = (at.operation, at.element) if at.iteration == end.iteration else (0, 0)
        if at.iteration == end.iteration:
            replay.compute_ahead()
        else:
            replay.seek(end)
        upto = (end.operation, end.element)
        self._found = self._decide(self._lookout.look_through(end.iteration, after, upto))
        if self._found is not None and self._found.operation < replay.clock.operations:
            replay.come_to(self._found)
        else:
            replay.seek(self._found or end)

    def _walk(self, end: Position) -> None:
        """Through edits, position by position, beside the replay: it must stop before its end."""
        beside = self._replay.beside(self._replay.position)
        self._lookout.join(beside)
        seen = walk(beside, self._lookout, end)
        self._found = self._decide(seen)
        self._lookout.join(self._replay)
        self._replay.seek(self._found or end)


def walk(replay: Replay, lookout: Lookout, end: Position) -> list[Seen]:
    """Hits up to a position in the iteration computed next, in order."""
    points = {Position(end.iteration, *point) for point, _ in lookout.points(end.iteration)}
    edited = {edit.position for edit in replay.edits}
    seen: list[Seen] = []
    for at in sorted(points | edited):
        if replay.position < at <= end:
            replay.seek(at)
            seen += lookout.look_at(at, everything=at in edited)
    return sorted(seen, key=lambda s: s.hit.position)


def prepare(replay: Replay, lookout: Lookout) -> None:
    """Let the breakpoints look at the last iterations, so that they remember what they need."""
    if not lookout.iterations_back:
        return
    at, batching = replay.position, replay.document.batching
    first = at.iteration - lookout.iterations_back
    if back := lookout.epochs_back:
        first = min(first, (batching.epoch(at.iteration) - back) * batching.per_epoch)
    origin = replay.clock.spelled(max(replay.clock.begins, first), 0)
    beside = replay.beside(origin)
    lookout.join(beside)
    if origin == replay.clock.origin:
        with quiet_arithmetic():
            lookout.look_at(origin)
    Runner(beside, lookout, lambda seen: None).advance(at)
    lookout.join(replay)
