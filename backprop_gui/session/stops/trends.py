"""A watch across iterations: few values, evenly spread, each computed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import inf

import numpy as np

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import Node
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.replay import Replay
from backprop_gui.session.stages import Stage, Stages
from backprop_gui.session.stops.bound import check
from backprop_gui.session.stops.watches import value_at

MOST_POINTS = 64


class Trend:
    """Values at the ends of finished iterations, at most `MOST_POINTS` of them and the last one.

    Nothing is computed before `advance`. What is no single number has no values.
    """

    def __init__(self, text: str, stages: Stages, focus: int) -> None:
        self._stages, self._focus = stages, focus
        self._parts = [_Part(text, stage) for stage in stages.parts]
        self._values: dict[int, float] = {}

    def belongs_to(self, stages: Stages, focus: int) -> bool:
        """Whether this run and sample are still the ones that it reads."""
        return self._stages is stages and self._focus == focus

    @property
    def points(self) -> tuple[tuple[int, float], ...]:
        """(iteration, value) of those wanted now that have been computed; a gap is nan."""
        return tuple((k, self._values[k]) for k in self._wanted() if k in self._values)

    def advance(self, seconds: float = inf) -> bool:
        """Compute one more value, or towards it for so long; False where none is missing."""
        missing = next((k for k in self._wanted() if k not in self._values), None)
        if missing is None:
            return False
        part = next(p for p in reversed(self._parts) if p.stage.begins <= missing)
        if part.come_to(missing, seconds):
            self._values[missing] = part.value(self._focus)
        return True

    def _wanted(self) -> list[int]:
        """A power of two apart, so that most stay when the run grows."""
        finished = self._stages.finished
        if not finished or all(part.node is None for part in self._parts):
            return []
        apart = 1 << ((finished - 1) // MOST_POINTS).bit_length()
        return sorted({*range(0, finished, apart), finished - 1})


class _Part:
    """The values of one stage; `node` is None where the expression makes no sense in it."""

    def __init__(self, text: str, stage: Stage) -> None:
        self.stage, self.node = stage, _read(text, stage)
        self._own: Replay | None = None
        self._way: tuple[int, Iterator[None]] | None = None

    def come_to(self, iteration: int, seconds: float) -> bool:
        """Go to the end of an iteration, or on the way there for so long; whether it is reached."""
        if self.node is None:
            return True
        if self._own is None:
            self._own = self.stage.opened()
        if self._way is None or self._way[0] != iteration:
            self._way = iteration, self._own.slices(self._own.clock.end(iteration), seconds)
        if any(True for _ in islice(self._way[1], 1)):
            return False
        self._way = None
        return True

    def value(self, focus: int) -> float:
        """Where one has come to; a gap is nan."""
        if self.node is None or self._own is None:
            return np.nan
        with quiet_arithmetic():
            value = value_at(self.node, self._own, focus)
        return float(value) if value is not None and np.ndim(value) == 0 else np.nan


def _read(text: str, stage: Stage) -> Node | None:
    try:
        node = parse(text)
        check(node, stage.program)
    except BackpropError:
        return None
    return node
