"""Learning-rate schedules: η of every iteration as a formula of η and the update's number t."""

from __future__ import annotations

import math

import msgspec

from backprop_gui.engine.choices import Parameter
from backprop_gui.formula.expression import Expression, Number, call


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="name", tag=str):
    """Base of all schedules. Raises InvalidValue for a number that is not allowed."""

    def rate(self, lr: Expression, t: Expression) -> Expression:
        """η_t, with t counted from 1."""
        raise NotImplementedError


class StepDecay(Schedule, frozen=True):
    """η · factor^⌊(t − 1) / every⌋."""

    every: int = 10
    factor: float = 0.1

    def __post_init__(self) -> None:
        _EVERY.checked(self.every, "the schedule")
        _FACTOR.checked(self.factor, "the schedule")

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * Number(self.factor) ** call("floor", (t - 1) / self.every)


class ExponentialDecay(Schedule, frozen=True):
    """η · factor^(t − 1)."""

    factor: float = 0.99

    def __post_init__(self) -> None:
        _FACTOR.checked(self.factor, "the schedule")

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * Number(self.factor) ** (t - 1)


class CosineDecay(Schedule, frozen=True):
    """From η to `minimum` along half a cosine of `period` updates, then up again.

    Loshchilov, Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017,
    equation 5.
    """

    period: int = 100
    minimum: float = 0.0

    def __post_init__(self) -> None:
        Parameter("period", 1, 1, 1e15).checked(self.period, "the schedule")
        Parameter("minimum", 0.0, 0.0, 1e300).checked(self.minimum, "the schedule")

    def rate(self, lr: Expression, t: Expression) -> Expression:
        wave = 1 + call("cos", math.pi * (t - 1) / self.period)
        return self.minimum + (lr - self.minimum) * wave / 2


class WarmUp(Schedule, frozen=True):
    """η · t / iterations, until it has reached η."""

    iterations: int = 10

    def __post_init__(self) -> None:
        Parameter("iterations", 1, 1, 1e15).checked(self.iterations, "the schedule")

    def rate(self, lr: Expression, t: Expression) -> Expression:
        return lr * call("min", 1, t / self.iterations)


_EVERY = Parameter("every", 1, 1, 1e15)
_FACTOR = Parameter("factor", 1.0, 0.0, 1e300)

AnySchedule = StepDecay | ExponentialDecay | CosineDecay | WarmUp
SCHEDULES: tuple[type[AnySchedule], ...] = (StepDecay, ExponentialDecay, CosineDecay, WarmUp)
