"""Dragging from a unit to one of a later layer connects them; what will happen is said before."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from backprop_gui.ui.canvas.editing.workbench import Offer, Unit
from backprop_gui.ui.canvas.gestures.gesture import Gesture, Surface
from backprop_gui.ui.canvas.gestures.select import ADDING
from backprop_gui.ui.canvas.places import NodePlace, Place
from backprop_gui.ui.canvas.records import Kind

_UNITS = (Kind.INPUT, Kind.UNIT)


class ConnectGesture(Gesture):
    """Let go over what is refused, it is told why; elsewhere, and with Escape, nothing happens."""

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._from: NodePlace | None = None
        self._pressed = QPoint()
        self._drawing = False
        self._target: Unit | None = None

    def press(self, event: QMouseEvent) -> bool:
        place = self._surface.place_under(event.position())
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers() & ADDING
        if plain and isinstance(place, NodePlace) and unit_at(self._surface, place):
            self._from, self._pressed = place, event.position().toPoint()
        return False  # the click is for the selection

    def move(self, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        to = event.position().toPoint()
        far = (to - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._drawing = self._drawing or far
        if self._drawing:
            under = self._surface.place_under(event.position())
            self._target = unit_at(self._surface, under)
            self._surface.link.show(self._surface.canvas.node_box(self._from), to, self._offer())
        return True

    def release(self, event: QMouseEvent) -> bool:
        drawn, source, target = self._drawing, unit_at(self._surface, self._from), self._target
        self._end()
        if drawn and source and target and source != target:
            self._surface.bench.join(source, target)
        return drawn

    def key_press(self, event: QKeyEvent) -> bool:
        if not self._drawing or event.key() != Qt.Key.Key_Escape:
            return False
        self._end()
        return True

    def give_up(self) -> None:
        self._end()

    def _offer(self) -> Offer | None:
        source = unit_at(self._surface, self._from)
        if not self._drawing or source is None or self._target in (None, source):
            return None
        assert self._target is not None
        return self._surface.bench.offer(source, self._target)

    def _end(self) -> None:
        self._surface.link.hide()
        self._from = self._target = None
        self._drawing = False


def unit_at(surface: Surface, place: Place | None) -> Unit | None:
    """The unit or input at a place; None for what cannot be connected."""
    graph = surface.canvas.graph
    if graph is None or not isinstance(place, NodePlace) or place.node >= len(graph.nodes):
        return None
    node = graph.nodes[place.node]
    return (node.layer, node.unit) if node.kind in _UNITS else None
