"""What is under the pointer is brought out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture


class HoverGesture(Gesture):
    def move(self, event: QMouseEvent) -> bool:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._surface.canvas.hover(self._surface.place_under(event.position()))
        return False

    def leave(self) -> None:
        self._surface.canvas.hover(None)
