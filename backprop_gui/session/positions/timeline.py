"""Which position a stepping command leads to, also across changes of structure.

A run is one document, or several that follow one another, each with a clock of its own. Each
command has an inverse twin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.choices import check_type
from backprop_gui.engine.data import Batching
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.clock import Clock
from backprop_gui.session.positions.position import Position


@dataclass(frozen=True)
class Timeline:
    """Clocks in the order of their beginnings; `here` is the one that shows the present position.

    The end of a clock's last iteration and the origin of the next clock are two places at one
    moment. Steps inside iterations lead from one to the other: the change is a step of its own.
    Steps over iterations and epochs begin at the one that lies ahead of them.
    """

    clocks: tuple[Clock, ...]
    here: Clock

    @property
    def origin(self) -> Position:
        """The very first position."""
        return self.clocks[0].origin

    @property
    def changes(self) -> tuple[int, ...]:
        """The iterations at whose start another document takes over."""
        return tuple(clock.begins for clock in self.clocks[1:])

    @property
    def operations(self) -> int:
        """P, the number of operations of an iteration, at the present position."""
        return self.here.operations

    @property
    def batching(self) -> Batching:
        """Which samples make up a batch, at the present position."""
        return self.here.batching

    def at(self, iteration: int) -> Clock:
        """The clock that an iteration belongs to."""
        return next((c for c in reversed(self.clocks) if c.begins <= iteration), self.clocks[0])

    def program(self, iteration: int) -> Program:
        """The program of an iteration."""
        return self.at(iteration).program(iteration)

    def elements(self, iteration: int, operation: int) -> int:
        """How many elements an operation computes."""
        return self.at(iteration).elements(iteration, operation)

    def end(self, iteration: int) -> Position:
        """Where an iteration comes to rest."""
        return self.at(iteration).end(iteration)

    def is_end(self, at: Position) -> bool:
        """Whether a position is an iteration's end."""
        return at.operation == self.at(at.iteration).operations

    def spelled(self, iteration: int, operation: int, element: int = 0) -> Position:
        """The position in its one spelling; `element` may be the operation's count."""
        return self.at(iteration).spelled(iteration, operation, element)

    def checked(self, position: Position) -> Position:
        """The position in its one spelling; raises InvalidValue where there is no such place."""
        check_type(position, "The position", Position)
        whole = isinstance(position.iteration, (int, np.integer))
        clock = self.at(position.iteration) if whole else self.here
        return clock.checked(position)

    def just_computed(self, at: Position) -> Quantity | None:
        """The element computed last before a position; None where a document begins."""
        return self.at(at.iteration).just_computed(at)

    def alike(self, at: Position, iteration: int) -> Position:
        """The same place in another iteration as far as it has one; for an origin, its end."""
        ends = self.is_end(at) or at == self.at(at.iteration).origin
        return self._closest(at, iteration, ends)

    def moved(self, at: Position, other: Timeline) -> Position:
        """The place that is closest to one on another timeline."""
        return self._closest(at, at.iteration, other.is_end(at))

    def _closest(self, at: Position, iteration: int, ends: bool) -> Position:
        clock = self.at(iteration)
        if ends:
            return clock.end(iteration)
        operation = min(at.operation, clock.operations - 1)
        element = min(at.element, clock.elements(iteration, operation))
        return clock.spelled(iteration, operation, element)

    def into(self, at: Position) -> Position:
        """After the next element."""
        return self._change_ahead(at) or self.at(at.iteration).into(at)

    def over(self, at: Position) -> Position:
        """The end of the operation."""
        return self._change_ahead(at) or self.at(at.iteration).over(at)

    def out(self, at: Position) -> Position:
        """The end of the phase."""
        return self._change_ahead(at) or self.at(at.iteration).out(at)

    def iteration(self, at: Position, n: int = 1) -> Position:
        """The end of the iteration, and of n − 1 further ones."""
        return self.end(at.iteration + self.is_end(at) + n - 1)

    def epoch(self, at: Position) -> Position:
        """The end of the epoch, which a change ends early."""
        at = self._change_ahead(at) or at
        clock = self.at(at.iteration)
        ends = (clock.end(k - 1) for k in self.changes if k > clock.begins)
        return min([clock.epoch(at), *ends])

    def back_into(self, at: Position) -> Position:
        """Before the last element."""
        return self._before_change(at) or self.at(at.iteration).back_into(at)

    def back_over(self, at: Position) -> Position:
        """The start of the operation."""
        return self._before_change(at) or self.at(at.iteration).back_over(at)

    def back_out(self, at: Position) -> Position:
        """The start of the phase."""
        return self._before_change(at) or self.at(at.iteration).back_out(at)

    def back_iteration(self, at: Position, n: int = 1) -> Position:
        """The start of the iteration, and of n − 1 earlier ones; the origin at the most."""
        at = self._before_change(at) or at
        return self.spelled(max(self.origin.iteration, at.iteration - n + 1), 0)

    def back_epoch(self, at: Position) -> Position:
        """The start of the epoch, or of what a change began inside it."""
        at = self._before_change(at) or at
        return self.at(at.iteration).back_epoch(at)

    def _change_ahead(self, at: Position) -> Position | None:
        """Where a change leads that is made right after this place of rest."""
        k = at.iteration + 1
        return Position(k, 0, 0) if k in self.changes and self.is_end(at) else None

    def _before_change(self, at: Position) -> Position | None:
        """The place of rest right before the change that led here."""
        k = at.iteration
        return self.end(k - 1) if k in self.changes and at == Position(k, 0, 0) else None
