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
    numbers, from 0 for the input, whatever the notation. `short` draws what `symbol` draws too long
    for a picture of the network.
    """

    name: str
    title: str
    example: str
    symbol: Callable[[Quantity], Symbol]
    text: Callable[[Quantity], str]
    weights_turned: bool = False
    short: Callable[[Quantity], Symbol] | None = None

    def small(self, quantity: Quantity) -> Symbol:
        """The symbol for where there is little room."""
        return (self.short or self.symbol)(quantity)

    def __repr__(self) -> str:
        return f"Notation({self.name})"
