"""What a person has moved of the drawing: units and layers, each by how far."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from backprop_gui.engine.choices import is_number
from backprop_gui.errors import InvalidValue

FARTHEST = 100_000.0
MOST_MOVES = 100_000
Offset = tuple[float, float]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit, from 1, or with 0 the whole layer stands so far from where it is computed to stand.

    In points of the drawing, to the right and down. Raises InvalidValue.
    """

    layer: int
    unit: int
    right: float
    down: float

    def __post_init__(self) -> None:
        for name, value in (("layer", self.layer), ("unit", self.unit)):
            if not isinstance(value, int) or value < 0:
                raise InvalidValue(f"The {name} moved is {value!r}; a number from 0 on is allowed.")
        for distance in (self.right, self.down):
            if not is_number(distance, -FARTHEST, FARTHEST):
                most = f"{FARTHEST:,.0f}"
                raise InvalidValue(f"Moved by {distance!r}; −{most} to {most} points are allowed.")


Moves = tuple[Move, ...]


def added(moves: Moves, move: Move) -> Moves:
    """One more on top of what has been moved; raises InvalidValue."""
    place = move.layer, move.unit
    right, down = offset(moves, *place)
    rest = tuple(one for one in moves if (one.layer, one.unit) != place)
    new = Move(*place, right + move.right, down + move.down)
    return checked(rest if (new.right, new.down) == (0, 0) else (*rest, new))


def checked(moves: Sequence[Move]) -> Moves:
    """Each place once; raises InvalidValue."""
    places = {(move.layer, move.unit) for move in moves}
    if len(places) < len(moves) or len(moves) > MOST_MOVES:
        raise InvalidValue(f"{len(moves)} moves of {len(places)} units and layers; one is allowed.")
    return tuple(sorted(moves, key=lambda move: (move.layer, move.unit)))


def offset(moves: Moves, layer: int, unit: int) -> Offset:
    """How far a unit, or with 0 a layer, has been moved by itself."""
    found = (move for move in moves if (move.layer, move.unit) == (layer, unit))
    return next(((move.right, move.down) for move in found), (0.0, 0.0))
