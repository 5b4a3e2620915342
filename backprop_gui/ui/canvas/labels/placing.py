"""Numbers on edges: where there is room for all of a connection, else on those that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.hit_testing import distances

Floats = NDArray[np.float64]

LINE_HEIGHT = 16.0
MARGIN = 3.0
# Where along an edge a label may stand, the middle first.
ALONG = tuple(sorted((n / 100 for n in range(14, 87, 4)), key=lambda share: abs(share - 0.5)))
# How much a place counts that is taken from others, against standing less well: tried in turn.
CARE = (0.05, 0.5, 10.0)
MOST_LABELLED = 48
# A label covers an edge that is nearer than this, in halves of its own width and height.
COVERS = 0.95
PER_COVERED = 8.0
# It is far worse to cover another label or a card.
PER_LABEL = 1000.0


class Room:
    """The rectangles taken so far."""

    def __init__(self, taken: Iterable[Box] = ()) -> None:
        self._taken = [(b.left, b.top, b.right, b.bottom) for b in taken]

    def copy(self) -> Room:
        other = Room()
        other._taken = list(self._taken)
        return other

    def overlaps(self, boxes: Floats) -> NDArray[np.intp]:
        """How many of the taken ones each of `boxes` (n, 4: left, top, right, bottom) covers."""
        if not self._taken:
            return np.zeros(len(boxes), dtype=np.intp)
        return np.asarray(_overlaps(boxes, np.array(self._taken)[None]).sum(axis=(1, 2)))

    def take(self, box: Floats) -> None:
        self._taken.append(tuple(box))


def point_along(points: Floats, share: float) -> tuple[float, float]:
    """The point of a polyline (points, 2) at this share of its length."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    reached = np.concatenate([[0.0], np.cumsum(steps)])
    at = share * reached[-1]
    return float(np.interp(at, reached, points[:, 0])), float(np.interp(at, reached, points[:, 1]))


def candidates(points: Floats, size: tuple[float, float], others: Floats) -> tuple[Floats, Floats]:
    """Boxes (len(ALONG), 4) of a label along a polyline (points, 2), and how bad each is.

    Bad is to cover one of the edges `others` (edges, points, 2; its own among them), and to stand
    far from the middle.
    """
    middles = np.array([point_along(points, share) for share in ALONG])
    half = np.array(size) / 2
    stretched = others / half  # a label is then as wide as high
    covered = [(distances(stretched, (x, y)) < COVERS).sum() for x, y in middles / half]
    badness = np.arange(len(ALONG)) + PER_COVERED * np.array(covered, dtype=float)
    return np.concatenate([middles - half, middles + half], axis=1), badness


def place(boxes: Floats, badness: Floats, room: Room) -> Box:
    """The best of an edge's `candidates`, taken from `room`; also where none is free."""
    chosen = boxes[(badness + room.overlaps(boxes) * PER_LABEL).argmin()]
    room.take(chosen)
    return _box(chosen)


def place_all(
    edges: Floats, size: tuple[float, float], room: Room, chosen: Sequence[int]
) -> tuple[Room, list[Box]] | None:
    """Boxes for all `chosen` edges and the room that remains, or None where they do not fit.

    The edge with the fewest places left goes next, to the place that takes least from the others.
    """
    found = [candidates(edges[index], size, edges) for index in chosen]
    boxes, badness = np.stack([b for b, _ in found]), np.stack([bad for _, bad in found])
    free = (room.overlaps(boxes.reshape(-1, 4)) == 0).reshape(boxes.shape[:2])
    for care in CARE:
        picked = _pick(boxes, badness, free.copy(), care)
        if picked is not None:
            remaining = room.copy()
            for box in picked:
                remaining.take(box)
            return remaining, [_box(box) for box in picked]
    return None


def _pick(boxes: Floats, badness: Floats, free: NDArray[np.bool_], care: float) -> Floats | None:
    """One free box per edge, none over another, or None; `boxes` are (edges, places, 4)."""
    edges, places = free.shape
    picked = np.empty((edges, 4))
    waiting = np.ones(edges, dtype=bool)
    for _ in range(edges):
        left = np.where(waiting, free.sum(axis=1), places + 1)
        edge = int(left.argmin())
        if not left[edge]:
            return None
        waiting[edge] = False
        lost = _overlaps(boxes[edge], boxes) & free & waiting[:, None]
        cost = badness[edge] + care * lost.sum(axis=(1, 2))
        best = int(np.where(free[edge], cost, np.inf).argmin())
        picked[edge] = boxes[edge, best]
        free &= ~lost[best]
    return picked


def _overlaps(some: Floats, all_boxes: Floats) -> NDArray[np.bool_]:
    """Which of `all_boxes` (edges, places, 4) each of `some` (n, 4) covers: (n, edges, places)."""
    one, other = some[:, None, None], all_boxes[None]
    apart = (one[..., :2] > other[..., 2:] + MARGIN) | (one[..., 2:] < other[..., :2] - MARGIN)
    return ~(apart[..., 0] | apart[..., 1])


def _box(corners: Floats) -> Box:
    left, top, right, bottom = corners.tolist()
    return Box(left, top, right - left, bottom - top)
