"""A click selects what is under the pointer, on empty ground nothing; a right click, too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture


class SelectGesture(Gesture):
    def press(self, event: QMouseEvent) -> bool:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return False
        if event.button() is Qt.MouseButton.RightButton:
            # What has been selected before the last step is to be told anew: a menu follows.
            self._surface.canvas.select(None)
        self._surface.canvas.select(self._surface.place_under(event.position()))
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or self._surface.canvas.selection is None:
            return False
        self._surface.canvas.select(None)
        return True
