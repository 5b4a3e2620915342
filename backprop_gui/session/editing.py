"""Edits, each with its inverse: what a person changes, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session import setting
from backprop_gui.session.branches import Run
from backprop_gui.session.changing import changed
from backprop_gui.session.document import Document
from backprop_gui.session.edits import Cell, Edit, Edits, until
from backprop_gui.session.hyperparameters import in_force, numbers_alone, values
from backprop_gui.session.naming import one_element
from backprop_gui.session.notes import Notes
from backprop_gui.session.opened import Opened
from backprop_gui.session.position import Position
from backprop_gui.session.recording import Recording
from backprop_gui.session.replay import Replay
from backprop_gui.session.undo import Change, Content


class Editing(Opened):
    """Sets values and settings; an edit in the past leaves what was there before as a branch."""

    def refusal(self, name: str | Quantity) -> str | None:
        """Why a quantity cannot be set here; None where it can."""
        return setting.refusal(self._replay, one_element(self.find(name)))

    def set(self, name: str | Quantity, value: float) -> None:
        """Set an element from this position on; the position stays. Raises InvalidValue."""
        edit = setting.edit(self._replay, self.find(name), value)
        self._change(lambda: self._add(edit))

    def set_samples(self, cells: Iterable[Cell]) -> None:
        """Set inputs and targets of any samples of the data set from this position on.

        As they are in the data set, before standardising; one change. Raises InvalidValue.
        """
        edits = tuple(setting.data_edit(self._replay, cell) for cell in cells)
        if edits:
            self._change(lambda: self._add(*edits))

    def change(self, **settings: Any) -> None:
        """Exchange settings of the document, such as `network=…` or `optimizer=…`.

        The run starts anew with the parameters as they are at the start of this iteration; what
        had been finished before is kept as a branch. Raises InvalidValue.
        """
        document = changed(self._replay, settings)
        replay = Replay(document, budget=self._replay.recording.budget)
        self._change(lambda: self._exchange(replay))

    def adjust(self, **settings: Any) -> None:
        """Exchange settings as `change` does; where only hyperparameters differ, set them here.

        They are edits at this position then, and the run goes on. Raises InvalidValue.
        """
        numbers = numbers_alone(self._replay, settings)
        if numbers is None:
            self.change(**settings)
            return
        edits = [setting.edit(self._replay, self.find(n), value) for n, value in numbers.items()]
        if edits:
            self._change(lambda: self._add(*edits))

    @property
    def in_force(self) -> Document:
        """The document, as if it had begun with the hyperparameters in force at this position."""
        return in_force(self._replay)

    @property
    def hyperparameters(self) -> dict[str, float]:
        """By name, what formulas read and `set` can set, as it is at this position."""
        return {str(name): value for name, value in values(self._replay).items()}

    def undo(self) -> None:
        """Take the last change back; nothing if there is none."""
        if content := self._undo.undo():
            self._restore(content)

    def redo(self) -> None:
        """Make the change again that was taken back last; nothing if there is none."""
        if content := self._undo.redo():
            self._restore(content)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._undo.can_redo

    def _change(self, do: Callable[[], None], travels: bool = False) -> None:
        """Make a change that can be undone; one that travels comes back to its position too."""
        before = self._content(travels)
        do()
        self._undo.push(Change(before, self._content(travels)))
        self.changed.emit()

    def _content(self, travels: bool = False) -> Content:
        replay, position = self._replay, self.position if travels else None
        return Content(
            replay,
            self.edits,
            replay.recording,
            self._branches,
            self._notes,
            self._stops,
            self._answers,
            position,
        )

    def _run_now(self) -> Run:
        """The current branch, as it is kept when it is left."""
        replay, current = self._replay, self._branches.current
        return Run(current, replay, self.edits, replay.recording, self._notes, self.position)

    def _exchange(self, replay: Replay) -> None:
        if self.finished:
            self._part(())
        self._replay = replay

    def _add(self, *edits: Edit) -> None:
        """Edits at this position cut off what came after it."""
        kept = until(self.edits, self.position)
        recording = self._cut(self._replay.recording)
        if len(kept) < len(self.edits) or recording.finished < self.finished:
            self._part(tuple(note for note in self._notes if note.position <= self.position))
        self._replay.edits = (*kept, *edits)
        self._replay.recording = recording
        for edit in edits:
            self._replay.apply(edit)
        if self.position == Position():
            self._replay.recording.begin(0, self._replay.state)

    def _part(self, notes: Notes) -> None:
        self._branches = self._branches.parted(self._run_now(), self.position)
        self._notes = notes

    def _cut(self, recording: Recording) -> Recording:
        at = self.position
        at_rest = at.operation == self.clock.operations
        finished = at.iteration + at_rest
        if at == Position():
            return recording.fork(-1, 0)
        return recording.fork(at.iteration, min(finished, recording.finished))

    def _restore(self, content: Content) -> None:
        """Another document comes back with its own position; with this one, the position stays."""
        self._replay = content.replay
        self._branches, self._notes = content.branches, content.notes
        self._stops, self._answers = content.stops, content.answers
        self._show(content.edits, content.recording, content.position)
        self.changed.emit()

    def _show(self, edits: Edits, recording: Recording, position: Position | None) -> None:
        """Put a run in the place of the one that the replay shows."""
        replay = self._replay
        if (replay.edits, replay.recording) != (edits, recording):
            replay.replace(edits, recording, position)
        elif position is not None:
            replay.seek(position)
