"""Few classes of edges by hue and width, so that each is painted by one call."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Qt's raster engine strokes pens of exactly 1 px by a slower way than those beside it.
WIDTHS = (1.01, 1.4, 1.9, 2.5)
ABSENT, ZERO, NOT_FINITE, FIRST_SIGNED = range(4)
CLASSES = FIRST_SIGNED + 2 * len(WIDTHS)


def classify(
    values: NDArray[np.float64], scale: float, absent: NDArray[np.bool_] | None = None
) -> NDArray[np.intp]:
    """Class per value: absent, zero, inf or nan, then negative and positive from thin to wide.

    `scale` > 0 is the size that gets the widest line; larger ones get it too. Without `absent`
    those are that are nan.
    """
    absent = np.isnan(values) if absent is None else absent
    with np.errstate(over="ignore"):
        size = np.abs(values) / scale
    level = np.ceil(np.nan_to_num(np.clip(size, 0.0, 1.0)) * len(WIDTHS)) - 1
    level = np.maximum(level, 0).astype(np.intp)
    signed = FIRST_SIGNED + level + len(WIDTHS) * (values > 0)
    finite = np.where(np.isfinite(values), signed, NOT_FINITE)
    return np.where(absent, ABSENT, np.where(values == 0, ZERO, finite))


def width_of(number: int) -> float:
    """Line width of a class in points."""
    if number == NOT_FINITE:
        return WIDTHS[-1]
    return WIDTHS[0] if number < FIRST_SIGNED else WIDTHS[(number - FIRST_SIGNED) % len(WIDTHS)]


def strength_of(number: int) -> float:
    """How strong a class's hue is, from -1 (most negative) to 1; 0 for what has no sign."""
    if number < FIRST_SIGNED:
        return 0.0
    level, sign = (number - FIRST_SIGNED) % len(WIDTHS), (number - FIRST_SIGNED) // len(WIDTHS)
    return (level + 1) / len(WIDTHS) * (1 if sign else -1)


def strongest(
    values: NDArray[np.float64], count: int, absent: NDArray[np.bool_] | None = None
) -> NDArray[np.intp]:
    """Indices of the `count` largest by size, inf and nan first; absent ones (nan) last."""
    if len(values) <= count:
        return np.arange(len(values))
    absent = np.isnan(values) if absent is None else absent
    size = np.where(np.isfinite(values), np.abs(values), np.finfo(np.float64).max)
    size[absent] = -1.0
    return np.argpartition(-size, count)[:count]
