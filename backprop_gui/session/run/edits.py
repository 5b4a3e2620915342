"""Changes by the person, each with the position at which it was made."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.position import Position

MOST_EDITS = 100_000
"""In a run."""


@dataclass(frozen=True)
class Edit:
    """From `position` on, `quantity` is `value`.

    For an input or target, `row` is the sample in the data set, from 0, and `quantity` names
    it without a sample.
    """

    position: Position
    quantity: Quantity
    value: float
    row: int | None = None


@dataclass(frozen=True)
class Cell:
    """A new number of a sample of the data set, counted from 1.

    `name` is an input or target without a sample, such as "x[0,2]" or "y[1]".
    """

    sample: int
    name: str
    value: float


Edits = tuple[Edit, ...]


def until(edits: Edits, position: Position) -> Edits:
    """The edits made up to a position, it included: an edit cuts off what came after it."""
    return tuple(edit for edit in edits if edit.position <= position)
