"""What a gesture is, and what it may ask of the canvas."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QRubberBand

from backprop_gui.session.layout.moves import Move
from backprop_gui.ui.canvas.editing.link import Link
from backprop_gui.ui.canvas.editing.workbench import Workbench
from backprop_gui.ui.canvas.places import Place
from backprop_gui.ui.canvas.scene import CanvasScene
from backprop_gui.ui.canvas.selection import Going


class Surface(Protocol):
    """The canvas as gestures see it."""

    @property
    def canvas(self) -> CanvasScene: ...

    @property
    def bench(self) -> Workbench:
        """What makes the edits."""

    @property
    def link(self) -> Link:
        """The line from a unit to the pointer."""

    def in_scene(self, position: QPointF) -> QPointF:
        """A position of the viewport in the drawing."""

    def place_under(self, position: QPointF) -> Place | None:
        """The cell or edge at a position of the viewport."""

    def places_in(self, around: QRect) -> tuple[Place, ...]:
        """The nodes that a part of the viewport touches; where there are none, the edges."""

    def rect_of(self, place: Place) -> QRect:
        """Where a place is drawn in the viewport."""

    def new_band(self) -> QRubberBand:
        """A band over the viewport, hidden."""

    def edit_place(self, place: Place) -> bool:
        """Open a field for the number there; False where it cannot be edited."""

    def go_to(self, place: Place | None, going: Going = Going.ALONE) -> None:
        """Lead the keyboard to a place, and bring it into sight."""

    @property
    def moves_parts(self) -> bool:
        """Whether dragging alone moves units."""

    def move_part(self, move: Move, *, done: bool) -> None:
        """Draw a unit or layer so far from where it stands; `done`: let it stand there."""

    def turn_fold(self, layer: int) -> None:
        """Open a folded layer, fold an opened one."""

    def pan(self, by: QPoint) -> None:
        """Move the drawing by so many pixels."""

    def show_grabbing(self, grabbing: bool) -> None:
        """Whether the pointer looks like a closing hand."""


class Gesture:
    """Handlers return True where they used the event; others then do not see it."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def press(self, event: QMouseEvent) -> bool:
        return False

    def move(self, event: QMouseEvent) -> bool:
        return False

    def release(self, event: QMouseEvent) -> bool:
        return False

    def double_click(self, event: QMouseEvent) -> bool:
        return False

    def key_press(self, event: QKeyEvent) -> bool:
        return False

    def key_release(self, event: QKeyEvent) -> bool:
        return False

    def leave(self) -> None:
        """The pointer has left the canvas."""

    def give_up(self) -> None:
        """The keyboard has left the canvas, or another network is drawn."""
