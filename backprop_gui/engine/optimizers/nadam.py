"""NAdam: Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop 2016, algorithm 2."""

from __future__ import annotations

from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.adam import check_betas, corrected, correction, moments
from backprop_gui.engine.optimizers.rule import (
    DECAY,
    EPSILON,
    Here,
    Optimizer,
    Rule,
    gradient,
    step,
    used_gradient,
)
from backprop_gui.formula.expression import Expression, Number, call


class NAdam(Optimizer, frozen=True):
    """Adam with Nesterov's look ahead; μ_t = β₁ (1 − ½ · 0.96^(t ψ)) grows towards β₁."""

    learning_rate: float = 0.002
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.0
    momentum_decay: float = 0.004
    decoupled_weight_decay: bool = False
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (
        DECAY,
        EPSILON,
        Parameter("momentum_decay", 0.0, 0.0, 1e300),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_betas(self.betas)

    def rules(self) -> tuple[Rule, ...]:
        decay = 0.0 if self.decoupled_weight_decay else self.weight_decay
        first, pattern = used_gradient(decay, self.maximize)
        g = gradient(pattern)

        def look_ahead(h: Here) -> Expression:
            mu, after, product = map(h.scalar, ("mu", "mu_next", "mu_product_new"))
            return after / (1 - product * after) * h.new("m_{}") + (1 - mu) / (1 - product) * g(h)

        return (
            Rule("mu", "momentum of this update", lambda h: self._mu(h.t)),
            Rule("mu_next", "momentum of the next update", lambda h: self._mu(h.t + 1)),
            Rule(
                "mu_product",
                "product of the momenta",
                lambda h: h.scalar("mu_product") * h.scalar("mu"),
                state=True,
                start=1.0,
            ),
            correction("v", self.betas[1]),
            *first,
            *moments(*self.betas, g),
            Rule("m_hat_{}", "first moment, looking ahead", look_ahead),
            corrected("v_hat_{}", "v_{}", "corrected second moment", "v"),
            step(self._step),
        )

    def _mu(self, t: Expression) -> Expression:
        return self.betas[0] * (1 - 0.5 * Number(0.96) ** (t * self.momentum_decay))

    def _step(self, h: Here) -> Expression:
        decoupled = self.decoupled_weight_decay and self.weight_decay
        kept = h.w - h.lr * self.weight_decay * h.w if decoupled else h.w
        return kept - h.lr * h.of("m_hat_{}") / (call("sqrt", h.of("v_hat_{}")) + self.eps)
