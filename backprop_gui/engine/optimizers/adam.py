"""Adam and AdamW.

Kingma, Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1; Loshchilov,
Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2; Reddi, Kale, Kumar, On the
convergence of Adam and beyond, ICLR 2018 (amsgrad).
"""

from __future__ import annotations

from collections.abc import Callable
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
    mixed,
    step,
    used_gradient,
)
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Expression, call

BETAS = (
    Parameter("beta1", 0.9, 0.0, 1.0, below=True, field="betas", place=0),
    Parameter("beta2", 0.999, 0.0, 1.0, below=True, field="betas", place=1),
)


def moments(g: Callable[[Here], Expression]) -> tuple[Rule, Rule]:
    """m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²."""
    return (
        Rule("m_{}", "first moment", lambda h: mixed(h, "beta1", "m_{}", g(h)), state=True),
        Rule("v_{}", "second moment", lambda h: mixed(h, "beta2", "v_{}", g(h) ** 2), state=True),
    )


def correction(of: str, beta: str) -> Rule:
    """1 − βᵗ, by which a moment is too small at first, since it started at 0."""
    return Rule(f"{of}_correction", f"bias correction of {of}", lambda h: 1 - h.scalar(beta) ** h.t)


def corrected(pattern: str, of: str, title: str, moment: str) -> Rule:
    """A moment divided by its bias correction."""
    return Rule(pattern, title, lambda h: h.new(of) / h.scalar(f"{moment}_correction"))


def check_betas(betas: tuple[float, float]) -> None:
    """Raises InvalidValue unless there are two."""
    given: object = betas
    if not (isinstance(given, (tuple, list)) and len(given) == 2):
        raise InvalidValue(f"betas are {betas}; two numbers from 0 to below 1 are allowed.")


class Adam(Optimizer, frozen=True):
    """w ← w − η m̂ / (√v̂ + ε)."""

    learning_rate: float = 0.001
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.0
    amsgrad: bool = False
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (RATE, *BETAS, DECAY, EPSILON)

    def __post_init__(self) -> None:
        check_betas(self.betas)
        super().__post_init__()

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(bool(self.weight_decay), self.maximize)
        return adam_rules(self, first, gradient(pattern), lambda h: h.w)


class AdamW(Optimizer, frozen=True):
    """Adam whose weight decay acts on the parameter itself: w ← w − η λ w − η m̂ / (√v̂ + ε)."""

    learning_rate: float = 0.001
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    weight_decay: float = 0.01
    amsgrad: bool = False
    maximize: bool = False

    allowed: ClassVar[tuple[Parameter, ...]] = (RATE, *BETAS, DECAY, EPSILON)

    def __post_init__(self) -> None:
        check_betas(self.betas)
        super().__post_init__()

    def rules(self) -> tuple[Rule, ...]:
        first, pattern = used_gradient(False, self.maximize)
        return adam_rules(self, first, gradient(pattern), decayed)


def decayed(h: Here) -> Expression:
    """The parameter after weight decay that acts on itself."""
    return h.w - h.lr * h.scalar("weight_decay") * h.w


def adam_rules(
    adam: Adam | AdamW,
    first: tuple[Rule, ...],
    g: Callable[[Here], Expression],
    kept: Callable[[Here], Expression],
) -> tuple[Rule, ...]:
    """The rules that Adam and AdamW share; `kept` is what they subtract the step from."""
    largest = Rule(
        "v_max_{}",
        "largest second moment",
        lambda h: call("max", h.of("v_max_{}"), h.new("v_{}")),
        state=True,
    )
    return (
        correction("m", "beta1"),
        correction("v", "beta2"),
        *first,
        *moments(g),
        *((largest,) if adam.amsgrad else ()),
        corrected("m_hat_{}", "m_{}", "corrected first moment", "m"),
        corrected(
            "v_hat_{}", "v_max_{}" if adam.amsgrad else "v_{}", "corrected second moment", "v"
        ),
        step(
            lambda h: (
                kept(h)
                - h.lr * h.of("m_hat_{}") / (call("sqrt", h.of("v_hat_{}")) + h.scalar("eps"))
            )
        ),
    )
