"""Arrow keys, Home and End walk from quantity to quantity; with Shift they add to the selection.

With Ctrl arrow keys walk and leave selected what is; Ctrl and Space adds what they have led to, or
takes it away.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from backprop_gui.ui.canvas import walk
from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.places import Place
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.selection import Going
from backprop_gui.ui.canvas.walk import Direction

ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_Modifier = Qt.KeyboardModifier
_SHIFT, _CTRL = _Modifier.ShiftModifier, _Modifier.ControlModifier
GOING = {_Modifier.NoModifier: Going.ALONE, _SHIFT: Going.ADDING, _CTRL: Going.LOOSELY}


class WalkGesture(Gesture):
    def key_press(self, event: QKeyEvent) -> bool:
        graph = self._surface.canvas.graph
        held, key = event.modifiers() & ~_Modifier.KeypadModifier, Qt.Key(event.key())
        if graph is None or held not in (_Modifier.NoModifier, _SHIFT, _CTRL):
            return False
        if held == _CTRL and key is Qt.Key.Key_Space:
            self._surface.canvas.choose(self._surface.canvas.chosen.turned())
        elif key in ARROWS or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            goal = self._goal(graph, key, striding=held != _Modifier.NoModifier)
            self._surface.go_to(goal, GOING[held])
        else:
            return False
        return True

    def _goal(self, graph: GraphView, key: Qt.Key, striding: bool) -> Place | None:
        place = self._surface.canvas.selection
        if key is Qt.Key.Key_End:
            return walk.last(graph)
        if key is Qt.Key.Key_Home or place is None:
            return walk.first(graph)
        if striding:
            return walk.stride(graph, place, ARROWS[key])
        return walk.step(graph, place, ARROWS[key])
