"""Watches: expressions with their value now, the value before, and the change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.errors import BackpropError
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.expressions.nodes import Node
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay
from backprop_gui.session.stops.bound import Bound, check

Number = float | bool | Array


@dataclass(frozen=True, eq=False)
class WatchReading:
    """A watch's value now; the one it had at the end of the iteration before; the change.

    None where there is no such number; `problem` says what is wrong with the expression in this
    network, "" if nothing is. A name without its sample's number is that of the sample in focus.
    """

    text: str
    now: Number | None = None
    before: Number | None = None
    problem: str = ""

    @property
    def change(self) -> Number | None:
        """now − before, of numbers; truths have no difference."""
        a, b = self.before, self.now
        if a is None or b is None or np.shape(a) != np.shape(b) or np.result_type(b) == np.bool:
            return None
        with np.errstate(all="ignore"):
            found = np.subtract(b, a)
        return float(found) if np.ndim(found) == 0 else found


class Watcher:
    """Reads watches; keeps a replay beside at the end of the iteration before."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._edits = replay.edits
        self._before: Replay | None = None

    def belongs_to(self, replay: Replay) -> bool:
        """Whether this run is still the one that it reads."""
        return self._replay is replay and self._edits is replay.edits

    def read(self, text: str, focus: int) -> WatchReading:
        """A watch at the current position."""
        try:
            node = parse(text)
            check(node, self._replay.program(0))
        except BackpropError as problem:
            return WatchReading(text, problem=str(problem))
        with quiet_arithmetic():
            now = value_at(node, self._replay, focus)
            before = self._beside()
            then = None if before is None else value_at(node, before, focus)
            return WatchReading(text, now, then)

    def _beside(self) -> Replay | None:
        iteration = self._replay.position.iteration
        if not iteration:
            return None
        end = Position(iteration - 1, self._replay.clock.operations, 0)
        if self._before is None or self._before.position != end:
            self._before = self._replay.beside(end)
        return self._before


def value_at(node: Node, replay: Replay, focus: int) -> Number | None:
    """The value of an expression where a replay stands; None where it has none yet."""
    bound, at = Bound(node, replay), replay.position
    sample = min(focus, replay.program(at.iteration).samples, bound.samples)
    value = bound.value(at, sample)
    if value is None or np.ndim(value):
        return None if value is None else _frozen(value)
    return bool(value) if isinstance(value, np.bool) else float(value)


def _frozen(value: Array) -> Array:
    value.setflags(write=False)
    return value
