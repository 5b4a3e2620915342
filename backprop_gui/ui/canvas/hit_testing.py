"""Which edges lie under the pointer or a rectangle: all are measured at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.layout.layout import Box

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


def crossing(points: Floats, box: Box) -> NDArray[np.bool_]:
    """Which polylines of `points` (edges, points, 2) go through a box: (edges,).

    Each piece is clipped by the box's sides (Liang and Barsky, ACM Transactions on Graphics 3(1),
    1984): it goes through where it enters before it leaves.
    """
    begin = points[:, :-1]
    along = points[:, 1:] - begin
    low, high = np.array([box.left, box.top]), np.array([box.right, box.bottom])
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (low - begin) / along, (high - begin) / along
    outside = (along == 0.0) & ((begin < low) | (begin > high))
    enters = np.where(along == 0.0, 0.0, np.minimum(one, other)).max(axis=2)
    leaves = np.where(along == 0.0, 1.0, np.maximum(one, other)).min(axis=2)
    inside = np.maximum(enters, 0.0) <= np.minimum(leaves, 1.0)
    return np.asarray((inside & ~outside.any(axis=2)).any(axis=1))
