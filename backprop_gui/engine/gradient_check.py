"""Analytic against numeric gradients, parameter by parameter.

Central differences with a step of ∛eps · max(1, |w|): Press et al., Numerical Recipes, 3rd ed.,
2007, section 5.7. A kink between the two points is recognised by the one-sided differences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from backprop_gui.engine.machine import Machine, Parameters, quiet_arithmetic
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.precision import FLOAT64
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array

_LOSS = Quantity("loss")
# One-sided differences that disagree by more than this share show a kink.
_KINK = 1e-3


@dataclass(frozen=True)
class Checked:
    """One parameter: both gradients and |difference| / max(|analytic|, |numeric|, 1e-8).

    `kink` says that the loss has no derivative between the points compared; the numbers then
    need not agree.
    """

    parameter: Quantity
    analytic: float
    numeric: float
    relative: float
    kink: bool


def gradient_check(program: Program, array: Callable[[Quantity], Array]) -> tuple[Checked, ...]:
    """Check every existing parameter, in memory of its own.

    `array` finds the arrays of the parameters and of the batch. Tied parameters are changed
    together. Both gradients are computed in float64 without rounding, whatever the program's
    precision.
    """
    program = replace(program, training=replace(program.training, precision=FLOAT64))
    machine = Machine(program, Parameters(program))
    with quiet_arithmetic():
        for spec in (*program.given, *program.parameters):
            machine.arrays[spec.name][...] = array(spec.name)
        machine.prepare()
        machine.iterate()
        return tuple(
            _check(machine, name) for spec in program.parameters for name in spec.elements()
        )


def _check(machine: Machine, name: Quantity) -> Checked:
    places = _tied_places(machine, name)
    array, place = places[0]
    kind = gradient_name(Quantity(name.kind)).kind
    analytic = _read(machine, Quantity(kind, name.indices))
    at, here = float(array[place]), _loss(machine, places, float(array[place]))
    step = float(np.cbrt(np.finfo(array.dtype).eps)) * max(1.0, abs(at))
    above, below = (_loss(machine, places, at + sign * step) for sign in (1, -1))
    _loss(machine, places, at)
    numeric = (above - below) / (2 * step)
    size = max(abs(analytic), abs(numeric), 1e-8)
    sides = abs((above - here) - (here - below)) / step
    noise = 1e-6 + 1e3 * np.finfo(np.float64).eps * abs(here) / step
    relative = abs(analytic - numeric) / size
    return Checked(name, analytic, numeric, relative, bool(sides > _KINK * size + noise))


def _loss(machine: Machine, places: list[tuple[Array, tuple[int, ...]]], value: float) -> float:
    """The loss with a parameter (and those tied to it) at a value, which it keeps."""
    for array, place in places:
        array[place] = value
    for number in range(len(machine.program.forward)):
        machine.compute(number)
    return float(machine.arrays[_LOSS])


def _tied_places(machine: Machine, name: Quantity) -> list[tuple[Array, tuple[int, ...]]]:
    tied = machine.program.training.tied
    group = next((group for group in tied if name in group), (name,))
    members = (name, *(member for member in group if member != name))
    return [_place(machine, member) for member in members]


def _place(machine: Machine, name: Quantity) -> tuple[Array, tuple[int, ...]]:
    for spec in machine.program.arrays:
        if spec.covers(name) and (place := spec.place(name)) is not None:
            return machine.arrays[spec.name], place
    raise KeyError(str(name))


def _read(machine: Machine, name: Quantity) -> float:
    array, place = _place(machine, name)
    return float(array[place])
