"""Learning-rate schedules: η of every iteration as a formula of η and the update's number t."""

from __future__ import annotations

import math
from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.chosen import Chosen
from backprop_gui.formula.expression import Expression, call, ref

_COUNT = (1.0, 1e15)
_FACTOR = Parameter("factor", 0.99, 0.0, 1e300)


class Schedule(Chosen, frozen=True, tag_field="name", tag=str):
    """Base of all schedules. Raises InvalidValue for a number that is not allowed.

    The formula reads the numbers by their names: they can be set in a run.
    """

    allowed: ClassVar[tuple[Parameter, ...]] = ()

    def __post_init__(self) -> None:
        for parameter in self.allowed:
            parameter.checked(parameter.of(self), "the schedule")

    def rate(self, lr: Expression, t: Expression) -> Expression:
        """η_t, with t counted from 1."""
        raise NotImplementedError


class StepDecay(Schedule, frozen=True):
    """η · factor^⌊(t − 1) / every⌋."""

    every: int = 10
    factor: float = 0.1

    allowed: ClassVar[tuple[Parameter, ...]] = (
        Parameter("every", 10, *_COUNT, whole=True),
        _FACTOR,
    )

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * ref("factor") ** call("floor", (t - 1) / ref("every"))


class ExponentialDecay(Schedule, frozen=True):
    """η · factor^(t − 1)."""

    factor: float = 0.99

    allowed: ClassVar[tuple[Parameter, ...]] = (_FACTOR,)

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * ref("factor") ** (t - 1)


class CosineDecay(Schedule, frozen=True):
    """From η to `minimum` along half a cosine of `period` updates, then up again.

    Loshchilov, Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017,
    equation 5.
    """

    period: int = 100
    minimum: float = 0.0

    allowed: ClassVar[tuple[Parameter, ...]] = (
        Parameter("period", 100, *_COUNT, whole=True),
        Parameter("minimum", 0.0, 0.0, 1e300),
    )

    def rate(self, lr: Expression, t: Expression) -> Expression:
        # π / T depends on no update: it is computed once.
        wave = 1 + call("cos", math.pi / ref("period") * (t - 1))
        return ref("minimum") + (lr - ref("minimum")) * wave / 2


class WarmUp(Schedule, frozen=True):
    """η · t / iterations, until it has reached η."""

    iterations: int = 10

    allowed: ClassVar[tuple[Parameter, ...]] = (Parameter("iterations", 10, *_COUNT, whole=True),)

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * call("min", 1, t / ref("iterations"))


AnySchedule = StepDecay | ExponentialDecay | CosineDecay | WarmUp
SCHEDULES: tuple[type[AnySchedule], ...] = (StepDecay, ExponentialDecay, CosineDecay, WarmUp)
