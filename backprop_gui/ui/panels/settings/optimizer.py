"""The optimiser with all its arguments, the schedule of the learning rate, clipping."""

from __future__ import annotations

from collections.abc import Iterator

from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Choice, Number, Option
from backprop_gui.ui.panels.settings.of_table import classes, struct_fields, worded
from backprop_gui.ui.panels.settings.section import Deed, Field

_CONSTANT = Option(None, "constant")
_UNCLIPPED, _FIRST_CLIP = "none", 1.0
_CLIPS = (
    Option(_UNCLIPPED, "off"),
    Option("clip_value", "by value"),
    Option("clip_norm", "by norm"),
)


class OptimizerSection:
    title = "Optimiser"

    def summary(self, session: Session) -> str:
        """The optimiser's name and learning rate."""
        optimizer = session.in_force.optimizer
        return f"{type(optimizer).__name__} · η {optimizer.rate:g}"

    def fields(self, session: Session) -> list[Field]:
        """Class and arguments, schedule, clipping."""
        return [*_optimizer(session), *_schedule(session), *_clipping(session)]

    def deeds(self, session: Session) -> tuple[Deed, ...]:
        """None."""
        return ()

    def operations(self, session: Session) -> Iterator[Operation]:
        """The update of the first parameter array; the others' are alike."""
        first = session.program.parameters[0].name
        for operation in session.program.operations:
            name = operation.output.name
            own = name.kind != "db_clip" and name.indices in ((), first.indices)
            if operation.phase == Phase.UPDATE and own:
                yield operation
            if name == new_name(first):
                return

    def note(self, session: Session) -> str:
        """Where the conventions come from."""
        return "PyTorch's conventions; the same lines for every weight and bias"


def _optimizer(session: Session) -> Iterator[Field]:
    optimizer = session.in_force.optimizer
    yield Field(
        "class",
        "Optimiser",
        Choice(classes(OPTIMIZERS)),
        type(optimizer),
        lambda chosen: session.change(optimizer=chosen()),
        "another one begins with its usual arguments",
    )
    yield from struct_fields(optimizer, lambda other: session.adjust(optimizer=other))


def _schedule(session: Session) -> Iterator[Field]:
    schedule = session.in_force.schedule
    yield Field(
        "schedule",
        "Schedule of η",
        Choice((_CONSTANT, *worded(SCHEDULES))),
        None if schedule is None else type(schedule),
        lambda chosen: session.change(schedule=chosen and chosen()),
    )
    if schedule is not None:
        yield from struct_fields(
            schedule, lambda other: session.adjust(schedule=other), prefix="schedule."
        )


def _clipping(session: Session) -> Iterator[Field]:
    document = session.in_force
    limits = {"clip_value": document.clip_value, "clip_norm": document.clip_norm}
    now = next((name for name, limit in limits.items() if limit is not None), _UNCLIPPED)

    def clip(chosen: str, limit: float) -> None:
        session.adjust(**{name: limit if name == chosen else None for name in limits})

    yield Field(
        "clipping", "Clip gradients", Choice(_CLIPS), now, lambda name: clip(name, _FIRST_CLIP)
    )
    if now != _UNCLIPPED:
        yield Field(
            now,
            "Clip at",
            Number(),
            limits[now],
            lambda limit: clip(now, limit),
            "each gradient stays within ± this" if now == "clip_value" else "the largest norm",
        )
