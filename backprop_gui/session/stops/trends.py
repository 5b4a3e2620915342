"""A watch across iterations: few values, evenly spread, each computed when it is asked for."""

from __future__ import annotations

from functools import partial

import numpy as np

from backprop_gui.errors import BackpropError
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.expressions.nodes import Node, names
from backprop_gui.session.expressions.parsing import parse
from backprop_gui.session.histories.spread import Read, Spread
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.stops.bound import check, place
from backprop_gui.session.stops.watches import value_at

MOST_POINTS = 64


class Trend(Spread):
    """Values at the ends of finished iterations, at most `MOST_POINTS` of them and the last one.

    Nothing is computed before `advance`. What is no single number has no values.
    """

    def __init__(self, text: str, stages: Stages, focus: int) -> None:
        super().__init__(stages, partial(_reader, text, focus), MOST_POINTS)
        self._text, self._focus = text, focus

    def belongs_to(self, stages: Stages, focus: int) -> bool:
        """Whether this run and sample are still the ones that it reads."""
        return self.stages is stages and self._focus == focus

    @property
    def read(self) -> frozenset[Quantity]:
        """The arrays that the expression reads, where it makes sense in the network as it is."""
        try:
            found = [place(name, self.stages.last.program) for name in names(parse(self._text))]
        except BackpropError:
            return frozenset()
        return frozenset(one.spec.name for one in found)

    @property
    def points(self) -> tuple[tuple[int, float], ...]:
        """(iteration, value) of those wanted now that have been computed; a gap is nan."""
        return tuple(zip(self.iterations.tolist(), self.rows[:, 0].tolist(), strict=True))


def _reader(text: str, focus: int, stage: Stage) -> Read | None:
    """None where the expression makes no sense in a stage."""
    try:
        node = parse(text)
        check(node, stage.program)
    except BackpropError:
        return None
    return partial(_value, node, focus)


def _value(node: Node, focus: int, replay: Replay) -> tuple[float]:
    value = value_at(node, replay, focus)
    return (float(value) if value is not None and np.ndim(value) == 0 else np.nan,)
