"""Adagrad: Duchi, Hazan, Singer, Journal of Machine Learning Research 12, 2011."""

from __future__ import annotations

from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.rule import (
    DECAY,
    EPSILON,
    RATE,
    Here,
    Optimizer,
    Rule,
    gradient,
    step,
    used_gradient,
)
from backprop_gui.formula.expression import Expression, call


class Adagrad(Optimizer, frozen=True):
    """G ← G + g², w ← w − η g / (√G + ε); η shrinks to η / (1 + (t − 1) · lr_decay)."""

    learning_rate: float = 0.01
    lr_decay: float = 0.0
    weight_decay: float = 0.0
    initial_accumulator_value: float = 0.0
    eps: float = 1e-10
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (
        RATE,
        Parameter("lr_decay", 0.0, 0.0, 1e300),
        Parameter("initial_accumulator_value", 0.0, 0.0, 1e300),
        DECAY,
        EPSILON,
    )

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(bool(self.weight_decay), self.maximize)
        g, start = gradient(pattern), self.initial_accumulator_value
        total = Rule(
            "G_{}", "sum of squares", lambda h: h.of("G_{}") + g(h) ** 2, state=True, start=start
        )

        def formula(h: Here) -> Expression:
            return h.w - self._rate(h) * g(h) / (call("sqrt", h.new("G_{}")) + h.scalar("eps"))

        return (*first, total, step(formula))

    def _rate(self, h: Here) -> Expression:
        return h.lr / (1 + (h.t - 1) * h.scalar("lr_decay")) if self.lr_decay else h.lr
