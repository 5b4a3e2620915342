"""Makes an expression a chain of calls that read the machine's arrays where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backprop_gui.formula.vectorising import Array
from backprop_gui.session.expressions.functions import Function, Value
from backprop_gui.session.expressions.nodes import Apply, Constant, Counter, Name, Node
from backprop_gui.session.naming import Place

Compiled = Callable[[], Value]


@dataclass
class Counters:
    """The position's numbers, as an expression reads them."""

    iteration: int = 0
    epoch: int = 0
    operation: int = 0


def compiled(
    node: Node, find: Callable[[Name], Place], array: Callable[[Place], Array], counters: Counters
) -> Compiled:
    """A call that gives a number, a truth or an array of these; float64 throughout.

    Should be called where NumPy's warnings are off: inf and nan are values here.
    """
    match node:
        case Constant(_, value):
            return lambda: value
        case Counter(_, name):
            return lambda: np.float64(getattr(counters, name))
        case Name():
            place = find(node)
            return _reading(place, array(place))
        case Apply(_, function, arguments):
            parts = tuple(compiled(part, find, array, counters) for part in arguments)
            return _applying(function, parts)
        case _:
            raise AssertionError(node)


def _reading(place: Place, values: Array) -> Compiled:
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
