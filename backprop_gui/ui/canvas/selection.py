"""What is selected on the canvas: places in the order in which they were chosen.

The last one is primary: the one that panels show and that the keyboard walks from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from backprop_gui.ui.canvas.places import EdgePlace, NodePlace, Place

Key = int | EdgePlace


def key_of(place: Place) -> Key:
    """Of the cells of one node only one can be selected."""
    return place.node if isinstance(place, NodePlace) else place


class Going(Enum):
    """What becomes of the selection where the keyboard goes on to another place."""

    ALONE = "that place alone is selected"
    ADDING = "it is selected, too"
    LOOSELY = "what is selected stays so"


@dataclass(frozen=True)
class Selection:
    """No two places are cells of one node. A `loose` primary one is walked to, not selected."""

    places: tuple[Place, ...] = ()
    loose: bool = False

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

    @property
    def kept(self) -> tuple[Place, ...]:
        """What is selected."""
        return self.others if self.loose else self.places

    def has(self, place: Place) -> bool:
        """Whether this edge, or a cell of this node, is selected."""
        return any(key_of(other) == key_of(place) for other in self.kept)

    def with_(self, place: Place) -> Selection:
        """This place too, as the primary one."""
        return Selection((*self.without(place).places, place))

    def without(self, place: Place) -> Selection:
        """The same without this edge or node."""
        return Selection(tuple(p for p in self.kept if key_of(p) != key_of(place)))

    def toggled(self, place: Place) -> Selection:
        """With what is not selected, without what is."""
        return self.without(place) if self.has(place) else self.with_(place)

    def gone_to(self, place: Place, going: Going) -> Selection:
        """With this place as the primary one."""
        if going is Going.ALONE:
            return Selection.only(place)
        return self.with_(place) if going is Going.ADDING else self.walked_to(place)

    def walked_to(self, place: Place) -> Selection:
        """The same selected, from where the keyboard goes on to this place."""
        others = self.without(place).places
        return Selection((*others, place), loose=bool(others) and not self.has(place))

    def turned(self) -> Selection:
        """The primary place selected where it was walked to, else only walked to."""
        return Selection(self.places, loose=bool(self.others) and not self.loose)
