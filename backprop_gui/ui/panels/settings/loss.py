"""The loss with its conventions and penalties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.losses import LOSSES
from backprop_gui.engine.operations.operation import Operation, Phase
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.settings.kinds import Choice, Number, Option
from backprop_gui.ui.panels.settings.of_table import label, options, parameter_fields
from backprop_gui.ui.panels.settings.section import Deed, Field

_AGGREGATES = (Option("sum", "sum"), Option("mean", "mean"))
_PENALTIES = {"l1": "adds l1 · Σ|w| over all weights", "l2": "adds l2/2 · Σw² over all weights"}


class LossSection:
    title = "Loss"

    def summary(self, session: Session) -> str:
        """The loss's name."""
        return session.network.loss.entry.title

    def fields(self, session: Session) -> list[Field]:
        """Name and parameters, factor, sum or mean, penalties."""
        return list(_fields(session))

    def deeds(self, session: Session) -> tuple[Deed, ...]:
        """None."""
        return ()

    def operations(self, session: Session) -> Iterator[Operation]:
        """The loss and its derivative by the outputs."""
        derivative = Quantity("dx", (session.network.depth,))
        for operation in session.program.operations:
            if operation.phase == Phase.LOSS or operation.output.name == derivative:
                yield operation

    def note(self, session: Session) -> str:
        """The loss's name in full, and its conventions."""
        loss = session.network.loss
        return f"{loss.entry.title} · {loss.convention()}"


def _fields(session: Session) -> Iterator[Field]:
    network = session.in_force.network
    loss = network.loss

    def change(name: str, value: Any) -> None:
        session.adjust(network=replace(network, loss=replace(loss, **{name: value})))

    def exchange(name: str) -> None:
        """Another loss has parameters of its own."""
        chosen = replace(loss, name=name, delta=None, clip=None)
        session.change(network=replace(network, loss=chosen))

    yield Field("name", "Loss", Choice(options(LOSSES.values())), loss.name, exchange)
    yield from parameter_fields(loss.entry.parameters, loss.settings, change)
    yield Field(
        "factor",
        "Factor",
        Number(),
        loss.factor,
        lambda value: change("factor", value),
        "multiplies the whole loss; 1 and ½ are usual",
    )
    for name in ("over_outputs", "over_batch"):
        enter = lambda value, name=name: change(name, value)  # noqa: E731
        yield Field(name, label(name), Choice(_AGGREGATES), getattr(loss, name), enter)
    for name, meaning in _PENALTIES.items():
        enter = lambda value, name=name: change(name, value)  # noqa: E731
        yield Field(name, label(name), Number(), getattr(loss, name), enter, meaning)
