"""Names as a program has them: arrays whose indices count from 0, a sample's first."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.formula.notations.kinds import Shape, parted, shape_of
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.quantity import Quantity

_AXES = {Shape.UNITS: 1, Shape.TARGETS: 1, Shape.PAIRS: 2}
ArrayName = Callable[[str, tuple[int, ...]], str]
"""The name of the array of a kind in certain layers."""


def code_symbol(name: ArrayName, *, weights_turned: bool) -> Callable[[Quantity], Symbol]:
    """Draws quantities as elements of named arrays; `weights_turned`: the target unit first."""

    def draw(quantity: Quantity) -> Symbol:
        layers, inside = parted(quantity)
        shape = shape_of(quantity.kind)
        if shape is Shape.WEIGHTS and weights_turned:
            inside = inside[::-1]
        if len(inside) > _AXES.get(shape, len(inside)):
            inside = (inside[-1], *inside[:-1])
        below = ",".join(str(number - 1) for number in inside)
        return Symbol(name(quantity.kind, layers), below, code=True)

    return draw


def joined(layers: tuple[int, ...]) -> str:
    """The numbers of layers in a name: 2, or 0_2 of a connection that skips one."""
    return "_".join(map(str, layers))
