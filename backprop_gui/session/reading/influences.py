"""Where a quantity goes: what an iteration computes directly from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.operations.tied import TiedGradient
from backprop_gui.engine.program import Program
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.naming import Place, find

# Formulas of so many elements are all read; of more, the axes that they share with their sources
# are learnt from some.
_FEW, _PROBES = 256, 24
_Index = tuple[int, ...]


def influences(program: Program, name: Quantity) -> Iterator[Quantity]:
    """The elements whose formula reads this one, in the order in which they are computed.

    They are found while they are asked for: there may be as many as parameters. Nothing for a whole
    array; raises UnknownName.
    """
    source = find(program, name)
    if source.index is None:
        return
    for operation in program.operations:
        yield from influences_in(program, operation, source)


def influences_in(program: Program, operation: Operation, source: Place) -> Iterator[Quantity]:
    """The elements of what one operation computes whose formula reads an element, in order."""
    if (source.index is None and source.spec.shape) or not may_read(operation, source.spec):
        return
    shared = _known_shared(program, operation, source.spec)
    for element in _candidates(operation.output, shared, source.index or ()):
        if source.name in quantities(operation.forms(element)[0].right):
            yield element


def may_read(operation: Operation, source: ArraySpec) -> bool:
    """Its line names what it reads, but for the parts of parameters tied across arrays."""
    across = isinstance(operation, TiedGradient) and source.name.kind.endswith("_part")
    return across or source.name in quantities(operation.line.right)


def _known_shared(program: Program, operation: Operation, source: ArraySpec) -> dict[int, int]:
    """`_shared`, found once; nothing where all formulas are read, or differ too much."""
    if operation.output.size <= _FEW or isinstance(operation, TiedGradient):
        return {}
    key = "shared axes", operation.output.name, source.name
    if key not in program.memo:
        program.memo[key] = _shared(operation, source)
    found: dict[int, int] = program.memo[key]
    return found


def _candidates(output: ArraySpec, shared: dict[int, int], index: _Index) -> Iterator[Quantity]:
    """All elements but those that differ in an axis which all formulas share with the source."""
    axes = [
        range(length) if axis not in shared else (index[shared[axis]],)
        for axis, length in enumerate(output.shape)
    ]
    present = None if output.present is None else np.broadcast_to(output.present, output.shape)
    for place in product(*axes):
        if present is None or present[place]:
            yield output.at(place)


def _shared(operation: Operation, source: ArraySpec) -> dict[int, int]:
    """By axis of what is computed, the axis of the source that has the same index in it."""
    output = operation.output
    # At random: an even step may meet nothing but a matrix's diagonal.
    numbers = np.random.default_rng(0).integers(output.size, size=_PROBES).tolist()
    seen = [
        (place, read)
        for element in map(output.element, numbers)
        if (place := output.place(element)) is not None
        for read in _read(operation, element, source)
    ]
    axes = product(range(len(output.shape)), range(len(source.shape))) if seen else ()
    return {own: its for own, its in axes if all(p[own] == r[its] for p, r in seen)}


def _read(operation: Operation, element: Quantity, source: ArraySpec) -> list[_Index]:
    """Where in the source's array the formula of an element reads."""
    names = quantities(operation.forms(element)[0].right)
    return [place for name in names if (place := _place(source, name)) is not None]


def _place(source: ArraySpec, name: Quantity) -> _Index | None:
    return source.place(name) if source.covers(name) else None
