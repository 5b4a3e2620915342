"""The activation functions: each φ with its derivative φ′, once, as formulas.

A new activation is one entry of `_TABLE`. Derivatives are written as textbooks do, through the
output x = φ(s) where that is shorter (Goodfellow, Bengio, Courville, Deep Learning, 2016,
sections 3.10 and 6.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.expression import Expression, Number, call


@dataclass(frozen=True)
class ActivationEntry:
    """φ(s) and φ′(s) as formulas; `derivative` is given s and the output x.

    `kinks` are the s at which φ has no derivative; `convention` says which value stands there.
    """

    name: str
    title: str
    formula: Callable[[Expression], Expression]
    derivative: Callable[[Expression, Expression], Expression]
    kinks: tuple[float, ...] = ()
    convention: str = ""


_TABLE = (
    ActivationEntry("identity", "identity", lambda s: s, lambda s, x: Number(1.0)),
    ActivationEntry(
        "relu",
        "ReLU",
        lambda s: call("max", 0, s),
        lambda s, x: call("step", s, 0),
        kinks=(0.0,),
        convention="ReLU′(0) = 0",
    ),
    ActivationEntry("sigmoid", "logistic", lambda s: call("sigmoid", s), lambda s, x: x * (1 - x)),
    ActivationEntry("tanh", "tanh", lambda s: call("tanh", s), lambda s, x: 1 - x**2),
)

ACTIVATIONS = {entry.name: entry for entry in _TABLE}


class Activation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A choice from the table of activations.

    Raises InvalidValue where no entry has that name.
    """

    name: str

    def __post_init__(self) -> None:
        if self.name not in ACTIVATIONS:
            raise InvalidValue(
                f"There is no activation {self.name!r}; allowed are {', '.join(ACTIVATIONS)}."
            )

    @property
    def entry(self) -> ActivationEntry:
        """The table's entry."""
        return ACTIVATIONS[self.name]
