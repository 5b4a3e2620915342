"""Brings the numbers to any position of a run: the only one that moves the machines' memory.

The state at a position is a function of document, edits and position alone. Operations are
always computed whole; an edit inside one computes it again, whole, and the elements already
revealed keep their values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from backprop_gui.engine.machine import Machine, quiet_arithmetic
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.document import Document
from backprop_gui.session.positions.position import Position
from backprop_gui.session.recording.checkpoints import Budget
from backprop_gui.session.recording.recording import Recording
from backprop_gui.session.run.bookmark import Bookmark, Way
from backprop_gui.session.run.edits import Edits
from backprop_gui.session.run.memory import Memory

Look = Callable[[int], Position | None]

_LOSS = Quantity("loss")
LOSS_PARTS = (Quantity("data_loss"), Quantity("penalty"))
# So many iterations at the most are run before the time is looked at.
_AT_ONCE = 16
# Seconds: what an iteration is taken to last before the first one, and at the least.
_UNKNOWN, _INSTANT = 0.01, 1e-9


class Replay(Memory):
    """A document and its edits, at one position."""

    def __init__(
        self,
        document: Document,
        edits: Edits = (),
        recording: Recording | None = None,
        budget: Budget | None = None,
    ) -> None:
        super().__init__(document)
        self.edits = edits
        self._constant = document.batching.constant and not any(
            layer.dropout for layer in document.network.layers
        )
        self._each: float | None = None  # seconds that an iteration has taken last
        self.recording = recording or Recording(
            len(self.state),
            self.state.dtype,
            self._shown(),
            budget,
            document.begins,
            parts=document.network.loss.penalised,
        )
        self._restore(document.begins)

    def seek(self, target: Position) -> None:
        """Go to a position, computing what is missing."""
        for _ in self.slices(target, seconds=float("inf")):
            pass

    def slices(self, target: Position, seconds: float) -> Iterator[None]:
        """Go to a position in slices of about so many seconds; yields at places of rest."""
        if self._leads_over_checkpoint(target):
            self._restore(target.iteration)
        self.recording.aim(self.position.iteration, target.iteration)
        while self.position.iteration < target.iteration - 1:
            with quiet_arithmetic():
                self._iterations(target.iteration, perf_counter() + seconds)
            yield
        with quiet_arithmetic():
            self._go(target)

    def way_to(self, target: Position, recording: Recording | None = None) -> Way:
        """How far it is to a position; with another recording, from its beginning."""
        start = self.position.iteration
        if recording is not None or self._leads_over_checkpoint(target):
            found = (recording or self.recording).nearest(target.iteration)
            start = found[0] if found else self.clock.begins
        count = max(target.iteration - start, 0)
        return Way(count, self._each and count * self._each)

    def bookmark(self) -> Bookmark:
        """Where one stands."""
        edited_in, before = self._before_edits
        state = before if edited_in == self.position.iteration else self.state
        return Bookmark(self.position, state.copy(), self.document, self.edits)

    def return_to(self, mark: Bookmark) -> None:
        """Come back to a bookmark of this run, computing its iteration alone."""
        iteration = mark.position.iteration
        self._start(iteration, mark.state if iteration > self.clock.begins else self._first)
        with quiet_arithmetic():
            self._go(mark.position)

    def _leads_over_checkpoint(self, target: Position) -> bool:
        checkpoint = self.recording.nearest(target.iteration)
        ahead = checkpoint is not None and checkpoint[0] > self.position.iteration
        return target < self.position or ahead

    def watched(self, stop: int, deadline: float, look: Look) -> None:
        """From a place of rest through whole iterations without edits, before iteration `stop`.

        `look` is called with the number of each iteration when all of it has been computed; ends
        early at the position that it gives, which must lie in this iteration.
        """
        self.recording.aim(self.position.iteration, stop)
        self._plain_iterations(min(stop, self._next_edit(stop)), deadline, look)

    def compute_ahead(self) -> None:
        """Compute the rest of an iteration that has no further edits; the position stays."""
        at = self.position
        for operation in range(at.operation + (at.element > 0), self.clock.operations):
            self.machine.compute(operation)

    def come_to(self, position: Position) -> None:
        """Take a position in this iteration up to which everything has been computed already."""
        self.position = position

    def next_edit(self) -> Position | None:
        """Where the next edit was made, after this position."""
        return min((e.position for e in self.edits if e.position > self.position), default=None)

    def beside(self, position: Position) -> Replay:
        """Another replay of the same run, at a position that has been reached before."""
        other = Replay(self.document, self.edits, self.recording.until(position.iteration))
        other.seek(position)
        return other

    def replace(self, edits: Edits, recording: Recording) -> None:
        """Exchange the edits and what is recorded; go to the beginning."""
        self.edits, self.recording = edits, recording
        self._restore(self.clock.begins)

    def used_up_to(self, position: Position) -> Replay:
        """A replay of its own at a position, without the edits made there or later."""
        before = tuple(edit for edit in self.edits if edit.position < position)
        return apart(self.document, before, self.recording, position)

    def _iterations(self, last: int, deadline: float) -> None:
        """Finish this iteration, then whole ones up to the start of `last` or the deadline."""
        while self.position.iteration < last - 1:
            at_rest = self.position.operation == self.clock.operations
            iteration = self.position.iteration + at_rest
            self._go(self.clock.end(iteration))
            self._plain_iterations(min(last, self._next_edit(last)), deadline)
            if perf_counter() >= deadline:
                return

    def _next_edit(self, last: int) -> int:
        """The first iteration after this one that has an edit, `last` at the most."""
        at = self.position
        return min((e.position.iteration for e in self.edits if e.position > at), default=last)

    def _plain_iterations(self, stop: int, deadline: float, look: Look | None = None) -> None:
        """The fast way through iterations without edits, from a place of rest."""
        k, found, now = self.position.iteration, None, perf_counter()
        while k < stop - 1 and found is None:
            first, began = k + 1, now
            at_once = min(stop, first + self._at_once(deadline - now))
            k, found = self._block(first, at_once, look)
            now = perf_counter()
            self._each = max((now - began) / (k - first + 1), _INSTANT)
            if now >= deadline:
                break
        self.position = found or self.clock.end(k)

    def _at_once(self, seconds: float) -> int:
        """How many iterations fit into so many seconds, by the time that the last ones took."""
        return int(min(max(seconds / (self._each or _UNKNOWN), 1), _AT_ONCE))

    def _block(self, first: int, stop: int, look: Look | None) -> tuple[int, Position | None]:
        """Run as many iterations as the recording takes at once; the last one's number."""
        recording, promote, state = self.recording, self._parameters.promote, self.state
        (losses, *others), rows = recording.reserve(first)
        machine, loss, shown = self.machine, self.array(_LOSS), state[recording.shown]
        parts = list(zip(others, self._parts(machine), strict=True))
        begin, constant, end = recording.begin, self._constant, min(stop, first + len(losses))
        found = None
        for k in range(first, end):
            promote()
            if not k % recording.spacing:
                begin(k, state)
            if not constant:
                self._load(k)
                machine = self.machine_of(k)
                loss = machine.arrays[_LOSS]
                parts = parts and list(zip(others, self._parts(machine), strict=True))
            machine.iterate()
            losses[k - first] = loss
            for row, part in parts:
                row[k - first] = part
            rows[k - first] = shown
            if look is not None and (found := look(k)) is not None:
                break
        finished = found is None or found.operation == self.clock.operations
        recording.fill(first, k - first + finished)
        return k, found

    def _parts(self, machine: Machine) -> list[Array]:
        """What the loss consists of; nothing where it has no penalty."""
        return [machine.arrays[name] for name in LOSS_PARTS if name in machine.arrays]

    def _go(self, target: Position) -> None:
        """Compute up to a position, making each edit on arrival at its own."""
        start = self.position
        for edit in self.edits:
            if start < edit.position <= target:
                self._compute_to(edit.position)
                self._apply(edit)
        self._compute_to(target)

    def _compute_to(self, target: Position) -> None:
        if target.iteration > self.position.iteration:
            self._compute_to(self.clock.end(self.position.iteration))
            self._begin(target.iteration)
        started = self.position.operation + (self.position.element > 0)
        stop = target.operation + (target.element > 0)
        for operation in range(started, stop):
            self.machine.compute(operation)
        arrived = self.position != target
        self.position = target
        if arrived and target.operation == self.clock.operations:
            self._finish(target.iteration)

    def _finish(self, iteration: int) -> None:
        losses = [self.array(_LOSS), *self._parts(self.machine)]
        self.recording.finish(iteration, losses, self.state)
        if any(e.position.iteration == iteration and e.row is None for e in self.edits):
            self.recording.used[iteration] = self.state.copy()

    def _begin(self, iteration: int) -> None:
        """Start an iteration: the new parameters become the current ones, the batch is loaded."""
        self._parameters.promote()
        self.position = Position(iteration, 0, 0)
        self.recording.begin(iteration, self.state)
        if not self._constant:
            self._load(iteration)

    def _restore(self, iteration: int) -> None:
        """Go back to the last checkpoint at or before the start of an iteration."""
        found = self.recording.nearest(iteration) if iteration > self.clock.begins else None
        self._start(*(found or (self.clock.begins, self._first)))

    def _start(self, start: int, state: Array) -> None:
        """Stand at the start of an iteration, of which these are the parameters."""
        np.copyto(self.state, state)
        self._before_edits = -1, state
        self._data_before(start, self.edits)
        self.position = Position(start, 0, 0)
        with quiet_arithmetic():
            self._load(start)
            self._prepare()
        if self.position == self.clock.origin:
            for edit in self.edits:
                if edit.position == self.clock.origin:
                    self.apply(edit)
        self.recording.begin(start, self.state)


def apart(document: Document, edits: Edits, recording: Recording, position: Position) -> Replay:
    """A replay of its own at any position, computed where missing; nothing is recorded."""
    other = Replay(document, edits)
    if checkpoint := recording.nearest(position.iteration):
        other.recording.keep(*checkpoint)
    other.seek(position)
    return other
