"""A click selects what is under the pointer, on empty ground nothing; a right click, too.

With Shift or Ctrl it adds to what is selected, or takes away.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.places import Place

ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class SelectGesture(Gesture):
    def press(self, event: QMouseEvent) -> bool:
        place = self._surface.place_under(event.position())
        if event.button() is Qt.MouseButton.LeftButton:
            self._take(place, bool(event.modifiers() & ADDING))
        elif event.button() is Qt.MouseButton.RightButton:
            self._take_for_menu(place)
        else:
            return False
        return True

    def _take(self, place: Place | None, adding: bool) -> None:
        canvas = self._surface.canvas
        if not adding:
            canvas.select(place)
        elif place is not None:
            canvas.choose(canvas.chosen.toggled(place))

    def _take_for_menu(self, place: Place | None) -> None:
        """A menu about what is selected follows; it is told anew, as steps may have been made."""
        canvas = self._surface.canvas
        if place is None or not canvas.chosen.has(place):
            canvas.select(place)
        canvas.choose(canvas.chosen if place is None else canvas.chosen.with_(place))
        canvas.tell()

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or self._surface.canvas.selection is None:
            return False
        self._surface.canvas.select(None)
        return True
