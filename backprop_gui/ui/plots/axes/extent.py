"""What part of the plane a plot shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backprop_gui.ui.plots.arrays import Floats

LARGEST_HEIGHT = 1e100
"""Beyond it differences of heights overflow inside the axes' arithmetic."""


@dataclass(frozen=True)
class Extent:
    iterations: tuple[float, float]
    heights: tuple[float, float]


def extent_of(heights: Floats, last: float) -> Extent:
    """Places 0 to `last` and all finite heights, with a margin; 0 to 1 where there is none."""
    finite = heights[np.isfinite(heights)].clip(-LARGEST_HEIGHT, LARGEST_HEIGHT)
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    # A constant curve gets room around it: a tenth of itself, and 0 the range -0.1 to 0.1.
    largest = max(abs(low), abs(high))
    room = max(0.06 * (high - low), 1e-9 * largest)
    if high - low <= 1e-9 * largest or low == high:
        room = 0.1 * largest or 0.1
    width = max(last, 1)
    return Extent((-0.015 * width, 1.015 * width), (low - room, high + room))
