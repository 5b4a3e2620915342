"""NAdam: Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop 2016, algorithm 2."""

from __future__ import annotations

from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers.adam import (
    BETAS,
    check_betas,
    corrected,
    correction,
    decayed,
    moments,
)
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
        RATE,
        *BETAS,
        DECAY,
        EPSILON,
        Parameter("momentum_decay", 0.0, 0.0, 1e300),
    )

    def __post_init__(self) -> None:
        check_betas(self.betas)
        super().__post_init__()

    def rules(self) -> tuple[Rule, ...]:
        decays = bool(self.weight_decay) and not self.decoupled_weight_decay
        first, pattern = used_gradient(decays, self.maximize)
        g = gradient(pattern)

        def look_ahead(h: Here) -> Expression:
            mu, after, product = map(h.scalar, ("mu", "mu_next", "mu_product_new"))
            return after / (1 - product * after) * h.new("m_{}") + (1 - mu) / (1 - product) * g(h)

        return (
            Rule("mu", "momentum of this update", lambda h: _mu(h, h.t)),
            Rule("mu_next", "momentum of the next update", lambda h: _mu(h, h.t + 1)),
            Rule(
                "mu_product",
                "product of the momenta",
                lambda h: h.scalar("mu_product") * h.scalar("mu"),
                state=True,
                start=1.0,
            ),
            correction("v", "beta2"),
            *first,
            *moments(g),
            Rule("m_hat_{}", "first moment, looking ahead", look_ahead),
            corrected("v_hat_{}", "v_{}", "corrected second moment", "v"),
            step(self._step),
        )

    def _step(self, h: Here) -> Expression:
        kept = decayed(h) if self.decoupled_weight_decay and self.weight_decay else h.w
        return kept - h.lr * h.of("m_hat_{}") / (call("sqrt", h.of("v_hat_{}")) + h.scalar("eps"))


def _mu(h: Here, t: Expression) -> Expression:
    return h.scalar("beta1") * (1 - 0.5 * Number(0.96) ** (t * h.scalar("momentum_decay")))
