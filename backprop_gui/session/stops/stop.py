"""Why one stands where one stands."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.position import Position
from backprop_gui.session.stops.breakpoints import AnyBreakpoint


@dataclass(frozen=True)
class Hit:
    """Something to stop at: where, at which element, and a sentence that says why."""

    position: Position
    element: Quantity | None
    sentence: str


@dataclass(frozen=True)
class Stop:
    """A hit with the breakpoint that it belongs to."""

    breakpoint: AnyBreakpoint
    hit: Hit

    @property
    def position(self) -> Position:
        """Right after the element with which it became so."""
        return self.hit.position

    @property
    def element(self) -> Quantity | None:
        """The element that is to blame, or the one computed last."""
        return self.hit.element

    @property
    def sentence(self) -> str:
        """The reason, and for a fault what is commonly done about it."""
        return self.hit.sentence


@dataclass(frozen=True)
class LogLine:
    """What a log-point has written, and where."""

    position: Position
    text: str
