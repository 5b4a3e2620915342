"""A run as a chain of stages: each change of structure begins another one, with its own document.

The state at a position is a function of the stage that its iteration belongs to, and the position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from backprop_gui.engine.program import Program
from backprop_gui.errors import InvalidValue
from backprop_gui.session.document.document import Document
from backprop_gui.session.positions.clock import Clock
from backprop_gui.session.positions.position import Position
from backprop_gui.session.positions.timeline import Timeline
from backprop_gui.session.recording.recording import Recording
from backprop_gui.session.run.bookmark import Way
from backprop_gui.session.run.edits import Edits
from backprop_gui.session.run.replay import Replay, apart

MOST_STAGES = 200
"""In a run."""


@dataclass(frozen=True, eq=False)
class Stage:
    """A document, the edits made to it, and what has been recorded of it.

    `replay` can show it; between times it may show another branch of the same document.
    """

    replay: Replay
    edits: Edits
    recording: Recording

    @classmethod
    def of(cls, replay: Replay) -> Stage:
        """What a replay shows."""
        return cls(replay, replay.edits, replay.recording)

    @property
    def document(self) -> Document:
        """What it starts from."""
        return self.replay.document

    @property
    def begins(self) -> int:
        """Its first iteration."""
        return self.document.begins

    @property
    def program(self) -> Program:
        """The operations of an iteration with a full batch."""
        return self.replay.program(0)

    def opened(self) -> Replay:
        """A replay of its own, at the very beginning."""
        return Replay(self.document, self.edits, self.recording)

    def apart(self, position: Position) -> Replay:
        """A replay of its own at any position, computed where missing; nothing is recorded."""
        return apart(self.document, self.edits, self.recording, position)

    def beside(self, position: Position) -> Replay:
        """A replay of its own at a position that has been reached before."""
        replay = Replay(self.document, self.edits, self.recording.until(position.iteration))
        replay.seek(position)
        return replay

    def move(self, replay: Replay, position: Position) -> None:
        """Bring a replay that was `beside` to another position that has been reached before."""
        replay.recording = self.recording.until(position.iteration)
        replay.seek(position)

    def way_to(self, position: Position) -> Way:
        """How far it is to a position, from where its replay stands if that shows it."""
        shown = self.replay.recording is self.recording
        return self.replay.way_to(position, None if shown else self.recording)

    def shown(self) -> Replay:
        """Its replay, at the beginning if it has shown another branch."""
        replay = self.replay
        if (replay.edits, replay.recording) != (self.edits, self.recording):
            replay.replace(self.edits, self.recording)
        return replay

    def until(self, iteration: int) -> Stage:
        """What it is before the start of an iteration."""
        edits = tuple(edit for edit in self.edits if edit.position.iteration < iteration)
        return Stage(self.replay, edits, self.recording.until(iteration))


@dataclass(frozen=True, eq=False)
class Stages:
    """One stage or more, each beginning in a later iteration than the one before."""

    parts: tuple[Stage, ...]

    @property
    def last(self) -> Stage:
        """The one in which the run goes on."""
        return self.parts[-1]

    @property
    def finished(self) -> int:
        """How many iterations have been finished."""
        return self.last.recording.finished

    @cached_property
    def edits(self) -> Edits:
        """Those of all stages, in order."""
        return tuple(edit for stage in self.parts for edit in stage.edits)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """One of each stage."""
        return tuple(stage.document for stage in self.parts)

    def at(self, iteration: int) -> Stage:
        """The stage that an iteration belongs to."""
        return next(stage for stage in reversed(self.parts) if stage.begins <= iteration)

    def near(self, position: Position) -> Position:
        """A position at or before one, up to which no whole iteration has to be computed."""
        stage, clock = self.at(position.iteration), self.at(position.iteration).replay.clock
        found = stage.recording.nearest(position.iteration)
        start = found[0] if found else stage.begins
        if start == position.iteration:
            return position
        return clock.into(clock.spelled(start, 0)) if start > stage.begins else clock.origin

    def before(self, iteration: int) -> tuple[Stage, ...]:
        """The stages that begin before an iteration, the last one up to its start."""
        found = tuple(stage for stage in self.parts if stage.begins < iteration)
        if any(stage.begins == iteration for stage in self.parts):
            return found
        return (*found[:-1], found[-1].until(iteration))

    def spans(self) -> Iterator[tuple[Stage, range]]:
        """Each stage with its finished iterations."""
        ends = [stage.begins for stage in self.parts[1:]]
        for stage, end in zip(self.parts, [*ends, self.finished], strict=True):
            yield stage, range(stage.begins, end)

    def followed_by(self, document: Document) -> Stages:
        """Another document takes over at the start of the iteration in which it begins.

        Raises InvalidValue where there are too many.
        """
        before = self.before(document.begins)
        if len(before) >= MOST_STAGES:
            raise InvalidValue(
                f"The structure has been changed in {MOST_STAGES} iterations of this run, more are "
                "not allowed; change it in an earlier iteration."
            )
        replay = Replay(document, budget=self.last.recording.budget)
        if before:
            recording = replay.recording.following(before[-1].recording)
            replay.replace((), recording)
        return Stages((*before, Stage.of(replay)))

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """One of each stage."""
        return tuple(stage.replay.clock for stage in self.parts)

    def shown_by(self, new: Replay, old: Replay) -> Stages:
        """The same, where `new` takes the place of the replay `old`."""
        if all(stage.replay is not old for stage in self.parts):
            return self
        return Stages(tuple(replace(s, replay=new) if s.replay is old else s for s in self.parts))

    def timeline(self, here: Replay) -> Timeline:
        """All clocks; `here` shows the present position."""
        return Timeline(self.clocks, here.clock)
