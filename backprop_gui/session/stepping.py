"""The stepping commands: each leads to the position that the clock tells."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.choices import is_number
from backprop_gui.errors import InvalidValue
from backprop_gui.session.bookmark import Bookmark, Way
from backprop_gui.session.opened import Opened
from backprop_gui.session.position import Position
from backprop_gui.session.reading import Reader

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
        self._go(Position())

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
        for _ in self._replay.slices(self.clock.checked(target), seconds):
            self.moved.emit(self.position)
            yield
            if self._paused:
                return
        self.moved.emit(self.position)

    def way_to(self, position: Position) -> Way:
        """How far it is to a position; raises InvalidValue where there is no such place."""
        return self._replay.way_to(self.clock.checked(position))

    def bookmark(self) -> Bookmark:
        """Where one stands, for `return_to`."""
        return self._replay.bookmark()

    def return_to(self, mark: Bookmark) -> None:
        """Come back to a bookmark in the time of one iteration, however far it is.

        The position alone, the long way, where the run has been edited since.
        """
        if mark.edits is self.edits:
            self._replay.return_to(mark)
            self.moved.emit(self.position)
        else:
            self.seek(mark.position)

    def _run(self, target: Position) -> None:
        for _ in self.slices(target):
            pass

    def _go(self, target: Position) -> None:
        if target != self.position:
            self._replay.seek(target)
            self.moved.emit(self.position)


def count(n: int) -> int:
    """A number of iterations; raises InvalidValue."""
    if not is_number(n, low=1) or n != int(n):
        raise InvalidValue(f"{n!r} iterations are asked for; a whole number from 1 on is allowed.")
    return int(n)
