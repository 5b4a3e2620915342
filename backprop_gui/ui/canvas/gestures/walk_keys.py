"""Arrow keys, Home and End walk from quantity to quantity."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from backprop_gui.ui.canvas import walk
from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.walk import Direction

ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


class WalkGesture(Gesture):
    def key_press(self, event: QKeyEvent) -> bool:
        graph, place = self._surface.canvas.graph, self._surface.canvas.selection
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if graph is None or not plain:
            return False
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_End:
            self._surface.go_to(walk.last(graph))
        elif key is Qt.Key.Key_Home or (place is None and key in ARROWS):
            self._surface.go_to(walk.first(graph))
        elif place is not None and key in ARROWS:
            self._surface.go_to(walk.step(graph, place, ARROWS[key]))
        else:
            return False
        return True
