"""What is kept of a run: losses of all iterations, states of some, extremes of the parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

from backprop_gui.formula.vectorising import Array
from backprop_gui.session.recording.checkpoints import Budget, Checkpoints
from backprop_gui.session.recording.curves import Curve, Curves, joined

# From this stride on, states are kept closer together where the run is.
_FINE_FROM, _FINER = 64, 16

PARTS = 2
"""A penalised loss consists of the loss of the data and the penalty."""


@dataclass(frozen=True, eq=False)
class Kept:
    """Parameters in the iterations, (n,), whose state was kept: `rows`, (n, parameters).

    New ones are kept at every `stride`-th iteration; when that grows, fewer of the earlier ones
    are there.
    """

    stride: int
    iterations: NDArray[np.int64]
    rows: Array


class Recording:
    """Of one run. What it has in common with the run it parted from is kept there, once.

    `shown` is the part of a state whose curves are kept; `parts` says whether the loss consists of
    parts. The run begins in iteration `begins`; the losses of those before are the ones that
    `earlier` has, nan where there is none.
    """

    def __init__(
        self,
        width: int,
        dtype: DTypeLike,
        shown: slice,
        budget: Budget | None = None,
        begins: int = 0,
        earlier: Recording | None = None,
        parts: bool = False,
    ) -> None:
        self.begins, self._earlier = begins, earlier
        self.finished = begins
        self.used: dict[int, Array] = {}
        self.budget = budget or Budget()
        self.shown = shown
        self._width = width
        # `begin` is for iterations that this divides.
        self.spacing = 1
        self._checkpoints = Checkpoints(width, dtype, self.budget)
        # In each column the loss of an iteration, and below it its parts.
        self._losses = np.empty((1 + PARTS * parts, 0), dtype)
        self._curves = Curves(shown, begins)
        # The run that this one parted from; states up to the start of iteration `_cut` and the
        # losses of the iterations before `_shared` are there.
        self._origin: Recording | None = None
        self._cut, self._shared = -1, begins

    @property
    def stride(self) -> int:
        """Every so many iterations a state is kept."""
        return self._checkpoints.stride

    @property
    def losses(self) -> Array:
        """The loss of each finished iteration, shape (iterations,)."""
        if self._origin is None and not self.begins:
            return self._losses[0, : self.finished]
        before = np.empty(0) if self._earlier is None else self._earlier.losses
        found: Array = self._with_earlier(before[np.newaxis], self._own(slice(0, 1)))[0]
        return found

    @property
    def loss_parts(self) -> Array:
        """What the losses consist of, shape (PARTS, iterations); nan where that is not known."""
        before = np.empty((PARTS, 0)) if self._earlier is None else self._earlier.loss_parts
        own = self._own(slice(1, None))
        return self._with_earlier(before, own if len(own) else np.full((PARTS, 1), np.nan))

    def _own(self, rows: slice) -> Array:
        """Of the iterations from `begins` on."""
        line = self._line(self.finished, losses=True)
        found = [part._losses[rows, : stop - part._shared] for part, stop in line]
        return np.concatenate(found, axis=1)

    def _with_earlier(self, before: Array, own: Array) -> Array:
        found = np.full((len(own), self.finished), np.nan, self._losses.dtype)
        count = min(self.begins, before.shape[1])
        found[:, :count] = before[:, :count]
        found[:, self.begins :] = own
        return found

    def take(self, losses: Array) -> None:
        """Have these losses, (n,) or with their parts (1 + PARTS, n), of a run's first iterations.

        The run must not have begun.
        """
        rows = np.atleast_2d(losses)
        self.finished = self.begins + rows.shape[1]
        self._losses = np.full((len(self._losses), rows.shape[1]), np.nan, self._losses.dtype)
        count = min(len(rows), len(self._losses))
        self._losses[:count] = rows[:count]

    @property
    def last_loss(self) -> float | None:
        """The loss of the last finished iteration."""
        for part, stop in reversed(list(self._line(self.finished, losses=True))):
            if stop > part._shared:
                return float(part._losses[0, stop - part._shared - 1])
        return self._earlier.last_loss if self._earlier else None

    def aim(self, start: int, target: int) -> None:
        """Expect the iterations from `start` to `target`: where one arrives, keep more states."""
        if target < self.finished:
            wanted = max(1, (target - start) // _FINER)
            self.spacing = min(self.stride, 1 << (wanted.bit_length() - 1))
        else:
            self.spacing = self._running_spacing

    @property
    def _running_spacing(self) -> int:
        return self.stride if self.stride < _FINE_FROM else self.stride // _FINER

    def begin(self, iteration: int, state: Array) -> None:
        """Keep the state at the start of an iteration, if it is due."""
        if iteration % self.spacing:
            return
        owner = self._owner(iteration)
        if iteration % owner.stride:
            self.keep_recent(iteration, state)
        else:
            self.keep(iteration, state)

    def keep_recent(self, iteration: int, state: Array) -> None:
        """Keep the state at the start of an iteration until so many others have been."""
        self._owner(iteration)._checkpoints.keep_recent(iteration, state)

    def keep(self, iteration: int, state: Array) -> None:
        """Keep the state at the start of an iteration."""
        stride = self.stride
        self._owner(iteration)._checkpoints.keep(iteration, state)
        if stride != self.stride:
            self.spacing = self._running_spacing

    def finish(self, iteration: int, losses: Sequence[Array], state: Array) -> None:
        """Keep the loss, its parts and the parameters of an iteration that has come to its end."""
        rows, shown = self.reserve(iteration)
        rows[:, 0], shown[0] = losses, state[self.shown]
        self.fill(iteration, 1)

    def reserve(self, iteration: int) -> tuple[Array, Array]:
        """Where losses with their parts, (1 or 1 + PARTS, n), go from an iteration on.

        And what is shown of states, (n, numbers). They count once `fill` says how many there are.
        """
        place = iteration - self._shared
        shown = self._curves.reserve(iteration)
        rows, length = self._losses.shape
        if place < 0:
            return np.empty((rows, min(-place, len(shown))), self._losses.dtype), shown
        if place + len(shown) > length:
            self._losses = _longer(self._losses, max(2 * place, place + len(shown)))
        return self._losses[:, place : place + len(shown)], shown

    def fill(self, iteration: int, count: int) -> None:
        """Count what has been written where `reserve` said."""
        self._curves.fill(iteration, count)
        self.finished = max(self.finished, iteration + count)

    def nearest(self, iteration: int) -> tuple[int, Array] | None:
        """The last checkpoint at or before the start of an iteration."""
        part: Recording | None = self
        while part:
            found = part._checkpoints.nearest(iteration) if iteration > part._cut else None
            if found:
                return found
            iteration, part = min(iteration, part._cut), part._origin
        return None

    def column(self, place: int) -> Array | None:
        """One number of the state in every iteration from `begins` on, if all were kept."""
        kept = self.kept([place], range(self.finished))
        complete = len(kept.iterations) == self.finished - self.begins
        return kept.rows[:, 0] if complete else None

    def kept(self, places: list[int], asked: range) -> Kept:
        """Some numbers of the states that were kept, of those finished iterations."""
        iterations, rows = [], []
        for part, stop in self._line(min(asked.stop, self.finished)):
            there = part._checkpoints.iterations
            start, end = np.searchsorted(there, (max(asked.start, part._cut + 1), stop))
            iterations.append(there[start:end])
            rows.append(part._checkpoints.rows(int(start), int(end), places))
        found = Kept(self.stride, *map(_joined, (iterations, rows)))
        for iteration, state in self.used.items():
            found.rows[found.iterations == iteration] = state[places]
        return found

    def curves(self, places: Sequence[int]) -> list[Curve] | None:
        """Extremes of some numbers of the states; None where one of them is not followed."""
        if any(not self.shown.start <= place < self.shown.stop for place in places):
            return None
        parts = [
            (part._curves.of([place - self.shown.start for place in places]), stop)
            for part, stop in self._line(self.finished, losses=True)
        ]
        return joined(parts, len(places))

    def fork(self, iteration: int, finished: int) -> Recording:
        """A recording of the same run up to the start of `iteration`, with so many losses.

        Before `begins` there is nothing: a recording of another run of the same shape.
        """
        other = self._anew()
        if iteration < self.begins:
            return other
        origin = self
        while origin._origin and iteration <= origin._cut and finished <= origin._shared:
            origin = origin._origin
        other._origin, other._cut = origin, iteration
        other._shared = other.finished = finished
        other.used = {k: state for k, state in self.used.items() if k < finished}
        return other

    def until(self, iteration: int) -> Recording:
        """A recording of the same run up to the start of an iteration."""
        return self.fork(iteration, min(iteration, self.finished))

    def following(self, earlier: Recording | None) -> Recording:
        """A recording of another run of the same shape that follows an earlier one."""
        other = self._anew()
        other._earlier = earlier
        return other

    def _anew(self) -> Recording:
        kind = self._losses.dtype, self.shown, self.budget, self.begins
        return Recording(self._width, *kind, self._earlier, parts=len(self._losses) > 1)

    def _owner(self, iteration: int) -> Recording:
        part = self
        while part._origin and iteration <= part._cut:
            part = part._origin
        return part

    def _line(self, stop: int, losses: bool = False) -> Iterator[tuple[Recording, int]]:
        """The runs that this one goes back to, oldest first, each up to where the next parts."""
        parts: list[tuple[Recording, int]] = []
        part: Recording | None = self
        while part:
            parts.append((part, stop))
            stop = min(stop, part._shared if losses else part._cut + 1)
            part = part._origin
        return reversed(parts)


def _joined(parts: list[Array]) -> Array:
    """One after another; one alone is not copied."""
    return np.concatenate(parts) if len(parts) > 1 else parts[0]


def _longer(rows: Array, length: int) -> Array:
    longer = np.empty((len(rows), length), rows.dtype)
    longer[:, : rows.shape[1]] = rows
    return longer
