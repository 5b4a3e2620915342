"""The stepping commands: each leads to the position that the clock tells."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.choices import is_number
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.commands.opened import Opened
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.run.bookmark import Bookmark, Way
from backprop_gui.session.run.replay import Replay

SLICE = 0.005


class Stepping(Opened):
    """Steps forwards and backwards, runs, and goes anywhere."""

    def step_into(self) -> None:
        """Compute one element."""
        self._go(self.clock.into(self.position))

    def step_over(self) -> None:
        """Compute to the operation's end."""
        self._go(self.clock.over(self.position))

    def step_out(self) -> None:
        """Compute to the phase's end."""
        self._go(self.clock.out(self.position))

    def step_iteration(self, n: int = 1) -> None:
        """Compute to the iteration's end, and n − 1 further iterations; pause() stops it."""
        self._run(self.clock.iteration(self.position, count(n)))

    def step_epoch(self) -> None:
        """Compute to the epoch's end; pause() stops it."""
        self._run(self.clock.epoch(self.position))

    def back_into(self) -> None:
        """Back before the last element."""
        self._go(self.clock.back_into(self.position))

    def back_over(self) -> None:
        """Back to the operation's start."""
        self._go(self.clock.back_over(self.position))

    def back_out(self) -> None:
        """Back to the phase's start."""
        self._go(self.clock.back_out(self.position))

    def back_iteration(self, n: int = 1) -> None:
        """Back to the iteration's start, and n − 1 earlier ones."""
        self._go(self.clock.back_iteration(self.position, count(n)))

    def back_epoch(self) -> None:
        """Back to the epoch's start."""
        self._go(self.clock.back_epoch(self.position))

    def restart(self) -> None:
        """Back to the very beginning; edits and what has been recorded stay."""
        self._go(self.clock.origin)

    def seek(self, position: Position) -> None:
        """Go to any position, computing forward where needed; raises InvalidValue."""
        self._run(self.clock.checked(position))

    def run_to(self, name: str) -> None:
        """Compute until a quantity has a value in this iteration; no move if it has one."""
        computed = Reader(self._replay).computed_at(self.find(name))
        if computed is not None and computed > self.position:
            self._go(computed)

    def pause(self) -> None:
        """Stop a running command at the next place of rest; may come from any thread."""
        self._paused = True

    def slices(self, target: Position, seconds: float = SLICE) -> Iterator[None]:
        """Run to a position in slices, so that a window stays alive between them.

        Ends early, at a place of rest, after pause().
        """
        self._paused = False
        target = self.clock.checked(target)
        self._enter(target)
        for _ in self._replay.slices(target, seconds):
            self.moved.emit(self.position)
            yield
            if self._paused:
                return
        self.moved.emit(self.position)

    def way_to(self, position: Position) -> Way:
        """How far it is to a position; raises InvalidValue where there is no such place."""
        position = self.clock.checked(position)
        return self._stages.at(position.iteration).way_to(position)

    def bookmark(self) -> Bookmark:
        """Where one stands, for `return_to`."""
        return self._replay.bookmark()

    def return_to(self, mark: Bookmark) -> None:
        """Come back to a bookmark in the time of one iteration, however far it is.

        The position alone, the long way, where the run has been edited since; raises InvalidValue
        where it has no such place any more.
        """
        stage = self._stages.at(mark.position.iteration)
        if (stage.document, stage.edits) == (mark.document, mark.edits):
            self._enter(mark.position)
            self._replay.return_to(mark)
            self.moved.emit(self.position)
        else:
            self.seek(mark.position)

    def _run(self, target: Position) -> None:
        for _ in self.slices(target):
            pass

    def _go(self, target: Position) -> None:
        if target != self.position:
            self._enter(target)
            self._replay.seek(target)
            self.moved.emit(self.position)

    def _enter(self, target: Position) -> None:
        """Show the stage that a position belongs to: nothing before it has to be computed."""
        stage = self._stages.at(target.iteration)
        if stage.replay is not self._replay:
            self._replay = stage.shown()

    def _legs(self, target: Position) -> Iterator[tuple[Replay, Position]]:
        """The way onwards to a position, stage by stage: a replay at its start, and up to where."""
        first, last = (self._stages.at(at.iteration) for at in (self.position, target))
        for stage, iterations in self._stages.spans():
            if first.begins <= stage.begins <= last.begins:
                if stage is not first:
                    self._go(stage.replay.clock.origin)
                end = stage.replay.clock.end(iterations.stop - 1)
                yield self._replay, target if stage is last else end


def count(n: int) -> int:
    """A number of iterations; raises InvalidValue."""
    if not is_number(n, low=1) or n != int(n):
        raise InvalidValue(
            f"{quoted(n)} iterations are asked for; a whole number from 1 on is allowed."
        )
    return int(n)
