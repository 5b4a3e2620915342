"""Numbers at iterations evenly spread over a run, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import inf

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.machine import quiet_arithmetic
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages

Read = Callable[[Replay], Sequence[float]]
"""Reads the numbers where a replay stands, always as many."""


class Spread:
    """Numbers at the ends of finished iterations, at most `most` of them and the last one.

    `read_in` gives for each stage of the run how they are read; None where it has none of them.
    Nothing is computed before `advance`, and nothing is kept of what is computed on the way.
    """

    def __init__(
        self, stages: Stages, read_in: Callable[[Stage], Read | None], most: int, width: int = 1
    ) -> None:
        self.stages = stages
        self._most, self._width = most, width
        self._parts = [_Part(stage, read_in(stage)) for stage in stages.parts]
        self._known: dict[int, Sequence[float]] = {}

    @property
    def iterations(self) -> NDArray[np.int64]:
        """Those wanted now that have been read, (n,)."""
        return np.array([k for k in self._wanted() if k in self._known], np.int64)

    @property
    def rows(self) -> Array:
        """Their numbers, (n, width); nan where there is none."""
        found = [self._known[k] for k in self._wanted() if k in self._known]
        return np.array(found, np.float64).reshape(-1, self._width)

    @property
    def complete(self) -> bool:
        """Whether none of those wanted now is missing."""
        return all(k in self._known for k in self._wanted())

    def advance(self, seconds: float = inf) -> bool:
        """Read at one more iteration, or go towards it for so long; False where none is missing."""
        missing = next((k for k in self._wanted() if k not in self._known), None)
        if missing is None:
            return False
        part = next(p for p in reversed(self._parts) if p.stage.begins <= missing)
        if part.come_to(missing, self.stages.finished, seconds):
            self._known[missing] = part.numbers() or (np.nan,) * self._width
        return True

    def _wanted(self) -> list[int]:
        """A power of two apart, so that most stay when the run grows."""
        finished = self.stages.finished
        if not finished or all(part.read is None for part in self._parts):
            return []
        apart = 1 << ((finished - 1) // self._most).bit_length()
        return sorted({*range(0, finished, apart), finished - 1})


class _Part:
    """Reads in one stage; `read` is None where there is nothing to read."""

    def __init__(self, stage: Stage, read: Read | None) -> None:
        self.stage, self.read = stage, read
        self._own: Replay | None = None
        self._way: tuple[int, Iterator[None]] | None = None

    def come_to(self, iteration: int, finished: int, seconds: float) -> bool:
        """Go to the end of an iteration, or on the way there for so long; whether it is reached."""
        if self.read is None:
            return True
        if self._way is None or self._way[0] != iteration:
            self._way = iteration, self._begin(iteration, finished, seconds)
        if any(True for _ in islice(self._way[1], 1)):
            return False
        self._way = None
        return True

    def numbers(self) -> Sequence[float] | None:
        """Where one has come to."""
        if self.read is None or self._own is None:
            return None
        with quiet_arithmetic():
            return self.read(self._own)

    def _begin(self, iteration: int, finished: int, seconds: float) -> Iterator[None]:
        """With what is kept so far: going there must not disturb what the run itself keeps."""
        stage = self.stage
        if self._own is None:
            self._own = Replay(stage.document, stage.edits)
        self._own.recording = stage.recording.fork(finished, finished)
        return self._own.slices(self._own.clock.end(iteration), seconds)
