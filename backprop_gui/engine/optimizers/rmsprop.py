"""RMSprop: Tieleman, Hinton, Lecture 6.5, Coursera: Neural networks for machine learning, 2012."""

from __future__ import annotations

from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.rule import (
    DECAY,
    EPSILON,
    RATE,
    SHARE,
    Here,
    Optimizer,
    Rule,
    gradient,
    mixed,
    step,
    used_gradient,
)
from backprop_gui.formula.expression import Expression, call


class RMSprop(Optimizer, frozen=True):
    """q ← α q + (1 − α) g², w ← w − η g / (√q + ε).

    `centered` subtracts the squared mean gradient from q; with `momentum`, the steps are
    gathered in a velocity.
    """

    learning_rate: float = 0.01
    alpha: float = 0.99
    eps: float = 1e-8
    weight_decay: float = 0.0
    momentum: float = 0.0
    centered: bool = False
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (
        RATE,
        Parameter("alpha", 0.0, *SHARE),
        Parameter("momentum", 0.0, 0.0, 1e300),
        DECAY,
        EPSILON,
    )

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(bool(self.weight_decay), self.maximize)
        g = gradient(pattern)
        square = Rule(
            "q_{}",
            "mean square",
            lambda h: mixed(h, "alpha", "q_{}", g(h) ** 2),
            state=True,
        )
        mean = Rule(
            "g_mean_{}",
            "mean gradient",
            lambda h: mixed(h, "alpha", "g_mean_{}", g(h)),
            state=True,
        )
        velocity = Rule(
            "v_{}",
            "velocity",
            lambda h: h.scalar("momentum") * h.of("v_{}") + g(h) / self._root(h),
            state=True,
        )
        last = step(
            lambda h: h.w - h.lr * (h.new("v_{}") if self.momentum else g(h) / self._root(h))
        )
        optional = ((mean, self.centered), (velocity, bool(self.momentum)))
        return (*first, square, *(rule for rule, chosen in optional if chosen), last)

    def _root(self, h: Here) -> Expression:
        square = h.new("q_{}")
        if self.centered:
            square = square - h.new("g_mean_{}") ** 2
        return call("sqrt", square) + h.scalar("eps")
