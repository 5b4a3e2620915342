"""Commands for branches, notes and what is kept of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.commands.editing import Editing
from backprop_gui.session.commands.inspecting import VALIDATION, Inspecting
from backprop_gui.session.histories import history
from backprop_gui.session.histories.layer_curves import MOST_POINTS, LayerCurves
from backprop_gui.session.histories.validating import ValidationLosses
from backprop_gui.session.positions.position import Position
from backprop_gui.session.positions.timeline import Timeline
from backprop_gui.session.reading.naming import find
from backprop_gui.session.recording.curves import Curve
from backprop_gui.session.run.branches import (
    Branch,
    Branches,
    Comparison,
    Run,
    check_name,
    compared,
    unknown,
)
from backprop_gui.session.run.notes import Note, Notes, added, exchanged
from backprop_gui.session.stops.trends import Trend


class Branching(Editing, Inspecting):
    """Lists, returns to and compares branches; pins notes. Each change can be undone."""

    # Branches.

    @property
    def branches(self) -> tuple[Branch, ...]:
        """All branches in the order in which they arose; the current one says so."""
        runs = sorted(self._runs(), key=lambda run: run.parting.number)
        return tuple(run.listed(run.parting.name == self.branch) for run in runs)

    @property
    def branch(self) -> str:
        """The current branch's name."""
        return self._branches.current.name

    def clock_of(self, name: str) -> Timeline:
        """Where each stepping command leads in a branch. Raises InvalidValue."""
        stages = self._branch_of(name).stages
        return stages.timeline(stages.last.replay)

    def switch_branch(self, name: str) -> None:
        """Return to a branch, at the position where it was left. Raises InvalidValue."""
        if (run := self._branch_of(name)).parting.name != self.branch:
            self._change(lambda: self._switch(run), travels=True)
            self.moved.emit(self.position)

    def rename_branch(self, name: str, new: str) -> None:
        """Give a branch another name, one that no other has. Raises InvalidValue."""
        self.check_branch_name(name, new)
        if new != name:
            self._change(lambda: self._set_branches(self._branches.renamed(name, new)))

    def check_branch_name(self, name: str, new: str) -> None:
        """Raises InvalidValue unless a branch can be given this name."""
        self._branch_of(name)
        check_name(new)
        if new != name and new in self._branches.names:
            raise InvalidValue(f"The name {quoted(new)} is taken; any other one is allowed.")

    def delete_branch(self, name: str) -> None:
        """Delete a branch that is not the current one. Raises InvalidValue."""
        run = self._branch_of(name)
        if name == self.branch:
            raise InvalidValue(f"{name} is the current branch; switch to another one first.")
        self._change(lambda: self._set_branches(self._branches.without(run)))

    def compare(self, first: str, second: str) -> Comparison:
        """Two branches side by side: losses, final parameters, where they part.

        Raises InvalidValue where there is no such branch.
        """
        return compared(self._branch_of(first), self._branch_of(second))

    def _branch_of(self, name: str) -> Run:
        for run in self._runs():
            if run.parting.name == name:
                return run
        raise unknown(name, [branch.name for branch in self.branches])

    def _runs(self) -> tuple[Run, ...]:
        return (*self._branches.others, self._run_now())

    def _switch(self, run: Run) -> None:
        self._branches = self._branches.switched(run, self._run_now())
        self._notes = run.notes
        self._show(run.stages, run.position)

    def _set_branches(self, branches: Branches) -> None:
        self._branches = branches

    # What is kept of runs.

    def history(self, name: str | Quantity, branch: str | None = None) -> Array:
        """One value per iteration finished so far in a branch (None: this), (iterations,).

        nan where a change of structure brought or took the quantity.
        """
        if branch is None or branch == self.branch:
            return super().history(name)
        stages = self._branch_of(branch).stages
        if name == VALIDATION:
            return ValidationLosses(stages).all()
        return history.history(stages, history.finder(stages, name, self.focus))

    def followed(self, names: Sequence[Quantity], branch: str) -> tuple[Curve, ...]:
        """Curves of parameters in another branch, as far as they were followed; never computes.

        Without points for what its network has not. Raises InvalidValue for an unknown branch.
        """
        look_ups = [partial(find, name=name) for name in names]
        return tuple(history.followed(self._branch_of(branch).stages, look_ups))

    def layer_curves(
        self, kind: str, branch: str | None = None, most: int = MOST_POINTS
    ) -> LayerCurves:
        """Norms of gradients, ratios of updates or the distribution of activations, by layer.

        `kind` is "gradient_norm", "update_ratio" or "activation"; at `most` so many iterations of
        this branch or another one, evenly spread. Read as `advance` is called, until it is False.
        Raises InvalidValue.
        """
        stages = self._stages if branch is None else self._branch_of(branch).stages
        return LayerCurves(kind, stages, most)

    def trend_in(self, text: str, branch: str) -> Trend:
        """An expression across the iterations of another branch. Raises InvalidValue."""
        return Trend(text, self._branch_of(branch).stages, self.focus)

    def curves(
        self, names: Sequence[str | Quantity], branch: str | None = None
    ) -> tuple[Curve, ...]:
        """Curves in bounded memory with true minima and maxima; see `Curve`.

        Parameters beyond the first `MOST_CURVES` and other quantities but the loss are computed
        again. Raises InvalidValue, UnknownName.
        """
        stages = self._stages if branch is None else self._branch_of(branch).stages
        look_ups = [history.finder(stages, name, self.focus) for name in names]
        return tuple(history.curves(stages, look_ups))

    def exact(self, names: Sequence[str | Quantity], first: int, last: int) -> Array:
        """Every value of finished iterations first … last, (iterations, names), for zooming.

        Computes them again from the nearest checkpoint. Raises InvalidValue, UnknownName.
        """
        if not 0 <= first <= last < self.finished:
            raise InvalidValue(
                f"Iterations {first} to {last} are asked for; 0 to {self.finished - 1} are there."
            )
        look_ups = [history.finder(self._stages, name, self.focus) for name in names]
        return history.exact(self._stages, look_ups, first, last)

    @property
    def checkpoint_budget(self) -> int:
        """How many bytes the states that are kept may take, of all branches together."""
        return self._replay.recording.budget.size

    @checkpoint_budget.setter
    def checkpoint_budget(self, size: int) -> None:
        if not isinstance(size, int) or size < 0:
            raise InvalidValue(f"The budget is {quoted(size)}; a whole number of bytes is allowed.")
        self._replay.recording.budget.resize(size)

    # Notes.

    @property
    def notes(self) -> Notes:
        """All notes of this branch, in the order of their positions."""
        return self._notes

    def add_note(self, text: str, position: Position | None = None) -> Note:
        """Pin a remark to a position (None: this one). Raises InvalidValue."""
        note = Note(self.position if position is None else self.clock.checked(position), text)
        self._change(lambda: self._set_notes(added(self._notes, note)))
        return note

    def edit_note(self, note: Note, text: str) -> Note:
        """Exchange a note's text. Raises InvalidValue."""
        new = replace(note, text=text)
        notes = exchanged(self._notes, note, (new,))
        self._change(lambda: self._set_notes(notes))
        return new

    def remove_note(self, note: Note) -> None:
        """Take a note away. Raises InvalidValue where there is no such one."""
        notes = exchanged(self._notes, note, ())
        self._change(lambda: self._set_notes(notes))

    def _set_notes(self, notes: Notes) -> None:
        self._notes = notes
