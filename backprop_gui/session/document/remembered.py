"""What an optimiser remembers where a document goes on from an earlier one: bits, no judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from backprop_gui.engine.operations.update import COUNT
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue, listed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.given import Matrix

Remembered = tuple[tuple[Quantity, Matrix], ...]
"""Velocities, moments and the number of the next update, by the names that formulas give them."""

_STORED = np.dtype("<f8")


def shapes(program: Program) -> Iterator[tuple[Quantity, tuple[int, ...]]]:
    """All that the optimiser of a program remembers."""
    for spec in program.states:
        yield spec.name, spec.shape
    if any(spec.name == COUNT for spec in program.settings):
        yield COUNT, ()


def written(remembered: Remembered) -> dict[str, bytes]:
    """As `read` takes it: little-endian float64, so that every bit is kept, of nan too."""
    return {str(name): values.astype(_STORED).tobytes() for name, values in remembered}


def read(program: Program, given: Mapping[str, bytes]) -> Remembered:
    """Nothing, or all that there is to remember; raises InvalidValue."""
    wanted = dict(shapes(program)) if given else {}
    if set(given) != {str(name) for name in wanted}:
        raise InvalidValue(
            f"What is remembered is {listed(sorted(given))}; of this optimiser it is "
            f"{listed(sorted(map(str, wanted))) or 'nothing'}."
        )
    return tuple((name, _array(name, given[str(name)], shape)) for name, shape in wanted.items())


def _array(name: Quantity, raw: bytes, shape: tuple[int, ...]) -> Matrix:
    size = int(np.prod(shape, dtype=np.intp))
    if len(raw) != size * _STORED.itemsize:
        raise InvalidValue(f"{name} has {len(raw)} bytes; {size * _STORED.itemsize} belong there.")
    values = np.frombuffer(raw, _STORED).astype(np.float64).reshape(shape)
    if name == COUNT and not (values >= 1 and float(values).is_integer()):
        raise InvalidValue(f"{name} is {float(values)}; whole numbers from 1 are allowed.")
    values.setflags(write=False)
    return values
