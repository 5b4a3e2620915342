"""Plain gradient descent (Robbins, Monro, Annals of Mathematical Statistics 22(3), 1951)."""

from __future__ import annotations

import math

import msgspec

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Expression


class SGD(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="SGD", tag_field="name"):
    """w ← w − η · ∂L/∂w. Raises InvalidValue unless the learning rate is finite and ≥ 0."""

    learning_rate: float = 0.01

    def __post_init__(self) -> None:
        if not (math.isfinite(self.learning_rate) and self.learning_rate >= 0):
            raise InvalidValue(
                f"The learning rate is {self.learning_rate}; it must be finite and at least 0."
            )

    def update(self, parameter: Expression, gradient: Expression, rate: Expression) -> Expression:
        """The formula of the new parameter."""
        return parameter - rate * gradient
