"""Numbers as a person or a file gives them: read, checked, and named where they are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backprop_gui.errors import BackpropError, InvalidValue

Matrix = NDArray[np.float64]
# Per layer, or by the arrays' names.
Values = Sequence[Any] | Mapping[str, Any] | None

_NUMBERS = "biuf"
# Fractions, say, and whole numbers beyond 64 bits; perhaps words among them.
_OBJECTS = "O"


class InvalidPart(InvalidValue):
    """What is wrong in one part of a document, such as `inputs`."""

    def __init__(self, problem: str, part: str) -> None:
        super().__init__(problem)
        self.part = part


@contextmanager
def part(name: str) -> Iterator[None]:
    """What is wrong inside is wrong in this part of a document."""
    try:
        yield
    except BackpropError as problem:
        raise InvalidPart(str(problem), name) from None


def matrix(values: ArrayLike, what: str, columns: int) -> Matrix:
    """The values as (samples, columns); raises InvalidValue."""
    array = numbers(values, f"The {what}")
    if array.ndim != 2 or array.shape[1] != columns or not len(array):
        raise InvalidValue(
            f"The {what} have shape {shape_of(array)}; allowed is (samples, {columns}) "
            "with at least one sample."
        )
    return array


def numbers(values: ArrayLike, what: str) -> Matrix:
    """The values as an array of finite numbers of its own; raises InvalidValue."""
    try:
        array = np.array(values)
        if array.dtype.kind == _OBJECTS and any(isinstance(v, str) for v in array.flat):
            raise TypeError
        if array.dtype.kind not in _NUMBERS + _OBJECTS:
            raise TypeError
        array = array.astype(np.float64, copy=False)
    except (TypeError, ValueError):
        raise InvalidValue(f"{what} are not a table of numbers with equally long rows.") from None
    except OverflowError:
        raise InvalidValue(f"{what} hold a number beyond 1.8e308, which is too large.") from None
    if not np.isfinite(array).all():
        raise InvalidValue(f"{what} hold inf or nan; only finite numbers are allowed.")
    return array


def shape_of(array: Matrix) -> str:
    """How it is written in a message; something nested deeply has many axes."""
    return str(array.shape) if array.ndim < 5 else f"of {array.ndim} axes"
