"""How the parameters change: optimiser, schedule, clipping, frozen and tied parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.optimizers import AnyOptimizer
from backprop_gui.engine.optimizers.rule import Rule
from backprop_gui.engine.precision import FLOAT64, Precision
from backprop_gui.engine.schedules import AnySchedule
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity

Group = tuple[Quantity, ...]


@dataclass(frozen=True)
class Training:
    """See the module. Gradients are clipped element by element to ±`clip_value`, or all together
    so that their norm is `clip_norm` at the most. Raises InvalidValue.
    """

    optimizer: AnyOptimizer
    frozen: tuple[Quantity, ...] = ()
    tied: tuple[Group, ...] = ()
    schedule: AnySchedule | None = None
    clip_value: float | None = None
    clip_norm: float | None = None
    precision: Precision = FLOAT64

    allowed: ClassVar[tuple[Parameter, ...]] = (
        Parameter("clip_value", 1.0, 1e-300, 1e300),
        Parameter("clip_norm", 1.0, 1e-300, 1e300),
    )

    def __post_init__(self) -> None:
        if self.clip_value is not None and self.clip_norm is not None:
            raise InvalidValue("Gradients are clipped by value or by norm, not by both.")
        for parameter in self.allowed:
            if (value := parameter.of(self)) is not None:
                parameter.checked(value, "the training")

    @property
    def rate(self) -> Quantity:
        """The learning rate that the optimiser uses: `lr`, or `lr_t` of a schedule."""
        return Quantity("lr" if self.schedule is None else "lr_t")

    @property
    def gradient(self) -> str:
        """The pattern of the gradient that reaches the optimiser."""
        clipped = self.clip_value is not None or self.clip_norm is not None
        return "d{}_clip" if clipped else "d{}"

    @property
    def states(self) -> tuple[Rule, ...]:
        """The rules whose quantities live on, without the parameter itself."""
        return tuple(rule for rule in self.optimizer.rules()[:-1] if rule.state)
