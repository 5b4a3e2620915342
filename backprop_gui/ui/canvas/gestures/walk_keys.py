"""Arrow keys, Home and End walk from quantity to quantity; with Shift they add to the selection."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from backprop_gui.ui.canvas import walk
from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.places import Place
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.walk import Direction

ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier


class WalkGesture(Gesture):
    def key_press(self, event: QKeyEvent) -> bool:
        graph = self._surface.canvas.graph
        if graph is None or event.modifiers() & ~(_SHIFT | _KEYPAD):
            return False
        adding, key = bool(event.modifiers() & _SHIFT), Qt.Key(event.key())
        if key not in (*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End):
            return False
        self._surface.go_to(self._goal(graph, key, adding), adding)
        return True

    def _goal(self, graph: GraphView, key: Qt.Key, adding: bool) -> Place | None:
        place = self._surface.canvas.selection
        if key is Qt.Key.Key_End:
            return walk.last(graph)
        if key is Qt.Key.Key_Home or place is None:
            return walk.first(graph)
        if adding:
            return walk.stride(graph, place, ARROWS[key])
        return walk.step(graph, place, ARROWS[key])
