"""Parameters in a report: what an iteration made of them, and how they went across iterations."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.engine.operations.update import new_name
from backprop_gui.formula.quantity import Quantity
from backprop_gui.report.records import (
    Curves,
    ParameterRow,
    ParameterTable,
    Series,
)
from backprop_gui.session.session import Session

MOST_CURVES = 64


def parameter_table(
    session: Session, spec: ArraySpec, before: NDArray[np.float64], most: int
) -> ParameterTable:
    """The first `most` of an array, at rest; `before` are its values at the iteration's start."""
    used = session.array(spec.name).values
    gradients = session.array(gradient_name(spec.name)).values
    after = session.array(new_name(spec.name)).values
    rows = tuple(
        _row(name, *(float(a.reshape(-1)[place]) for a in (before, gradients, after, used)))
        for name, place in _first(spec, most)
    )
    return ParameterTable(spec.name, rows, spec.size - len(rows))


def parameter_curves(
    spec: ArraySpec, at: tuple[int, ...], used: Iterable[NDArray[np.float64]]
) -> Curves:
    """The first of an array across the iterations `at`; `used` are its values in each."""
    arrays = [values.reshape(-1) for values in used]
    series = tuple(
        Series(name, at, tuple(float(a[place]) for a in arrays))
        for name, place in _first(spec, MOST_CURVES)
    )
    return Curves(spec.name, series, spec.size - len(series))


def _row(name: Quantity, before: float, gradient: float, after: float, used: float) -> ParameterRow:
    """Inside an iteration a parameter changes by hand only."""
    same = used == before or (math.isnan(used) and math.isnan(before))
    return ParameterRow(name, before, gradient, after, None if same else used)


def _first(spec: ArraySpec, most: int) -> list[tuple[Quantity, int]]:
    """Names and flat places of the first elements."""
    return [(spec.element(n), place) for n, place in enumerate(spec.places[:most].tolist())]
