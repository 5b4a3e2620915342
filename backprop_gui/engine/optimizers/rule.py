"""What an optimiser is made of: rules, each one line of the update phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.chosen import Chosen
from backprop_gui.formula.expression import Expression, Ref
from backprop_gui.formula.quantity import Quantity

At = Callable[[Quantity], Expression]


@dataclass(frozen=True)
class Here:
    """The quantities that a rule may use, at one parameter.

    `at` gives an array's formula; `gradient` is the pattern of the gradient that reaches the
    optimiser, `rate` the learning rate's name.
    """

    at: At
    name: Quantity
    gradient: str
    rate: Quantity

    @property
    def w(self) -> Expression:
        """The parameter."""
        return self.at(self.name)

    @property
    def g(self) -> Expression:
        """The gradient that reaches the optimiser (clipped, if that has been chosen)."""
        return self.of(self.gradient)

    @property
    def lr(self) -> Expression:
        """The learning rate of this iteration."""
        return self.at(self.rate)

    @property
    def t(self) -> Expression:
        """The number of this update, from 1."""
        return self.scalar("t")

    def of(self, pattern: str) -> Expression:
        """A quantity of this parameter: `of("m_{}")` is m_w of a weight, m_b of a bias."""
        return self.at(Quantity(pattern.format(self.name.kind), self.name.indices))

    def new(self, pattern: str) -> Expression:
        """The value that a state has been given in this iteration."""
        return self.of(pattern + "_new")

    def scalar(self, kind: str) -> Expression:
        """A quantity that is one number for all parameters."""
        return Ref(Quantity(kind))


@dataclass(frozen=True)
class Rule:
    """Computes one quantity of every parameter, named by `pattern` (`m_{}`: m_w and m_b).

    A `state` lives on to the next iteration: it starts at `start`, and its formula gives the new
    value. A rule without `{}` in its pattern computes one number for all parameters.
    """

    pattern: str
    title: str
    formula: Callable[[Here], Expression]
    state: bool = False
    start: float = 0.0

    @property
    def scalar(self) -> bool:
        """Whether it is one number for all parameters."""
        return "{}" not in self.pattern


PARAMETER = "{}"


def step(formula: Callable[[Here], Expression]) -> Rule:
    """The last rule of every optimiser: the new parameter."""
    return Rule(PARAMETER, "new values", formula, state=True)


class Optimizer(Chosen, frozen=True, tag_field="name", tag=str):
    """Base of all optimisers. PyTorch's conventions; η is `learning_rate`. Raises InvalidValue.

    Rules read the numbers by the names that `allowed` gives them: they can be set in a run.
    Whether one is 0 may decide which rules there are.
    """

    allowed: ClassVar[tuple[Parameter, ...]] = ()

    def __post_init__(self) -> None:
        owner = type(self).__name__
        for parameter in self.allowed:
            parameter.checked(parameter.of(self), owner)

    @property
    def rate(self) -> float:
        """The learning rate η."""
        return float(RATE.of(self) or 0.0)

    def rules(self) -> tuple[Rule, ...]:
        """The lines of the update, in order; the last computes the parameter."""
        raise NotImplementedError


RATE = Parameter("learning_rate", 0.0, 0.0, 1e300, called="lr")
DECAY = Parameter("weight_decay", 0.0, 0.0, 1e300)
EPSILON = Parameter("eps", 0.0, 0.0, 1e300)
SHARE = (0.0, 1.0)


def used_gradient(decays: bool, maximize: bool) -> tuple[tuple[Rule, ...], str | None]:
    """The gradient with weight decay and sign: its rule, and its pattern; none where unchanged."""
    if not decays and not maximize:
        return (), None

    def formula(h: Here) -> Expression:
        gradient = -h.g if maximize else h.g
        return gradient + h.scalar("weight_decay") * h.w if decays else gradient

    pattern = "d{}_decay"
    return (Rule(pattern, "gradient with weight decay", formula),), pattern


def mixed(h: Here, share: str, state: str, new: Expression) -> Expression:
    """A running mean: share · state + (1 − share) · new."""
    return h.scalar(share) * h.of(state) + (1 - h.scalar(share)) * new


def gradient(pattern: str | None) -> Callable[[Here], Expression]:
    """How the rules read the gradient."""
    return (lambda h: h.g) if pattern is None else (lambda h: h.of(pattern))
