"""A notation: how each quantity is drawn, and how it is spelled in a line of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True)
class Notation:
    """`symbol` draws a quantity or a whole array of them, `text` spells it.

    `weights_turned`: a weight's first index is the unit that it leads to. Layers keep the program's
    numbers, from 0 for the input, whatever the notation.
    """

    name: str
    title: str
    example: str
    symbol: Callable[[Quantity], Symbol]
    text: Callable[[Quantity], str]
    weights_turned: bool = False

    def of_kind(self, kind: str) -> str:
        """What all quantities of a kind are called, such as `x` or `dw`."""
        return self.symbol(Quantity(kind)).spelled

    def __repr__(self) -> str:
        return f"Notation({self.name})"
