"""z, a, δ, ∂C/∂w_{j,k}^l: M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2.

A weight's first index is the unit to which it leads.
"""

from __future__ import annotations

from dataclasses import replace

from backprop_gui.formula.notations.assignment import symbol as assigned
from backprop_gui.formula.notations.kinds import Shape, shape_of
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity

_LETTERS = {"x": "a", "s": "z", "L": "C", "φ": "σ"}
_BEFORE_DROPOUT = "full"  # a is every output here, the program's `a` the one before dropout


def _symbol(quantity: Quantity) -> Symbol:
    return _renamed(assigned(_turned(quantity)))


def _turned(quantity: Quantity) -> Quantity:
    if shape_of(quantity.kind) is not Shape.WEIGHTS or len(quantity.indices) < 3:
        return quantity
    *layers, i, j = quantity.indices
    return Quantity(quantity.kind, (*layers, j, i))


def _renamed(drawn: Symbol) -> Symbol:
    above = f"{drawn.above},{_BEFORE_DROPOUT}" if drawn.letter == "a" else drawn.above
    return replace(
        drawn,
        letter=_LETTERS.get(drawn.letter, drawn.letter),
        above=above,
        of=drawn.of and _renamed(drawn.of),
        over=drawn.over and _renamed(drawn.over),
        top=drawn.top and _renamed(drawn.top),
    )


def _text(quantity: Quantity) -> str:
    return _symbol(quantity).spelled


NIELSEN = Notation("nielsen", "Nielsen's", "a, z, δ, ∂C/∂w", _symbol, _text, weights_turned=True)
