"""Arithmetic of positions in one document: what follows what, and where a unit of it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.choices import check_type
from backprop_gui.engine.data import Batching
from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue, cut
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.position import LAST_ITERATION, Position


@dataclass(frozen=True)
class Clock:
    """For programs that differ only in their batch's size; they run from an iteration on."""

    batching: Batching
    program: Callable[[int], Program]
    begins: int = 0

    @property
    def origin(self) -> Position:
        """The very first position: nothing has been computed."""
        return Position(self.begins, 0, 0)

    @property
    def operations(self) -> int:
        """P, the number of operations of an iteration."""
        return len(self.program(0).operations)

    def end(self, iteration: int) -> Position:
        """Where an iteration comes to rest."""
        return Position(iteration, self.operations, 0)

    def elements(self, iteration: int, operation: int) -> int:
        """How many elements an operation computes."""
        return self.program(iteration).operations[operation].output.size

    def spelled(self, iteration: int, operation: int, element: int = 0) -> Position:
        """The position in its one spelling; `element` may be the operation's count."""
        if element and element == self.elements(iteration, operation):
            operation, element = operation + 1, 0
        if operation == 0 and element == 0 and iteration > self.begins:
            return self.end(iteration - 1)
        return Position(iteration, operation, element)

    def checked(self, position: Position) -> Position:
        """The position in its one spelling; raises InvalidValue where there is no such place."""
        check_type(position, "The position", Position)
        k, i, e = position.iteration, position.operation, position.element
        whole = all(isinstance(number, (int, np.integer)) for number in (k, i, e))
        if not whole or not self.begins <= k <= LAST_ITERATION or not 0 <= i <= self.operations:
            raise InvalidValue(
                f"There is no position {cut(str(position))}: whole numbers are allowed, iterations "
                f"from {self.begins}, operations from 0 to {self.operations}."
            )
        most = self.elements(k, i) if i < self.operations else 0
        if not 0 <= e <= most:
            raise InvalidValue(
                f"There is no position {cut(str(position))}: elements go from 0 to {most} there."
            )
        return self.spelled(int(k), int(i), int(e))

    def just_computed(self, at: Position) -> Quantity | None:
        """The element computed last before a position; None at the very beginning."""
        before = self.back_into(at)
        if before == at:
            return None
        k, i, e = self._next(before)
        return self.program(k).operations[i].output.element(e)

    def into(self, at: Position) -> Position:
        """After the next element."""
        k, i, e = self._next(at)
        return self.spelled(k, i, e + 1)

    def over(self, at: Position) -> Position:
        """The end of the operation."""
        k, i, _ = self._next(at)
        return self.spelled(k, i + 1)

    def out(self, at: Position) -> Position:
        """The end of the phase."""
        k, i, _ = self._next(at)
        return self.spelled(k, self.program(k).phase_end(i))

    def epoch(self, at: Position) -> Position:
        """The end of the epoch."""
        per_epoch = self.batching.per_epoch
        epoch = self.batching.epoch(self._next(at)[0])
        return self.end((epoch + 1) * per_epoch - 1)

    def back_into(self, at: Position) -> Position:
        """Before the last element."""
        if at.element:
            return self.spelled(at.iteration, at.operation, at.element - 1)
        if not at.operation:
            return at
        last = self.elements(at.iteration, at.operation - 1) - 1
        return self.spelled(at.iteration, at.operation - 1, last)

    def back_over(self, at: Position) -> Position:
        """The start of the operation."""
        return self.spelled(at.iteration, self._last(at))

    def back_out(self, at: Position) -> Position:
        """The start of the phase."""
        start = self.program(at.iteration).phase_start(self._last(at))
        return self.spelled(at.iteration, start)

    def back_epoch(self, at: Position) -> Position:
        """The start of the epoch, or of all."""
        start = self.batching.epoch(at.iteration) * self.batching.per_epoch
        return self.spelled(max(self.begins, start), 0)

    def _next(self, at: Position) -> tuple[int, int, int]:
        """What is computed next: from a place of rest, the next iteration's first element."""
        if at.operation == self.operations:
            return at.iteration + 1, 0, 0
        return at.iteration, at.operation, at.element

    def _last(self, at: Position) -> int:
        """The operation that the last computed element belongs to."""
        return at.operation if at.element else max(0, at.operation - 1)
