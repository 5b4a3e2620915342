"""A watch across iterations: few values, evenly spread, each computed when it is asked for."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import Node
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay
from backprop_gui.session.stops.bound import check
from backprop_gui.session.stops.watches import value_at

MOST_POINTS = 64


class Trend:
    """Values at the ends of finished iterations, at most `MOST_POINTS` of them and the last one.

    Nothing is computed before `advance`. What is no single number has no values.
    """

    def __init__(self, text: str, replay: Replay, focus: int) -> None:
        self._replay, self._edits, self._focus = replay, replay.edits, focus
        self._node = _read(text, replay)
        self._own: Replay | None = None
        self._values: dict[int, float] = {}

    def belongs_to(self, replay: Replay, focus: int) -> bool:
        """Whether this run and sample are still the ones that it reads."""
        same = self._replay is replay and self._edits is replay.edits
        return same and self._focus == focus

    @property
    def points(self) -> tuple[tuple[int, float], ...]:
        """(iteration, value) of those wanted now that have been computed; a gap is nan."""
        return tuple((k, self._values[k]) for k in self._wanted() if k in self._values)

    def advance(self) -> bool:
        """Compute one more value; False where none is missing."""
        missing = next((k for k in self._wanted() if k not in self._values), None)
        if missing is None:
            return False
        self._values[missing] = self._value(missing)
        return True

    def _wanted(self) -> list[int]:
        """A power of two apart, so that most stay when the run grows."""
        finished = self._replay.recording.finished
        if self._node is None or not finished:
            return []
        apart = 1 << ((finished - 1) // MOST_POINTS).bit_length()
        return sorted({*range(0, finished, apart), finished - 1})

    def _value(self, iteration: int) -> float:
        assert self._node is not None
        replay = self._replay
        if self._own is None or self._own.recording is not replay.recording:
            self._own = Replay(replay.document, self._edits, replay.recording)
        self._own.seek(Position(iteration, replay.clock.operations, 0))
        with quiet_arithmetic():
            value = value_at(self._node, self._own, self._focus)
        return float(value) if value is not None and np.ndim(value) == 0 else np.nan


def _read(text: str, replay: Replay) -> Node | None:
    try:
        node = parse(text)
        check(node, replay.program(0))
    except BackpropError:
        return None
    return node
