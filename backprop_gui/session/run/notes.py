"""Notes: remarks pinned to positions."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass, replace

from backprop_gui.errors import InvalidValue
from backprop_gui.session.document.texts import check_text
from backprop_gui.session.positions.position import Position

MOST_NOTES, MOST_CHARACTERS = 10_000, 10_000


@dataclass(frozen=True)
class Note:
    """A remark at a position."""

    position: Position
    text: str

    def __post_init__(self) -> None:
        check_text(self.text, "The note", MOST_CHARACTERS)
        if not self.text.strip():
            raise InvalidValue("A note has at least one letter.")


Notes = tuple[Note, ...]


def added(notes: Notes, note: Note) -> Notes:
    """In the order of positions; at one position in the order in which they were written.

    Raises InvalidValue where there are too many.
    """
    check_count((*notes, note))
    return tuple(sorted((*notes, note), key=lambda one: one.position))


def check_count(notes: Sized) -> None:
    """Raises InvalidValue where there are too many."""
    if len(notes) > MOST_NOTES:
        raise InvalidValue(f"{len(notes):,} notes in a branch; {MOST_NOTES:,} are allowed.")


def exchanged(notes: Notes, note: Note, others: Notes) -> Notes:
    """One note exchanged for others; raises InvalidValue where it is not among them."""
    if note not in notes:
        raise InvalidValue(f"There is no such note at {note.position}.")
    place = notes.index(note)
    return (*notes[:place], *others, *notes[place + 1 :])


def moved(notes: Notes, place: Callable[[Position], Position]) -> Notes:
    """Each note at the place that its own leads to."""
    return tuple(replace(note, position=place(note.position)) for note in notes)
