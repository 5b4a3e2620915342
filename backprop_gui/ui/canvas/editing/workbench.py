"""What gestures may do to the network: the canvas itself knows none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint

Unit = tuple[int, int]
"""A layer, 0 the input, and a unit in it, from 1."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What would come of a gesture in words, or why it may not be."""

    text: str
    allowed: bool


class Workbench(Protocol):
    """Makes the edits; what is refused it tells a person by itself."""

    def offer(self, source: Unit, target: Unit) -> Offer:
        """What connecting two units would do."""

    def join(self, source: Unit, target: Unit) -> None:
        """Connect two units."""

    def add_layer(self, after: int) -> None:
        """Insert a layer."""

    def add_unit(self, layer: int) -> None:
        """Add a unit at a layer's end."""

    def choose_activation(self, layer: int, at: QPoint) -> None:
        """Offer other activations of a layer, at a place on the screen."""


class NoWorkbench:
    """Of a drawing that cannot be edited."""

    def offer(self, source: Unit, target: Unit) -> Offer:
        return Offer("This network cannot be changed here.", allowed=False)

    def join(self, source: Unit, target: Unit) -> None:
        pass

    def add_layer(self, after: int) -> None:
        pass

    def add_unit(self, layer: int) -> None:
        pass

    def choose_activation(self, layer: int, at: QPoint) -> None:
        pass
