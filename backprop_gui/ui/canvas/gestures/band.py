"""Dragging over empty ground selects what the band touches; with Shift or Ctrl it is added."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QRubberBand

from backprop_gui.ui.canvas.gestures.gesture import Gesture, Surface
from backprop_gui.ui.canvas.gestures.select import ADDING
from backprop_gui.ui.canvas.selection import Selection


class BandGesture(Gesture):
    """The band selects while it is drawn; Escape brings back what was selected before."""

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._from: QPoint | None = None
        self._before, self._kept = Selection(), Selection()
        self._band: QRubberBand | None = None

    def press(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event)
        return False  # the click is for the selection

    def _begin(self, event: QMouseEvent) -> None:
        if self._surface.place_under(event.position()) is None:
            self._from = event.position().toPoint()
            self._before = self._surface.canvas.chosen
            self._kept = self._before if event.modifiers() & ADDING else Selection()

    def move(self, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        to = event.position().toPoint()
        if self._band is None:
            if (to - self._from).manhattanLength() < QApplication.startDragDistance():
                return True
            self._band = self._surface.new_band()
        around = QRect(self._from, to).normalized()
        self._band.setGeometry(around.united(QRect(around.topLeft(), QSize(1, 1))))
        self._band.show()
        found = self._surface.places_in(around)
        self._surface.canvas.choose(Selection.of((*self._kept.kept, *found)))
        return True

    def release(self, event: QMouseEvent) -> bool:
        drawn = self._band is not None
        self._end()
        return drawn

    def key_press(self, event: QKeyEvent) -> bool:
        if self._band is None or event.key() != Qt.Key.Key_Escape:
            return False
        self._end()
        self._surface.canvas.choose(self._before)
        return True

    def _end(self) -> None:
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
        self._band = self._from = None
