"""What is selected on the canvas: places in the order in which they were chosen.

The last one is primary: the one that panels show and that the keyboard walks from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backprop_gui.ui.canvas.places import EdgePlace, NodePlace, Place

Key = int | EdgePlace


def key_of(place: Place) -> Key:
    """Of the cells of one node only one can be selected."""
    return place.node if isinstance(place, NodePlace) else place


@dataclass(frozen=True)
class Selection:
    """No two places are cells of one node."""

    places: tuple[Place, ...] = ()

    @classmethod
    def only(cls, place: Place | None) -> Selection:
        """One place alone, or none."""
        return cls(() if place is None else (place,))

    @classmethod
    def of(cls, places: Iterable[Place]) -> Selection:
        """These places, the last one primary."""
        return cls(tuple({key_of(place): place for place in places}.values()))

    @property
    def primary(self) -> Place | None:
        return self.places[-1] if self.places else None

    @property
    def others(self) -> tuple[Place, ...]:
        return self.places[:-1]

    def has(self, place: Place) -> bool:
        """Whether this edge, or a cell of this node, is selected."""
        return any(key_of(other) == key_of(place) for other in self.places)

    def with_(self, place: Place) -> Selection:
        """This place too, as the primary one."""
        return Selection((*self.without(place).places, place))

    def without(self, place: Place) -> Selection:
        """The same without this edge or node."""
        return Selection(tuple(p for p in self.places if key_of(p) != key_of(place)))

    def toggled(self, place: Place) -> Selection:
        """With what is not selected, without what is."""
        return self.without(place) if self.has(place) else self.with_(place)
