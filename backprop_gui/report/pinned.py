"""Notes of a session as remarks at the step that they are pinned to."""

from __future__ import annotations

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.notes import Note
from backprop_gui.session.position import Position
from backprop_gui.session.session import Session


def remarks(session: Session, iteration: int, operation: int) -> tuple[str, ...]:
    """On what an operation (from 0) has computed; after the last one, on the whole iteration."""
    notes = (note for note in session.notes if note.position.iteration == iteration)
    return tuple(_words(session, note) for note in notes if _step(session, note) == operation)


def later(session: Session, iterations: int) -> tuple[str, ...]:
    """On what comes after the first so many iterations, each with its place."""
    notes = (note for note in session.notes if note.position.iteration >= iterations)
    return tuple(f"Iteration {_place(session, note)}: {note.text}" for note in notes)


def _place(session: Session, note: Note) -> str:
    at = note.position
    if at.operation == session.clock.operations:
        return grouped(at.iteration)
    computed = session.clock.just_computed(at)
    return f"{grouped(at.iteration)}, line {_step(session, note) + 1}, {computed}"


def _step(session: Session, note: Note) -> int:
    """An operation's end is spelled as the next one's start."""
    at = note.position
    if at.operation == session.clock.operations or at.element or at == Position():
        return at.operation
    return at.operation - 1


def _words(session: Session, note: Note) -> str:
    where = f" at {session.clock.just_computed(note.position)}" if note.position.element else ""
    return f"Note{where}: {note.text}"
