"""A click on the dots of a folded layer opens it; one on the mark above an opened one folds it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture


class FoldGesture(Gesture):
    def press(self, event: QMouseEvent) -> bool:
        graph, at = self._surface.canvas.graph, self._surface.in_scene(event.position())
        if graph is None or event.button() is not Qt.MouseButton.LeftButton:
            return False
        layer = graph.layout.fold_at(at.x(), at.y())
        if layer is None:
            return False
        self._surface.turn_fold(layer)
        return True
