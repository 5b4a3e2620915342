"""The area inside a plot's axes: dragged over, it leads through the iterations."""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import Qt, Signal

from backprop_gui.ui.plots.axes.iteration_scale import IterationScale


class ScrubbedBox(pg.ViewBox):  # type: ignore[misc]
    """`scrubbed_to` says each new iteration under the mouse while its left button is held.

    With Shift, or with the middle button, the view is moved; with the right one it is zoomed.
    """

    scrubbed_to = Signal(int)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.across = IterationScale()
        self._last: int | None = None

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        """Called by the scene, and by an axis that is dragged."""
        left = event.button() == Qt.MouseButton.LeftButton
        if axis is not None or not left or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart():
            self._last = None
        iteration = round(self.across.iteration(self.mapSceneToView(event.scenePos()).x()))
        if iteration != self._last:
            self._last = iteration
            self.scrubbed_to.emit(iteration)
