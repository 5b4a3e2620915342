"""Gradient descent, with momentum.

Robbins, Monro, Annals of Mathematical Statistics 22(3), 1951; Sutskever, Martens, Dahl, Hinton,
On the importance of initialization and momentum in deep learning, ICML 2013. In PyTorch's form
the velocity holds gradients, not steps: v ← μ v + (1 − τ) g, w ← w − η v.
"""

from __future__ import annotations

from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.rule import (
    DECAY,
    RATE,
    SHARE,
    Here,
    Optimizer,
    Rule,
    gradient,
    step,
    used_gradient,
)
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Branch, Cases, Comparison, Expression, Number


class SGD(Optimizer, frozen=True):
    """w ← w − η g; with momentum μ, dampening τ, or Nesterov's look ahead, w ← w − η (g + μ v)."""

    learning_rate: float = 0.001
    momentum: float = 0.0
    dampening: float = 0.0
    weight_decay: float = 0.0
    nesterov: bool = False
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (
        RATE,
        Parameter("momentum", 0.0, 0.0, 1e300),
        Parameter("dampening", 0.0, *SHARE),
        DECAY,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.nesterov and (not self.momentum or self.dampening):
            raise InvalidValue("Nesterov momentum needs a momentum above 0 and no dampening.")

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(bool(self.weight_decay), self.maximize)
        g = gradient(pattern)
        if not self.momentum:
            return (*first, step(lambda h: h.w - h.lr * g(h)))
        velocity = Rule("v_{}", "velocity", lambda h: self._velocity(h, g(h)), state=True)
        if self.nesterov:
            return (*first, velocity, step(lambda h: h.w - h.lr * (g(h) + _carried(h, "v_{}_new"))))
        return (*first, velocity, step(lambda h: h.w - h.lr * h.new("v_{}")))

    def _velocity(self, h: Here, g: Expression) -> Expression:
        """The first velocity is the gradient itself, without dampening."""
        if not self.dampening:
            return _carried(h, "v_{}") + g
        later = _carried(h, "v_{}") + (1 - h.scalar("dampening")) * g
        return Cases((Branch(g, Comparison(h.t, "==", Number(1.0))),), later)


def _carried(h: Here, velocity: str) -> Expression:
    return h.scalar("momentum") * h.of(velocity)
