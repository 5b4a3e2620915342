"""A click on a layer's heading selects its units; a double click opens the menu of activations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.gestures.select import ADDING
from backprop_gui.ui.canvas.selection import Selection

_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class HeadingGesture(Gesture):
    def press(self, event: QMouseEvent) -> bool:
        layer = self._layer(event)
        if layer is None or event.button() not in _BUTTONS:
            return False
        canvas = self._surface.canvas
        kept = canvas.chosen.kept if event.modifiers() & ADDING else ()
        canvas.choose(Selection.of((*kept, *reversed(canvas.units_of(layer)))))
        canvas.tell()
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        layer = self._layer(event)
        if layer is None or event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._surface.bench.choose_activation(layer, event.globalPosition().toPoint())
        return True

    def _layer(self, event: QMouseEvent) -> int | None:
        at = self._surface.in_scene(event.position())
        return self._surface.canvas.heading_at(at.x(), at.y())
