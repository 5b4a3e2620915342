"""Watches: expressions with their value now, the value before, and the change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.errors import BackpropError
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.expressions.nodes import Node, names
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stages
from backprop_gui.session.stops.bound import Bound, check, place

Number = float | bool | Array


@dataclass(frozen=True, eq=False)
class WatchReading:
    """A watch's value now; the one it had at the end of the iteration before; the change.

    None where there is no such number; `problem` says what is wrong with the expression in this
    network, "" if nothing is. A name without its sample's number is that of the sample in focus.
    `stale`: a quantity in it was computed before one of its sources was edited.
    """

    text: str
    now: Number | None = None
    before: Number | None = None
    problem: str = ""
    stale: bool = False

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

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._before: Replay | None = None

    def belongs_to(self, stages: Stages) -> bool:
        """Whether this run is still the one that it reads."""
        return self._stages is stages

    def read(self, text: str, replay: Replay, focus: int) -> WatchReading:
        """A watch where the run's replay stands."""
        try:
            node = parse(text)
            check(node, replay.program(0))
        except BackpropError as problem:
            return WatchReading(text, problem=str(problem))
        with quiet_arithmetic():
            now = value_at(node, replay, focus)
            before = self._beside(replay.position.iteration - 1)
            then = None if before is None else _if_known(node, before, focus)
        stale = now is not None and _is_stale(node, replay, focus)
        return WatchReading(text, now, then, stale=stale)

    def _beside(self, iteration: int) -> Replay | None:
        if iteration < 0:
            return None
        stage = self._stages.at(iteration)
        end = stage.replay.clock.end(iteration)
        if self._before is None or self._before.document is not stage.document:
            self._before = stage.beside(end)
        elif self._before.position != end:
            stage.move(self._before, end)
        return self._before


def _is_stale(node: Node, replay: Replay, focus: int) -> bool:
    program, reader = replay.program(replay.position.iteration), Reader(replay)
    sample = min(focus, program.samples)
    return any(reader.is_stale(place(name, program, sample)) for name in names(node))


def _if_known(node: Node, replay: Replay, focus: int) -> Number | None:
    """A value; None where a structure before had no such quantity."""
    try:
        check(node, replay.program(0))
    except BackpropError:
        return None
    return value_at(node, replay, focus)


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
