"""Makes an expression a chain of calls that read the machine's arrays where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.expressions.functions import Function, Value
from backprop_gui.session.expressions.nodes import Apply, Constant, Counter, Name, Node
from backprop_gui.session.reading.naming import Place

Compiled = Callable[[], Value]


@dataclass
class Counters:
    """The position's numbers, as an expression reads them, and the sample in turn, from 0."""

    iteration: int = 0
    epoch: int = 0
    operation: int = 0
    row: int = 0


@dataclass(frozen=True)
class Source:
    """Where the names of an expression are read; one `of_any_sample` is of the one in turn."""

    find: Callable[[Name], Place]
    of_any_sample: Callable[[Name], bool]
    arrays: Mapping[Quantity, Array]
    counters: Counters


def compiled(node: Node, source: Source) -> Compiled:
    """A call that gives a number, a truth or an array of these; float64 throughout.

    Should be called where NumPy's warnings are off: inf and nan are values here.
    """
    match node:
        case Constant(_, value):
            return lambda: value
        case Counter(_, name):
            return lambda: np.float64(getattr(source.counters, name))
        case Name():
            return _reading(node, source)
        case Apply(_, function, arguments):
            return _applying(function, tuple(compiled(part, source) for part in arguments))
        case _:
            raise AssertionError(node)


def _reading(node: Name, source: Source) -> Compiled:
    place, counters = source.find(node), source.counters
    values = source.arrays[place.spec.name]
    if place.index is not None and source.of_any_sample(node):
        column: tuple[slice | int, ...] = (slice(None), *place.index[1:])
        of_samples = values[column]
        return lambda: np.float64(of_samples[counters.row])
    if place.index is not None:
        index = place.index
        return lambda: np.float64(values[index])
    if place.spec.present is not None:
        existing = place.spec.places
        return lambda: values.reshape(-1)[existing].astype(np.float64)
    return lambda: values.astype(np.float64)


def _applying(function: Function, parts: tuple[Compiled, ...]) -> Compiled:
    compute = function.compute
    if len(parts) == 1:
        only = parts[0]
        return lambda: compute(only())
    if len(parts) == 2:
        left, right = parts
        return lambda: compute(left(), right())
    return lambda: compute(*(part() for part in parts))
