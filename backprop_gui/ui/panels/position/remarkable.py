"""What the position's sliders mark: edits, notes, the lines of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import exact
from backprop_gui.formula.writing import Writing
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.edits import Edit
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.position.marked_slider import Mark, Marks
from backprop_gui.ui.panels.position.where import where


def in_iterations(session: Session, last: int, writing: Writing) -> Marks:
    """Of the iterations up to the last one."""
    edits = frozenset(at.iteration for at in (*_edited(session), *_changed(session)))
    notes = frozenset(note.position.iteration for note in session.notes)
    places = {
        Mark.EDIT: frozenset(k for k in edits if k <= last),
        Mark.NOTE: frozenset(k for k in notes if k <= last),
    }
    return Marks(places, lambda k: _told(session, writing, lambda at: at.iteration == k))


def in_elements(
    session: Session,
    lines: frozenset[int],
    count: Callable[[Position], int],
    writing: Writing,
) -> Marks:
    """Of the elements of this iteration; `count` tells how many lie before a position in it."""
    here = session.position.iteration

    def found(pinned: Iterable[Position]) -> frozenset[int]:
        return frozenset(count(at) for at in pinned if at.iteration == here)

    places = {
        Mark.LINE: lines,
        Mark.EDIT: found((*_edited(session), *_changed(session))),
        Mark.NOTE: found(note.position for note in session.notes),
    }
    return Marks(
        places,
        lambda n: _told(session, writing, lambda at: at.iteration == here and count(at) == n),
    )


def _edited(session: Session) -> Iterator[Position]:
    return (edit.position for edit in session.edits)


def _changed(session: Session) -> Iterator[Position]:
    """Where the run was changed."""
    return (Position(k, 0, 0) for k in session.clock.changes)


def _told(session: Session, writing: Writing, wanted: Callable[[Position], bool]) -> Iterator[str]:
    """The notes, edits and changes there, in words."""
    clock = session.clock
    for note in session.notes:
        if wanted(note.position):
            yield f"{Mark.NOTE.value} {note.text} ({where(note.position, clock)})"
    for edit in session.edits:
        if wanted(edit.position):
            yield f"{Mark.EDIT.value} {_set(edit, writing)} ({where(edit.position, clock)})"
    for at in filter(wanted, _changed(session)):
        yield _tr("{} changed at the {}").format(Mark.EDIT.value, where(at, clock))


def _set(edit: Edit, writing: Writing) -> str:
    value = exact(edit.value, writing)
    if edit.row is None:
        return _tr("{} set to {}").format(edit.quantity, value)
    return _tr("{} of sample {} set to {}").format(edit.quantity, edit.row + 1, value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("panels", text)
