"""What a widget says about the parts that it paints."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

Key = Hashable
"""An address of a part, as the widget has it."""


@dataclass(frozen=True)
class Told:
    """A part as a screen reader hears of it; `place` is in pixels of the screen.

    The `name` alone says everything, as not all of them read values; `states` are names of
    `QAccessible.State`.
    """

    name: str
    role: QAccessible.Role
    place: QRect
    value: str = ""
    description: str = ""
    states: tuple[str, ...] = ()


class Content(Protocol):
    """The parts of a widget as a tree; None is the widget itself."""

    @property
    def focus(self) -> Key | None:
        """The part that keys act on while the widget has the keyboard."""

    def children(self, key: Key | None) -> Sequence[Key]:
        """In the order in which they are read."""

    def parent(self, key: Key) -> Key | None:
        """The part that another is in."""

    def told(self, key: Key) -> Told:
        """What is said of a part at present."""

    def at(self, point: QPoint) -> Key | None:
        """The part at a point of the screen."""
