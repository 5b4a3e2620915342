"""What a fault is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backprop_gui.engine.choices import Parameter
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.reading.naming import find
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import Point

Settings = Mapping[str, float]


@dataclass
class View:
    """An iteration of which everything has been computed.

    `losses` ends with this iteration's; `memory` is the fault's own, kept within an epoch.
    """

    replay: Replay
    iteration: int
    losses: list[float]
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The operations of this iteration."""
        return self.replay.program(self.iteration)

    @property
    def arrays(self) -> dict[Quantity, Array]:
        """All numbers of this iteration, by the name of their array."""
        return self.replay.machine_of(self.iteration).arrays

    def after(self, name: Quantity) -> Point:
        """The point after a quantity has been computed."""
        place = find(self.program, name)
        operation = self.program.producers[place.spec.name]
        last = place.number + 1 == self.program.operations[operation].output.size
        return (operation + 1, 0) if last else (operation, place.number + 1)


@dataclass(frozen=True)
class Found:
    """A fault in an iteration: what has it, after which element it is there, and the reason.

    The same `what` in the next iteration is no new fault.
    """

    what: Quantity
    point: Point
    reason: str
    key: str = ""


@dataclass(frozen=True)
class FaultEntry:
    """`examine` gives what has the fault in an iteration; `advice` is what is commonly done.

    `by_epoch` says that it looks at whole epochs.
    """

    name: str
    title: str
    examine: Callable[[View, Settings], list[Found]]
    advice: str
    parameters: tuple[Parameter, ...] = ()
    by_epoch: bool = False
