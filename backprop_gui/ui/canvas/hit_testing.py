"""Which edge lies under the pointer, by distance to all edges at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def distances(points: Floats, at: tuple[float, float]) -> Floats:
    """Distance from `at` to each polyline of `points` (edges, points, 2): (edges,)."""
    begin, end = points[:, :-1], points[:, 1:]
    along = end - begin
    length = np.einsum("esc,esc->es", along, along)
    to = np.asarray(at) - begin
    t = np.einsum("esc,esc->es", to, along) / np.where(length == 0.0, 1.0, length)
    nearest = to - np.clip(t, 0.0, 1.0)[..., None] * along
    squared = np.einsum("esc,esc->es", nearest, nearest)
    return np.asarray(np.sqrt(squared.min(axis=1)))


def nearest_edge(points: Floats, at: tuple[float, float], within: float) -> int | None:
    """The edge nearest to `at`, or None where none is `within` that distance."""
    if not len(points):
        return None
    measured = distances(points, at)
    index = int(measured.argmin())
    return index if measured[index] <= within else None
