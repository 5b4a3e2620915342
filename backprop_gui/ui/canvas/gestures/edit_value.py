"""A double click, Enter or F2 opens a field for the number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class EditValueGesture(Gesture):
    def double_click(self, event: QMouseEvent) -> bool:
        place = self._surface.place_under(event.position())
        return (
            event.button() is Qt.MouseButton.LeftButton
            and place is not None
            and self._surface.edit_place(place)
        )

    def key_press(self, event: QKeyEvent) -> bool:
        place = self._surface.canvas.selection
        return event.key() in KEYS and place is not None and self._surface.edit_place(place)
