"""Branches: runs that parted from one another, each with its edits, recording and notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, zip_longest

import numpy as np

from backprop_gui.engine.operations.update import new_name
from backprop_gui.errors import InvalidValue, listed, quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.texts import check_line
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.notes import Notes
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages

MAIN = "main"
MOST_LETTERS = 100
MOST_BRANCHES = 200


@dataclass(frozen=True)
class Branch:
    """What is listed: `length` iterations were finished; None: nothing was, it did not part."""

    name: str
    origin: str | None
    parted: Position | None
    length: int
    final_loss: float | None
    current: bool


@dataclass(frozen=True)
class Parting:
    """A branch's name, its number in the order of branches, and where it parted from which one."""

    name: str = MAIN
    number: int = 0
    origin: str | None = None
    position: Position | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """A branch that is left for the time being, and the position at which it was left."""

    parting: Parting
    stages: Stages
    notes: Notes
    position: Position

    def opened(self) -> Replay:
        """A replay of its own, at the position where it was left."""
        replay = self.stages.at(self.position.iteration).opened()
        replay.seek(self.position)
        return replay

    def losses(self) -> Array:
        """Of all finished iterations."""
        return self.stages.last.recording.losses.copy()

    def listed(self, current: bool) -> Branch:
        """What is told of it."""
        parting, recording = self.parting, self.stages.last.recording
        return Branch(
            parting.name,
            parting.origin,
            parting.position,
            recording.finished,
            recording.last_loss,
            current,
        )


@dataclass(frozen=True)
class Branches:
    """The current branch's name and the others."""

    current: Parting = Parting()
    others: tuple[Run, ...] = ()

    @property
    def partings(self) -> tuple[Parting, ...]:
        """Of all branches."""
        return (self.current, *(other.parting for other in self.others))

    @property
    def names(self) -> frozenset[str]:
        """Those that are taken: of all branches and of deleted ones that others parted from."""
        parted = {parting.origin for parting in self.partings if parting.origin is not None}
        return frozenset({parting.name for parting in self.partings} | parted)

    def parted(self, run: Run, position: Position) -> Branches:
        """The current one, `run`, is left; a new one parts from it.

        Raises InvalidValue where there are too many.
        """
        if len(self.others) + 2 > MOST_BRANCHES:
            raise InvalidValue(
                f"What there is would be kept as a branch, but there are {MOST_BRANCHES} branches; "
                "delete one that is no longer needed."
            )
        number = max(parting.number for parting in self.partings) + 1
        name = next(n for i in count(number) if (n := f"branch {i}") not in self.names)
        return Branches(Parting(name, number, run.parting.name, position), (*self.others, run))

    def switched(self, run: Run, left: Run) -> Branches:
        """`run` becomes the current one in the place of `left`."""
        others = tuple(left if other is run else other for other in self.others)
        return Branches(run.parting, others)

    def without(self, run: Run) -> Branches:
        """All but one."""
        return replace(self, others=tuple(other for other in self.others if other is not run))

    def renamed(self, name: str, new: str) -> Branches:
        """One has another name, also as the origin of others."""

        def renamed(parting: Parting) -> Parting:
            own, origin = (new if old == name else old for old in (parting.name, parting.origin))
            return replace(parting, name=str(own), origin=origin)

        others = tuple(replace(run, parting=renamed(run.parting)) for run in self.others)
        return Branches(renamed(self.current), others)


@dataclass(frozen=True)
class Difference:
    """A parameter at the end of two branches; None where the network has no such one."""

    name: Quantity
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """The second less the first."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two branches side by side.

    They part at `parted`, the position of the first edit or change of structure that they do not
    share (None where they are the same run); `first_different_loss` is the first iteration whose
    losses differ, None where those that both have are equal.
    """

    names: tuple[str, str]
    losses: tuple[Array, Array]
    parameters: tuple[Difference, ...]
    parted: Position | None
    first_different_loss: int | None

    @property
    def final_loss(self) -> Difference:
        """Of the last iteration of each; None where none is finished."""
        first, second = (float(known[-1]) if len(known) else None for known in self.losses)
        return Difference(Quantity("loss"), first, second)


def compared(first: Run, second: Run) -> Comparison:
    """Compare two runs; computes nothing but their last iterations."""
    losses = first.losses(), second.losses()
    common = min(map(len, losses))
    a, b = (values[:common] for values in losses)
    different = np.flatnonzero((a != b) & ~(np.isnan(a) & np.isnan(b)))
    ends = _final(first), _final(second)
    names = dict.fromkeys((*ends[0], *ends[1]))
    return Comparison(
        (first.parting.name, second.parting.name),
        losses,
        tuple(Difference(name, ends[0].get(name), ends[1].get(name)) for name in names),
        _parted(first, second),
        int(different[0]) if len(different) else None,
    )


def _parted(first: Run, second: Run) -> Position | None:
    pairs = zip_longest(first.stages.parts, second.stages.parts)
    return min((at for pair in pairs for at in _differences(*pair)), default=None)


def _differences(first: Stage | None, second: Stage | None) -> tuple[Position, ...]:
    """Where stages begin that are not shared, or the edits were made that are not."""
    if first is None or second is None or first.document is not second.document:
        return tuple(stage.replay.clock.origin for stage in (first, second) if stage)
    shared = 0
    for a, b in zip(first.edits, second.edits, strict=False):
        if a != b:
            break
        shared += 1
    return tuple(e.position for e in (*first.edits[shared:], *second.edits[shared:]))


def _final(run: Run) -> dict[Quantity, float]:
    """The parameters after the last finished iteration."""
    replay, finished = run.stages.last.opened(), run.stages.finished
    at_rest = finished > replay.document.begins
    replay.seek(replay.clock.spelled(finished, 0))
    found = {}
    for spec in replay.machine.program.parameters:
        array = replay.array(new_name(spec.name) if at_rest else spec.name)
        for name in spec.elements():
            place = spec.place(name)
            assert place is not None
            found[name] = float(array[place])
    return found


def check_name(name: str) -> None:
    """Raises InvalidValue where a branch cannot be called so."""
    check_line(name, "The branch's name", MOST_LETTERS)


def unknown(name: str, known: list[str]) -> InvalidValue:
    """The error for a name that no branch has."""
    return InvalidValue(f"There is no branch {quoted(name)}; there are: {listed(known)}.")
