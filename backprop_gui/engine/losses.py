"""The losses: ℓ of one output with its derivative, once, as formulas.

A new loss is one entry of `_TABLE`. x is the prediction, y the target. The loss of a batch is
factor · (sum or mean over samples) of (sum or mean over outputs) of ℓ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Expression, Guard, call

Aggregate = Literal["sum", "mean"]


@dataclass(frozen=True)
class LossEntry:
    """ℓ(x, y) and ∂ℓ/∂x; `simplified` gives ∂ℓ/∂s of an output layer by its activation's name."""

    name: str
    title: str
    formula: Callable[[Expression, Expression], Expression]
    derivative: Callable[[Expression, Expression], Expression]
    simplified: Mapping[str, Callable[[Expression, Expression], Expression]] = field(
        default_factory=dict
    )
    convention: str = ""


def _cross_entropy(x: Expression, y: Expression) -> Expression:
    return -(y * call("ln", Guard(x, y)) + (1 - y) * call("ln", Guard(1 - x, 1 - y)))


def _cross_entropy_derivative(x: Expression, y: Expression) -> Expression:
    return -(y / Guard(x, y)) + (1 - y) / Guard(1 - x, 1 - y)


_TABLE = (
    LossEntry(
        "squared_error",
        "squared error",
        lambda x, y: (x - y) ** 2,
        lambda x, y: 2 * (x - y),
        simplified={"identity": lambda x, y: 2 * (x - y)},
    ),
    # Bishop, Pattern Recognition and Machine Learning, 2006, equations 4.90 and 5.18.
    LossEntry(
        "binary_cross_entropy",
        "binary cross-entropy",
        _cross_entropy,
        _cross_entropy_derivative,
        simplified={"sigmoid": lambda x, y: x - y},
        convention="natural logarithm",
    ),
)

LOSSES = {entry.name: entry for entry in _TABLE}


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A loss and its conventions.

    `factor` multiplies the whole (1 or ½ are usual); `over_outputs` and `over_batch` say whether
    the units of a sample and the samples of a batch are summed or averaged. Raises InvalidValue.
    """

    name: str
    factor: float = 1.0
    over_outputs: Aggregate = "sum"
    over_batch: Aggregate = "mean"

    def __post_init__(self) -> None:
        if self.name not in LOSSES:
            raise InvalidValue(f"There is no loss {self.name!r}; allowed are {', '.join(LOSSES)}.")
        if not 0 < self.factor < float("inf"):
            raise InvalidValue(f"The loss's factor is {self.factor}; it must be finite and > 0.")
        for field_name in ("over_outputs", "over_batch"):
            if getattr(self, field_name) not in ("sum", "mean"):
                raise InvalidValue(
                    f"{field_name} is {getattr(self, field_name)!r}; allowed are 'sum' and 'mean'."
                )

    @property
    def entry(self) -> LossEntry:
        """The table's entry."""
        return LOSSES[self.name]

    def count(self, outputs: int, samples: int) -> int:
        """What the sum of all ℓ is divided by."""
        per_sample = outputs if self.over_outputs == "mean" else 1
        return per_sample * (samples if self.over_batch == "mean" else 1)

    def convention(self) -> str:
        """The conventions in force in a few words."""
        parts = [self.entry.convention] if self.entry.convention else []
        parts += [f"factor {'½' if self.factor == 0.5 else format(self.factor, 'g')}"]
        parts += [f"{self.over_outputs} over outputs", f"{self.over_batch} over the batch"]
        return " · ".join(parts)
