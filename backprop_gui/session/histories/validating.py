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
from backprop_gui.session.predictions.evaluation import Evaluation
from backprop_gui.session.recording.curves import Curve
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages

MOST_POINTS = 500
"""Iterations at most of which a curve has the loss."""


class ValidationLosses:
    """Of one run, each worked out once; raises InvalidValue where no sample is kept for it.

    That of an iteration is nan where a change of the data brought or took those samples.
    """

    def __init__(self, stages: Stages) -> None:
        if not any(stage.document.validation for stage in stages.parts):
            raise InvalidValue("No samples are kept for validation; set `validation` to a number.")
        self._stages = stages
        self._parts = [_Part(stage) for stage in stages.parts]
        self._known: dict[int, float] = {}

    def is_of(self, stages: Stages) -> bool:
        """Whether the losses are those of a run; an edit makes another one."""
        return self._stages is stages

    def all(self) -> Array:
        """Of every iteration finished, shape (iterations,)."""
        iterations = range(self._stages.finished)
        self._work_out(iterations, float("inf"))
        return np.array([self._known[k] for k in iterations], dtype=np.float64)

    def curve(self, seconds: float) -> tuple[Curve, bool]:
        """The losses known after about so many seconds, and whether they are all of the curve."""
        iterations = evenly(self._stages.finished)
        self._work_out(iterations, perf_counter() + seconds)
        known = [k for k in iterations if k in self._known]
        values = np.array([self._known[k] for k in known], dtype=np.float64)
        return Curve(np.array(known, dtype=np.float64), values), len(known) == len(iterations)

    def _work_out(self, iterations: range, deadline: float) -> None:
        missing = [k for k in iterations if k not in self._known]
        spans = zip(self._parts, self._stages.spans(), strict=True)
        for part, (_, at) in spans:
            asked = [k for k in missing if k in at]
            if asked:
                part.read(at.stop)
            for k in asked:
                self._known[k] = part.loss(k)
                if perf_counter() >= deadline:
                    return


class _Part:
    """Works out the losses of one stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._count = stage, stage.document.validation
        if self._count:
            self._own = Replay(stage.document, stage.edits)
            self._evaluation = Evaluation(stage.document, self._count)

    def read(self, finished: int) -> None:
        """Take what is kept so far; going back and forth must not disturb what the run keeps."""
        if self._count:
            self._own.recording = self._stage.recording.fork(finished, finished)

    def loss(self, iteration: int) -> float:
        """That of an iteration; nan without samples."""
        if not self._count:
            return np.nan
        self._own.seek(self._own.clock.end(iteration))
        inputs, targets = (part[-self._count :] for part in self._own.data)
        return self._evaluation.loss(self._own.state, inputs, targets)


def evenly(finished: int) -> range:
    """At most MOST_POINTS iterations, a power of two apart: as a run grows, they stay in use."""
    step = 1
    while -(-finished // step) > MOST_POINTS:
        step *= 2
    return range(0, finished, step)
