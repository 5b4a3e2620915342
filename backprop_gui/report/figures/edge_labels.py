"""Where the numbers of edges stand: on their own edge, covering as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.layout.layout import Box

Line = NDArray[np.float64]
HEIGHT = 18.0
# From all that stands in the drawing, so that a number does not seem to belong to it.
_CLEAR = 6.0
# Where along an edge a number may stand; near the source is best.
_SPOTS = np.linspace(0.12, 0.88, 39)
_BEST = 0.28
_POINTS = 120


def places(
    lines: Sequence[Line], widths: Sequence[float], taken: Sequence[Box]
) -> list[Box | None]:
    """A place for the number of each line, shape (points, 2); None where there is no room.

    A width of 0 is that of a line without a number, which others avoid covering all the same.
    """
    dense = [_along(line, np.linspace(0.0, 1.0, _POINTS)) for line in lines]
    used = list(taken)
    found: list[Box | None] = []
    for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
        others = np.concatenate([d for n, d in enumerate(dense) if n != number] or [line[:0]])
        place = _best(line, width, used, others) if width else None
        found.append(place)
        used += [place] if place else []
    return found


def _best(line: Line, width: float, used: Sequence[Box], others: Line) -> Box | None:
    best, least = None, np.inf
    for spot, (x, y) in zip(_SPOTS, _along(line, _SPOTS), strict=True):
        box = Box(x - width / 2, y - HEIGHT / 2, width, HEIGHT)
        wide = _grown(box, _CLEAR)
        if any(wide.overlaps(other) for other in used):
            continue
        cost = _covered(wide, others) + abs(float(spot) - _BEST)
        if cost < least:
            best, least = box, cost
    return best


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by)


def _covered(box: Box, points: Line) -> int:
    x, y = points.T
    inside = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    return int(np.count_nonzero(inside))


def _along(line: Line, shares: NDArray[np.float64]) -> Line:
    """The points at shares of a polyline's length."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = shares * lengths[-1]
    return np.stack([np.interp(at, lengths, line[:, axis]) for axis in (0, 1)], axis=1)
