"""Boxes, and the way of a connection's edges between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CURVE_POINTS = 24


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on the border."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: Box, margin: float = 0.0) -> bool:
        return (
            self.left < other.right + margin
            and other.left < self.right + margin
            and self.top < other.bottom + margin
            and other.top < self.bottom + margin
        )

    @classmethod
    def around(cls, boxes: Sequence[Box]) -> Box:
        """The smallest box that holds all of `boxes`; ValueError where there are none."""
        left, top = min(b.left for b in boxes), min(b.top for b in boxes)
        right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
        return cls(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal way past the layers in between, from x = `begin` to x = `end`.

    Its edges share the heights from `near` (next to the units) to `far`.
    """

    begin: float
    end: float
    near: float
    far: float

    def extent(self, route: Route) -> Box:
        top, bottom = min(self.near, self.far), max(self.near, self.far)
        return Box(self.begin, top, self.end - self.begin, bottom - top)


@dataclass(frozen=True, slots=True)
class Route:
    """How the edges of one connection run: straight, or through a lane."""

    source: int
    target: int
    lane: Lane | None = None

    def points(self, starts: Floats, ends: Floats) -> Floats:
        """Polylines of edges from `starts` (edges, 2) to `ends` (edges, 2): (edges, points, 2)."""
        if self.lane is None:
            return np.stack([starts, ends], axis=1)
        heights = np.linspace(self.lane.near, self.lane.far, len(starts) + 2)[1:-1]
        enter = np.column_stack([np.full(len(starts), self.lane.begin), heights])
        leave = np.column_stack([np.full(len(starts), self.lane.end), heights])
        return np.concatenate([_swing(starts, enter), _swing(leave, ends)], axis=1)


def _swing(starts: Floats, ends: Floats) -> Floats:
    """Curves that leave and arrive horizontally: (edges, CURVE_POINTS, 2)."""
    t = np.linspace(0.0, 1.0, CURVE_POINTS)[None, :, None]
    middle = (starts[:, None, :1] + ends[:, None, :1]) / 2
    first = np.concatenate([middle, starts[:, None, 1:]], axis=2)
    second = np.concatenate([middle, ends[:, None, 1:]], axis=2)
    return np.asarray(
        (1 - t) ** 3 * starts[:, None]
        + 3 * (1 - t) ** 2 * t * first
        + 3 * (1 - t) * t**2 * second
        + t**3 * ends[:, None]
    )
