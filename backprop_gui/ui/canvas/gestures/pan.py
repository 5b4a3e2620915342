"""Dragging with the middle button, or with Space held down, moves the drawing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture, Surface


class PanGesture(Gesture):
    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._space = False
        self._from: QPoint | None = None

    def press(self, event: QMouseEvent) -> bool:
        left_with_space = self._space and event.button() is Qt.MouseButton.LeftButton
        if not left_with_space and event.button() is not Qt.MouseButton.MiddleButton:
            return False
        self._from = event.position().toPoint()
        self._surface.show_grabbing(True)
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        to = event.position().toPoint()
        self._surface.pan(to - self._from)
        self._from = to
        return True

    def release(self, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        self._from = None
        self._surface.show_grabbing(False)
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        return self._hold(event, True)

    def key_release(self, event: QKeyEvent) -> bool:
        return self._hold(event, False)

    def _hold(self, event: QKeyEvent, held: bool) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return event.key() == Qt.Key.Key_Space
        self._space = held
        return True

    def leave(self) -> None:
        """A key let go elsewhere is not heard of."""
        if self._from is None:
            self._space = False

    def give_up(self) -> None:
        self._space = False
