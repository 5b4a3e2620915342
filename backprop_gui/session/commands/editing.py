"""Edits, each with its inverse: what a person changes, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.commands.opened import Opened
from backprop_gui.session.commands.undo import Change, Content
from backprop_gui.session.document import labels
from backprop_gui.session.document.document import Document, computes_the_same
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading import setting
from backprop_gui.session.reading.naming import one_element
from backprop_gui.session.recording.recording import Recording
from backprop_gui.session.run.branches import Run
from backprop_gui.session.run.changing import changed
from backprop_gui.session.run.edits import MOST_EDITS, Cell, Edit, until
from backprop_gui.session.run.hyperparameters import in_force, numbers_alone, values
from backprop_gui.session.run.notes import moved
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages


class Editing(Opened):
    """Sets values and settings; an edit in the past leaves what was there before as a branch."""

    def refusal(self, name: str | Quantity) -> str | None:
        """Why a quantity cannot be set here; None where it can."""
        return setting.refusal(self._replay, one_element(self.find(name)))

    def set(self, name: str | Quantity, value: float) -> None:
        """Set an element from this position on; the position stays. Raises InvalidValue."""
        self.set_all({name: value})

    def set_all(self, values: Mapping[str | Quantity, float]) -> None:
        """Set several elements from this position on, as one change. Raises InvalidValue."""
        edits = tuple(setting.edit(self._replay, self.find(n), v) for n, v in values.items())
        if edits:
            self._change(lambda: self._add(*edits))

    def set_samples(self, cells: Iterable[Cell]) -> None:
        """Set inputs and targets of any samples of the data set from this position on.

        As they are in the data set, before standardising; one change. Raises InvalidValue.
        """
        edits = tuple(setting.data_edit(self._replay, cell) for cell in cells)
        if edits:
            self._change(lambda: self._add(*edits))

    def change(self, *, moves: Moves | None = None, **settings: Any) -> None:
        """Exchange settings of the document, such as `network=…` or `optimizer=…`.

        The run returns to the start of this iteration, k, and goes on from there with the
        parameters as they are now: the losses before k stay, batches and dropout are those of
        iteration k. What the optimiser remembers and the count of updates `t`, with it a schedule,
        start anew, unless nothing but `frozen` changes. A branch keeps what had been finished from
        k on. `moves` are where the parts of another network are drawn (None: as before). Raises
        InvalidValue.
        """
        stages = self._stages.followed_by(changed(self._replay, settings))
        self._change(lambda: self._exchange(stages, moves), travels=True)
        self.moved.emit(self.position)

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

    def rename(self, name: str, text: str) -> None:
        """Give a layer, such as "x[1]", or a unit, "x[1,2]", a name; "" takes it away.

        It holds in all branches as far as the network is the same, and changes no number. Raises
        InvalidValue.
        """
        given = labels.written(self.document.labels) | {str(Quantity.parse(name)): text}
        named = replace(self.document, labels=labels.read(self.network, given))
        if named.labels != self.document.labels:
            self._change(lambda: self._put_in_place(named))

    def label(self, layer: int, unit: int | None = None) -> str:
        """The name given to a layer, 0 the input, or to a unit in it; "" where there is none."""
        return labels.of(self.document.labels, layer, unit)

    def undo(self, arrive: bool = True) -> Position:
        """Take the last change back, nothing if there is none. Gives the position to stand at.

        It is where one stands, or where a change that travelled came from. What is missing up to
        it is computed; if one is not to `arrive`, one is left on the way, where nothing is.
        """
        return self._restore(self._undo.undo(), arrive)

    def redo(self, arrive: bool = True) -> Position:
        """Make the change again that was taken back last; otherwise as `undo`."""
        return self._restore(self._undo.redo(), arrive)

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
        return Content(
            self._stages,
            self._branches,
            self._notes,
            self._stops,
            self._handwork,
            self._moves,
            self.position if travels else None,
        )

    def _run_now(self) -> Run:
        """The current branch, as it is kept when it is left."""
        return Run(self._branches.current, self._stages, self._notes, self.position)

    def _exchange(self, stages: Stages, moves: Moves | None = None) -> None:
        """Another document takes over where the last stage begins."""
        self._moves = self._moves if moves is None else moves
        before, origin = self.clock, stages.last.replay.clock.origin
        self._part(origin, stages)
        self._show(stages, origin)
        self._notes = moved(self._notes, lambda at: self.clock.moved(at, before))

    def _add(self, *edits: Edit) -> None:
        """Edits at this position cut off what came after it."""
        at, replay = self.position, self._replay
        kept = (*until(replay.edits, at), *edits)
        if len(kept) > MOST_EDITS:
            raise InvalidValue(f"{len(kept):,} edits in a run; {MOST_EDITS:,} are allowed.")
        stage = Stage(replay, kept, self._cut(replay.recording))
        stages = Stages((*self._stages.before(stage.begins), stage))
        self._part(at, stages)
        self._stages = stages
        replay.edits, replay.recording = stage.edits, stage.recording
        for edit in edits:
            replay.apply(edit)
        if at == replay.clock.origin:
            replay.recording.begin(stage.begins, replay.state)

    def _part(self, position: Position, stages: Stages) -> None:
        """Leave a branch if other stages from a position on hold less than there is."""
        edits = until(self._stages.edits, position)
        shorter = stages.finished < self.finished or len(edits) < len(self._stages.edits)
        changed_later = any(clock.origin > position for clock in self._stages.clocks)
        if shorter or changed_later:
            self._branches = self._branches.parted(self._run_now(), position)
            self._notes = tuple(note for note in self._notes if note.position <= position)

    def _cut(self, recording: Recording) -> Recording:
        at, clock = self.position, self._replay.clock
        if at == clock.origin:
            return recording.fork(-1, 0)
        finished = at.iteration + (at.operation == clock.operations)
        return recording.fork(at.iteration, min(finished, recording.finished))

    def _put_in_place(self, same: Document) -> None:
        """A document by which the same is computed takes the place of the present one."""
        old, position = self._replay, self.position
        new = Replay(same, old.edits, old.recording)
        others = (replace(r, stages=r.stages.shown_by(new, old)) for r in self._branches.others)
        self._branches = replace(self._branches, others=tuple(others))
        self._show(self._stages.shown_by(new, old), position)

    def _restore(self, content: Content | None, arrive: bool) -> Position:
        """With another structure at this position, it goes to the start of the iteration."""
        if content is None:
            return self.position
        self._branches, self._notes = content.branches, content.notes
        self._stops, self._handwork = content.stops, content.handwork
        self._moves = content.moves
        at = self.position
        stage = content.stages.at(at.iteration)
        same = computes_the_same(stage.document, self.document)
        stays = at if same else stage.replay.clock.spelled(at.iteration, 0)
        wanted = content.position or stays
        if content.stages is not self._stages or wanted != at:
            self._show(content.stages, wanted if arrive else content.stages.near(wanted))
        self.changed.emit()
        return wanted

    def _show(self, stages: Stages, position: Position) -> None:
        """Put a run in the place of the one that is shown, at a position.

        Where one stands is kept, so that to come back computes one iteration.
        """
        mark = self._replay.bookmark()
        self._replay.recording.keep_recent(mark.position.iteration, mark.state)
        self._stages = stages
        self._replay = stages.at(position.iteration).shown()
        self._replay.seek(position)
