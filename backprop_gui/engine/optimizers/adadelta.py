"""Adadelta: Zeiler, ADADELTA: an adaptive learning rate method, 2012, algorithm 1."""

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


class Adadelta(Optimizer, frozen=True):
    """q ← ρ q + (1 − ρ) g², d = √(u + ε) / √(q + ε) · g, u ← ρ u + (1 − ρ) d², w ← w − η d."""

    learning_rate: float = 1.0
    rho: float = 0.9
    eps: float = 1e-6
    weight_decay: float = 0.0
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (
        RATE,
        Parameter("rho", 0.0, *SHARE),
        DECAY,
        EPSILON,
    )

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(bool(self.weight_decay), self.maximize)
        g = gradient(pattern)

        def distance(h: Here) -> Expression:
            eps = h.scalar("eps")
            moved, square = h.of("u_{}") + eps, h.new("q_{}") + eps
            return call("sqrt", moved) / call("sqrt", square) * g(h)

        return (
            *first,
            Rule(
                "q_{}",
                "mean square",
                lambda h: mixed(h, "rho", "q_{}", g(h) ** 2),
                state=True,
            ),
            Rule("d_{}", "step before the learning rate", distance),
            Rule(
                "u_{}",
                "mean square of the steps",
                lambda h: mixed(h, "rho", "u_{}", h.of("d_{}") ** 2),
                state=True,
            ),
            step(lambda h: h.w - h.lr * h.of("d_{}")),
        )
