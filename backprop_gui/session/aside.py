"""Looks ahead without moving: a session of its own on the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backprop_gui.engine.choices import check_whole
from backprop_gui.errors import InvalidValue
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.session import Session

STEPS: dict[str, Callable[[Session], object]] = {
    "element": Session.step_into,
    "operation": Session.step_over,
    "phase": Session.step_out,
    "iteration": Session.step_iteration,
}


def aside(session: Session) -> Session:
    """The same run at the same position; what this one computes leaves no trace in `session`."""
    own = Session.of(Stages(tuple(map(_copy, session.stages.parts))), session.position)
    own.focus = session.focus
    return own


def steps_from(session: Session, unit: str, count: int) -> Iterator[Session]:
    """A session of its own, here and after each of `count` - 1 steps of a unit of `STEPS`.

    Raises InvalidValue for another unit, or a count below 1.
    """
    if unit not in STEPS:
        raise InvalidValue(f"A step is {', '.join(STEPS)}; {unit!r} is none of them.")
    check_whole("The number of places", count, 1)
    return _steps(aside(session), STEPS[unit], count)


def _steps(own: Session, step: Callable[[Session], object], count: int) -> Iterator[Session]:
    yield own
    for _ in range(count - 1):
        step(own)
        yield own


def _copy(stage: Stage) -> Stage:
    recording = stage.recording
    return Stage.of(Replay(stage.document, stage.edits, recording.until(recording.finished)))
