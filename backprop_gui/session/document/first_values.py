"""The parameters that a run starts from: given, or drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.engine.initializers import Initializer, initial
from backprop_gui.errors import InvalidValue, listed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.document.given import Matrix, Values, numbers, part, shape_of


def first_values(
    specs: tuple[ArraySpec, ...],
    weights: Values,
    biases: Values,
    seed: int,
    initializer: Initializer | None,
) -> tuple[Matrix, ...]:
    """Those given; what is not is drawn from the seed. Raises InvalidPart."""
    depth = max(spec.name.indices[-1] for spec in specs if spec.name.kind == "w")
    with part("parameters"):
        given = _given(weights, "w", depth) | _given(biases, "b", depth)
        names = {spec.name for spec in specs}
        if unknown := [name for name in given if name not in names]:
            raise InvalidValue(f"Numbers are given for {listed(unknown)}, which do not exist.")
        found = {s.name: _parameter(s, given[s.name]) for s in specs if s.name in given}
        # Arrays draw from generators of their own: what is given need not be drawn.
        missing = tuple(spec for spec in specs if spec.name not in found)
        drawn = initial(missing, seed, initializer)
        found |= {spec.name: values for spec, values in zip(missing, drawn, strict=True)}
    return tuple(found[spec.name] for spec in specs)


def _given(values: Values, kind: str, depth: int) -> dict[Quantity, Any]:
    if values is None:
        return {}
    if isinstance(values, Mapping):
        return {Quantity.parse(name): value for name, value in values.items()}
    if len(values) != depth:
        what = "weights" if kind == "w" else "biases"
        raise InvalidValue(f"{len(values)} layers of {what} are given; {depth} are allowed.")
    return {Quantity(kind, (n,)): v for n, v in enumerate(values, start=1) if v is not None}


def _parameter(spec: ArraySpec, values: ArrayLike) -> Matrix:
    array = numbers(values, f"The values of {spec.name}")
    if array.shape != spec.shape:
        raise InvalidValue(f"{spec.name} has shape {shape_of(array)}; allowed is {spec.shape}.")
    return array if spec.present is None else np.where(spec.present, array, 0.0)
