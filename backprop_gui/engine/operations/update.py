"""w ← …: the new value of every parameter."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.elementwise import At, Elementwise
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.engine.optimizers.sgd import SGD
from backprop_gui.formula.expression import Expression
from backprop_gui.formula.quantity import Quantity

RATE = Quantity("lr")


def new_name(parameter: Quantity) -> Quantity:
    """`w_new[1]` for `w[1]`."""
    return Quantity(f"{parameter.kind}_new", parameter.indices)


def update(parameter: ArraySpec, optimizer: SGD, frozen: Iterable[Quantity]) -> Elementwise:
    """The operation that computes the new values of one parameter array."""

    def build(at: At) -> Expression:
        return optimizer.update(at(parameter.name), at(gradient_name(parameter.name)), at(RATE))

    what = "weights" if parameter.name.kind == "w" else "biases"
    return Elementwise(
        Phase.UPDATE,
        ArraySpec(new_name(parameter.name), parameter.shape, present=parameter.present),
        f"new {what} {parameter.name}",
        build,
        sign="←",
        shown=parameter.name,
        keeps=parameter.name,
        fixed=frozen_places(parameter, frozen),
    )


def frozen_places(parameter: ArraySpec, frozen: Iterable[Quantity]) -> NDArray[np.bool_] | None:
    """Which elements of a parameter are frozen; None where none is."""
    fixed = np.zeros(parameter.shape, bool)
    for name in frozen:
        if name == parameter.name:
            fixed[...] = True
        elif parameter.covers(name) and (place := parameter.place(name)) is not None:
            fixed[place] = True
    return fixed if fixed.any() else None
