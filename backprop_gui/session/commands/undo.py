"""Undo and redo: what there was before a change, and after it."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.answers import Handwork
from backprop_gui.session.run.branches import Branches
from backprop_gui.session.run.notes import Notes
from backprop_gui.session.run.stages import Stages
from backprop_gui.session.stops.kept import Stops


@dataclass(frozen=True)
class Content:
    """A run and what belongs to it. `position` is where to go; None: stay."""

    stages: Stages
    branches: Branches
    notes: Notes
    stops: Stops
    handwork: Handwork
    moves: Moves
    position: Position | None = None


@dataclass(frozen=True)
class Change:
    """The run before and after an edit."""

    before: Content
    after: Content


class UndoStack:
    """Changes made, and changes taken back; a new change forgets the latter."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def push(self, change: Change) -> None:
        """Remember a change that has just been made."""
        self._done.append(change)
        self._undone.clear()

    def undo(self) -> Content | None:
        """The content to go back to."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].before

    def redo(self) -> Content | None:
        """The content to go forward to."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1].after
