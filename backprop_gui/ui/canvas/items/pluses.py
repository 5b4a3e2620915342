"""Where a layer or a unit can be added with a click: between layers, and below the last unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from backprop_gui.session.layout.layout import Box, GraphLayout
from backprop_gui.ui.canvas.items.frame_item import HEADING_SPACE

RADIUS = 10.0
BELOW, ABOVE = 26.0, 17.0
REACH = 26.0


class Adds(Enum):
    LAYER = "Add a layer here"
    UNIT = "Add a unit here"


@dataclass(frozen=True, slots=True)
class Plus:
    """A layer is added after `layer`, a unit to it; `zone` is where the plus comes into sight."""

    adds: Adds
    layer: int
    x: float
    y: float
    zone: Box

    def is_over(self, x: float, y: float) -> bool:
        """Whether a point lies on the plus itself."""
        return (x - self.x) ** 2 + (y - self.y) ** 2 <= RADIUS**2

    def is_near(self, x: float, y: float) -> bool:
        """Whether a point lies where it is shown."""
        zone = self.zone
        return zone.left <= x <= zone.right and zone.top <= y <= zone.bottom


def pluses(layout: GraphLayout) -> Iterator[Plus]:
    """All of a drawing: at the height of the headings, and at the layers' lower ends."""
    bounds = layout.bounds
    top = bounds.top - HEADING_SPACE
    for before, after in pairwise(layout.layers):
        left, right = before.boxes[0].right, after.boxes[0].left
        zone = Box(left, top, right - left, bounds.bottom - top)
        yield Plus(Adds.LAYER, before.layer, (left + right) / 2, top + ABOVE, zone)
    for place in layout.layers:
        x, low = place.boxes[-1].centre[0], place.boxes[-1].bottom
        if place is layout.layers[-1] and layout.targets:
            low = max(low, layout.targets[-1].bottom)
        half = place.boxes[-1].width / 2
        zone = Box(x - half, bounds.top, 2 * half, low + BELOW + REACH - bounds.top)
        yield Plus(Adds.UNIT, place.layer, x, low + BELOW, zone)


def plus_at(layout: GraphLayout, x: float, y: float) -> Plus | None:
    """The one under a point, or else one that is shown while the pointer is there."""
    found = tuple(pluses(layout))
    over = next((plus for plus in found if plus.is_over(x, y)), None)
    return over or next((plus for plus in found if plus.is_near(x, y)), None)
