"""One breakpoint at work: looks at the points of an iteration, in order, and says what it hit.

What a monitor remembers is a function of what it has looked at in the last iterations alone, so
that looking through these again brings it to the same state.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

import numpy as np

from backprop_gui.engine.program import Program
from backprop_gui.formula.sentence import Sentence, joined
from backprop_gui.session.expressions.functions import Value
from backprop_gui.session.expressions.nodes import Name, Node, names
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import find
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import (
    Bound,
    Point,
    known_at,
    place,
    told,
)
from backprop_gui.session.stops.breakpoints import Watchpoint, label
from backprop_gui.session.stops.stop import Hit

_MOST_VALUES = 4


class Monitor(ABC):
    """Base: what it remembers reaches so many iterations and whole epochs back."""

    iterations_back = 0
    epochs_back = 0

    @abstractmethod
    def join(self, replay: Replay) -> None:
        """Read from this replay from now on; what is remembered stays."""

    @abstractmethod
    def points(self, iteration: int) -> Iterable[Point]:
        """Where in an iteration it must look."""

    @abstractmethod
    def look(self, at: Position, everything: bool) -> list[Hit]:
        """What is hit here, all earlier points having been looked at.

        Without `everything`, what was known at earlier points has not changed since.
        """


class PlaceMonitor(Monitor):
    """A fixed point of every iteration: a line, or an element computed."""

    def __init__(self, node: Name, replay: Replay, before: bool) -> None:
        self._node, self._before = node, before
        self.join(replay)

    def join(self, replay: Replay) -> None:
        self._replay = replay
        self._points: dict[int, frozenset[Point]] = {}

    def points(self, iteration: int) -> frozenset[Point]:
        program = self._replay.program(iteration)
        if program.samples not in self._points:
            self._points[program.samples] = frozenset(self._places(program, iteration))
        return self._points[program.samples]

    def _places(self, program: Program, iteration: int) -> Iterable[Point]:
        if self._before:
            operation = program.producers[find(program, self._node.quantity).spec.name]
            # The first line's start is the iteration's, whose spelling is the last one's end.
            return {(operation or self._replay.clock.operations, 0)}
        return known_at([self._node], self._replay.clock, iteration).values()

    def look(self, at: Position, everything: bool) -> list[Hit]:
        if (at.operation, at.element) not in self.points(at.iteration):
            return []
        if self._before:
            number = at.operation % self._replay.clock.operations
            operation = self._replay.program(at.iteration).operations[number]
            return [Hit(at, None, f"Line {number + 1} is next, {operation.title}.")]
        computed = self._replay.clock.just_computed(at)
        return [Hit(at, computed, f"{computed} has been computed.")]


class ConditionMonitor(Monitor):
    """An expression that becomes true, for at least one sample of those it speaks of."""

    iterations_back = 2

    def __init__(self, text: str, node: Node, replay: Replay) -> None:
        self._text, self._bound = text, Bound(node, replay)
        self._replay = replay
        self._truths = [False] * self._bound.samples
        self._true = 0

    def join(self, replay: Replay) -> None:
        self._replay = replay
        self._bound.join(replay)

    def points(self, iteration: int) -> Iterable[Point]:
        return self._bound.points(iteration)

    def look(self, at: Position, everything: bool) -> list[Hit]:
        before, changed = self._true, 0
        for sample, value in self._bound.values(at, everything):
            truth, held = bool(value), self._truths[sample - 1]
            if truth and not held:
                changed = sample
            self._true += truth - held
            self._truths[sample - 1] = truth
        if before or not self._true:
            return []
        return [Hit(at, self._replay.clock.just_computed(at), self._sentence(at, changed))]

    def _sentence(self, at: Position, sample: int) -> str:
        values = _values(self._bound.node, self._replay, at, sample)
        return Sentence("{} became true{}.", self._text, values)


class WatchMonitor(Monitor):
    """An expression whose value changes, or comes to another side of a level."""

    iterations_back = 2

    def __init__(self, watchpoint: Watchpoint, node: Node, replay: Replay) -> None:
        self._watchpoint, self._bound = watchpoint, Bound(node, replay)
        self._replay = replay
        self._last: dict[int, Value] = {}

    def join(self, replay: Replay) -> None:
        self._replay = replay
        self._bound.join(replay)

    def points(self, iteration: int) -> Iterable[Point]:
        return self._bound.points(iteration)

    def look(self, at: Position, everything: bool) -> list[Hit]:
        hits = []
        for sample, value in self._bound.values(at, everything):
            before = self._last.get(sample)
            self._last[sample] = value
            if before is not None and self._is_event(before, value):
                hits.append(self._hit(at, before, value))
        return hits[:1]

    def _is_event(self, before: Value, now: Value) -> bool:
        if self._watchpoint.event == "changes":
            return not np.array_equal(before, now, equal_nan=True)
        level = self._watchpoint.level
        sides = np.sign(before - level), np.sign(now - level)
        return bool(sides[0] != sides[1]) and not np.isnan(sides).any()

    def _hit(self, at: Position, before: Value, now: Value) -> Hit:
        change = Sentence(": it was {} and is {}", told(before), told(now))
        numbers = "" if np.ndim(now) else change
        computed = self._replay.clock.just_computed(at)
        return Hit(at, computed, Sentence("{}{}.", label(self._watchpoint), numbers))


def _values(node: Node, replay: Replay, at: Position, sample: int) -> str:
    """ ": loss = 0.09, w[1,1,1] = 2", of the quantities that are one number."""
    program, arrays = replay.program(at.iteration), replay.machine_of(at.iteration).arrays
    found = [place(name, program, sample or 1) for name in names(node)]
    single = {p.name: arrays[p.spec.name][p.index] for p in found if p.index is not None}
    listed = list(single.items())[:_MOST_VALUES]
    said = (Sentence("{} = {}", name, told(value)) for name, value in listed)
    return Sentence(": {}", joined(", ", said)) if listed else ""
