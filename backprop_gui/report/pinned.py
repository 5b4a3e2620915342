"""Notes of a session as remarks at the step that they are pinned to."""

from __future__ import annotations

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.run.notes import Note
from backprop_gui.session.session import Session


def remarks(session: Session, iteration: int, operation: int) -> tuple[str, ...]:
    """On what an operation (from 0) has computed; after the last one, on the whole iteration."""
    notes = (note for note in session.notes if note.position.iteration == iteration)
    return tuple(_words(session, note) for note in notes if _step(session, note) == operation)


def later(session: Session, end: int) -> tuple[str, ...]:
    """On what comes from the start of iteration `end` on, each with its place."""
    notes = (note for note in session.notes if note.position.iteration >= end)
    return tuple(f"Iteration {_place(session, note)}: {note.text}" for note in notes)


def _place(session: Session, note: Note) -> str:
    at = note.position
    if session.clock.is_end(at):
        return grouped(at.iteration)
    computed = session.clock.just_computed(at)
    return f"{grouped(at.iteration)}, line {_step(session, note) + 1}, {computed}"


def _step(session: Session, note: Note) -> int:
    """An operation's end is spelled as the next one's start."""
    at = note.position
    clock = session.clock
    if clock.is_end(at) or at.element or at == clock.origin:
        return at.operation
    return at.operation - 1


def _words(session: Session, note: Note) -> str:
    where = f" at {session.clock.just_computed(note.position)}" if note.position.element else ""
    return f"Note{where}: {note.text}"
