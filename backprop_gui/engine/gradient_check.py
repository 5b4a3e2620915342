"""Analytic against numeric gradients, parameter by parameter.

Where the loss is an analytic function of a parameter, by a complex step: Im L(w + ih) / h, with no
difference that could cancel (Squire, Trapp, SIAM Review 40(1), 1998, equation 6). Elsewhere by
central differences with a step of ∛eps · max(1, |w|): Press et al., Numerical Recipes, 3rd ed.,
2007, section 5.7. A kink between the two points is recognised by the one-sided differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from backprop_gui.engine.machine import Machine, Parameters, quiet_arithmetic
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.precision import FLOAT64
from backprop_gui.engine.program import Program
from backprop_gui.formula.analyticity import is_analytic
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array

Method = Literal["complex step", "central differences"]
_Places = list[tuple[Quantity, tuple[int, ...]]]

_LOSS = Quantity("loss")
_EPS = float(np.finfo(np.float64).eps)
# One-sided differences that disagree by more than this share show a kink.
_KINK = 1e-3
# So small that its square vanishes beside 1.
_IMAGINARY = 1e-20
# Relative differences that rounding explains; central differences lose a third of the digits
# twice, and what the loss's own rounding makes of the step comes on top.
_COMPLEX_TOLERANCE, _CENTRAL_TOLERANCE = 1e-10, 1e-5


@dataclass(frozen=True)
class Checked:
    """One parameter: both gradients and |difference| / max(|analytic|, |numeric|, 1e-8).

    `kink` says that the loss has no derivative between the points compared; the numbers then
    need not agree. `tolerance` is the relative difference that the method's own error explains.
    """

    parameter: Quantity
    analytic: float
    numeric: float
    relative: float
    kink: bool
    method: Method
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether the gradients are equal as far as the method can tell; never with nan."""
        return self.relative <= self.tolerance


def gradient_check(program: Program, array: Callable[[Quantity], Array]) -> Iterator[Checked]:
    """Check every existing parameter, one after the other, in memory of its own.

    `array` finds the arrays of the parameters and of the batch. Tied parameters are changed
    together. Both gradients are computed in float64 without rounding, whatever the program's
    precision.
    """
    with quiet_arithmetic():
        checker = _Checker(program, array)
    for spec in checker.program.parameters:
        for name in spec.elements():
            with quiet_arithmetic():
                checked = checker.check(name)
            yield checked


class _Checker:
    """A machine that has computed one iteration, and a complex one where it is needed."""

    def __init__(self, program: Program, array: Callable[[Quantity], Array]) -> None:
        self.program = replace(program, training=replace(program.training, precision=FLOAT64))
        self._machine = Machine(self.program, Parameters(self.program))
        for spec in (*self.program.given, *self.program.settings, *self.program.parameters):
            self._machine.arrays[spec.name][...] = array(spec.name)
        self._machine.prepare()
        self._machine.iterate()
        self._here = float(self._machine.arrays[_LOSS])
        self._analytic: dict[frozenset[Quantity], tuple[int, ...] | None] = {}

    def check(self, name: Quantity) -> Checked:
        """One parameter, by the complex step if there is one."""
        places = self._tied_places(name)
        kind = gradient_name(Quantity(name.kind)).kind
        array, place = self._place(Quantity(kind, name.indices))
        analytic = float(self._machine.arrays[array][place])
        numeric = self._complex_step(places)
        if numeric is None:
            return self._central(name, places, analytic)
        relative = abs(analytic - numeric) / _size(analytic, numeric)
        method: Method = "complex step"
        return Checked(name, analytic, numeric, relative, False, method, _COMPLEX_TOLERANCE)

    def _central(self, name: Quantity, places: _Places, analytic: float) -> Checked:
        array, place = places[0]
        at, here = float(self._machine.arrays[array][place]), self._here
        step = float(np.cbrt(_EPS)) * max(1.0, abs(at))
        above, below = (self._loss(places, at + sign * step) for sign in (1, -1))
        self._loss(places, at)
        numeric = (above - below) / (2 * step)
        size = _size(analytic, numeric)
        sides = abs((above - here) - (here - below)) / step
        noise = 1e3 * _EPS * abs(here) / step
        return Checked(
            name,
            analytic,
            numeric,
            abs(analytic - numeric) / size,
            bool(sides > _KINK * size + noise + 1e-6),
            "central differences",
            _CENTRAL_TOLERANCE + noise / size,
        )

    def _loss(self, places: _Places, value: float) -> float:
        """The loss with a parameter (and those tied to it) at a value, which it keeps."""
        for array, place in places:
            self._machine.arrays[array][place] = value
        for number in range(len(self.program.forward)):
            self._machine.compute(number)
        return float(self._machine.arrays[_LOSS])

    def _complex_step(self, places: _Places) -> float | None:
        """Im L(w + ih) / h; None where there is no such thing, or exp overflows on the way."""
        arrays = frozenset(array for array, _ in places)
        operations = self._analytic_operations(arrays)
        if operations is None or not np.isfinite(self._here):
            return None
        machine = self._complex_machine
        for array, place in places:
            machine.arrays[array][place] += 1j * _IMAGINARY
        for number in operations:
            machine.compute(number)
        found = float(machine.arrays[_LOSS].imag) / _IMAGINARY
        for name in (*arrays, *(self.program.operations[n].output.name for n in operations)):
            machine.arrays[name][...] = self._machine.arrays[name]
        return found if np.isfinite(found) else None

    @cached_property
    def _complex_machine(self) -> Machine:
        """Computes with complex numbers, from the values that have been computed."""
        machine = Machine(self.program, Parameters(self.program, np.dtype(np.complex128)))
        for name, array in self._machine.arrays.items():
            machine.arrays[name][...] = array
        machine.prepare()
        return machine

    def _analytic_operations(self, arrays: frozenset[Quantity]) -> tuple[int, ...] | None:
        """The operations from these arrays to the loss; None where one is not analytic."""
        if arrays not in self._analytic:
            numbers = tuple(_from(self.program, arrays))
            lines = (self.program.operations[n].line.right for n in numbers)
            self._analytic[arrays] = numbers if all(map(is_analytic, lines)) else None
        return self._analytic[arrays]

    def _tied_places(self, name: Quantity) -> _Places:
        group = next((g for g in self.program.training.tied if name in g), (name,))
        return [self._place(n) for n in (name, *(other for other in group if other != name))]

    def _place(self, name: Quantity) -> tuple[Quantity, tuple[int, ...]]:
        for spec in self.program.arrays:
            if spec.covers(name) and (place := spec.place(name)) is not None:
                return spec.name, place
        raise KeyError(str(name))


def _size(analytic: float, numeric: float) -> float:
    return max(abs(analytic), abs(numeric), 1e-8)


def _from(program: Program, arrays: frozenset[Quantity]) -> Iterator[int]:
    """The numbers of the forward operations that depend on one of the arrays."""
    touched = set(arrays)
    for number, operation in enumerate(program.forward):
        if touched.intersection(quantities(operation.line.right)):
            touched.add(operation.output.name)
            yield number


def worst_first(checks: Sequence[Checked]) -> tuple[Checked, ...]:
    """By relative difference; nan before all numbers, kinks after those without."""
    return tuple(sorted(checks, key=lambda c: (c.kink, not np.isnan(c.relative), -c.relative)))
