"""A plus comes into sight near the pointer; a click on it adds a layer or a unit there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from backprop_gui.ui.canvas.gestures.gesture import Gesture
from backprop_gui.ui.canvas.items.pluses import Adds, Plus, plus_at


class AddGesture(Gesture):
    def press(self, event: QMouseEvent) -> bool:
        plus = self._under(event.position())
        if plus is None or event.button() is not Qt.MouseButton.LeftButton:
            return False
        bench = self._surface.bench
        self._surface.canvas.show_plus(None)
        (bench.add_layer if plus.adds is Adds.LAYER else bench.add_unit)(plus.layer)
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        return self.press(event)  # a second click adds a second one

    def move(self, event: QMouseEvent) -> bool:
        free = event.buttons() == Qt.MouseButton.NoButton
        near = self._near(event.position()) if free else None
        self._surface.canvas.show_plus(near, hot=self._under(event.position()) is not None)
        return False

    def leave(self) -> None:
        self._surface.canvas.show_plus(None)

    def _near(self, position: QPointF) -> Plus | None:
        graph, at = self._surface.canvas.graph, self._surface.in_scene(position)
        return None if graph is None else plus_at(graph.layout, at.x(), at.y())

    def _under(self, position: QPointF) -> Plus | None:
        plus, at = self._near(position), self._surface.in_scene(position)
        return plus if plus is not None and plus.is_over(at.x(), at.y()) else None
