"""Alt and dragging moves a unit, with Shift its layer; dragging alone, where that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.session.layout.moves import Move
from backprop_gui.ui.canvas.editing.workbench import Unit
from backprop_gui.ui.canvas.gestures.gesture import Gesture, Surface
from backprop_gui.ui.canvas.places import NodePlace, Place
from backprop_gui.ui.canvas.records import GraphView, Kind

_Modifier = Qt.KeyboardModifier


@dataclass(frozen=True)
class _Grip:
    """What is dragged, and where it was taken."""

    layer: int
    unit: int
    start: QPointF

    def move(self, to: QPointF) -> Move:
        return Move(self.layer, self.unit, to.x() - self.start.x(), to.y() - self.start.y())


class MoveGesture(Gesture):
    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._grip: _Grip | None = None

    def press(self, event: QMouseEvent) -> bool:
        wanted = self._surface.moves_parts or event.modifiers() & _Modifier.AltModifier
        if event.button() is not Qt.MouseButton.LeftButton or not wanted:
            return False
        unit = self._unit(self._surface.place_under(event.position()))
        if unit is None:
            return False
        whole = bool(event.modifiers() & _Modifier.ShiftModifier)
        at = self._surface.in_scene(event.position())
        self._grip = _Grip(unit[0], 0 if whole else unit[1], at)
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._grip is None:
            return False
        to = self._surface.in_scene(event.position())
        self._surface.move_part(self._grip.move(to), done=False)
        return True

    def release(self, event: QMouseEvent) -> bool:
        if self._grip is None:
            return False
        grip, self._grip = self._grip, None
        to = self._surface.in_scene(event.position())
        self._surface.move_part(grip.move(to), done=True)
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if self._grip is None or event.key() != Qt.Key.Key_Escape:
            return False
        self._surface.move_part(Move(self._grip.layer, self._grip.unit, 0.0, 0.0), done=True)
        self._grip = None
        return True

    def _unit(self, place: Place | None) -> Unit | None:
        graph = self._surface.canvas.graph
        return None if graph is None else movable_at(graph, place)


def movable_at(graph: GraphView, place: Place | None) -> Unit | None:
    """The unit that a cell belongs to; the loss and edges follow the units."""
    if not isinstance(place, NodePlace):
        return None
    node = graph.nodes[place.node]
    return None if node.kind is Kind.LOSS else (node.layer, node.unit)
