"""The validation loss across iterations, worked out from the states that were kept.

That of iteration k is the loss of all samples kept for validation, as `Session.validation_loss`
computes it, with the parameters that `history` gives for k: those used in k, with what was edited
until its end. The samples, too, are those at the end of k.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.curves import Curve
from backprop_gui.session.evaluation import Evaluation
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay

MOST_POINTS = 500
"""Iterations at most of which a curve has the loss."""


class ValidationLosses:
    """Of one run, each worked out once; raises InvalidValue where no sample is kept for it."""

    def __init__(self, replay: Replay) -> None:
        self._count = replay.document.validation
        if not self._count:
            raise InvalidValue("No samples are kept for validation; set `validation` to a number.")
        self._run = (replay.document, replay.edits)
        self._own = Replay(replay.document, replay.edits)
        self._evaluation = Evaluation(replay.document, self._count)
        self._known: dict[int, float] = {}

    def is_of(self, replay: Replay) -> bool:
        """Whether the losses are those of a replay's run; an edit makes another one."""
        now = (replay.document, replay.edits)
        return all(a is b for a, b in zip(self._run, now, strict=True))

    def all(self, replay: Replay) -> Array:
        """Of every iteration finished, shape (iterations,)."""
        iterations = range(replay.recording.finished)
        self._work_out(replay, iterations, float("inf"))
        return np.array([self._known[k] for k in iterations], dtype=np.float64)

    def curve(self, replay: Replay, seconds: float) -> tuple[Curve, bool]:
        """The losses known after about so many seconds, and whether they are all of the curve."""
        iterations = evenly(replay.recording.finished)
        self._work_out(replay, iterations, perf_counter() + seconds)
        known = [k for k in iterations if k in self._known]
        values = np.array([self._known[k] for k in known], dtype=np.float64)
        return Curve(np.array(known, dtype=np.float64), values), len(known) == len(iterations)

    def _work_out(self, replay: Replay, iterations: range, deadline: float) -> None:
        missing = [k for k in iterations if k not in self._known]
        if missing:
            # Going back and forth must not disturb what the run itself keeps.
            finished = replay.recording.finished
            self._own.recording = replay.recording.fork(finished, finished)
        for k in missing:
            self._known[k] = self._loss(k)
            if perf_counter() >= deadline:
                return

    def _loss(self, iteration: int) -> float:
        self._own.seek(Position(iteration, self._own.clock.operations, 0))
        inputs, targets = (part[-self._count :] for part in self._own.data)
        return self._evaluation.loss(self._own.state, inputs, targets)


def evenly(finished: int) -> range:
    """At most MOST_POINTS iterations, a power of two apart: as a run grows, they stay in use."""
    step = 1
    while -(-finished // step) > MOST_POINTS:
        step *= 2
    return range(0, finished, step)
