"""From the unit that is selected arrow keys lead a line; Enter connects, as letting go does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from backprop_gui.ui.canvas.gestures.connect import unit_at
from backprop_gui.ui.canvas.gestures.gesture import Gesture, Surface
from backprop_gui.ui.canvas.places import NodePlace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConnectByKeysGesture(Gesture):
    """Escape, a click, and what else takes the keyboard give it up."""

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._from: NodePlace | None = None
        surface.canvas.selected.connect(self._follow)

    @property
    def on(self) -> bool:
        """Whether a line is being led."""
        return self._from is not None

    @property
    def can_begin(self) -> bool:
        """Whether a unit or input is selected."""
        return unit_at(self._surface, self._surface.canvas.selection) is not None

    def begin(self) -> None:
        """Lead a line from the selected unit."""
        place = self._surface.canvas.selection
        if isinstance(place, NodePlace) and self.can_begin:
            self._from = place
            self._follow()

    def finish(self) -> None:
        """Connect it with the unit that the line has been led to; else go on."""
        source = unit_at(self._surface, self._from)
        target = unit_at(self._surface, self._surface.canvas.selection)
        if source and target and source != target:
            self.give_up()
            self._surface.bench.join(source, target)

    def press(self, event: QMouseEvent) -> bool:
        self.give_up()
        return False

    def key_press(self, event: QKeyEvent) -> bool:
        if not self.on or event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            self.finish()
        return True

    def give_up(self) -> None:
        if self.on:
            self._from = None
            self._surface.link.hide()

    def _follow(self) -> None:
        canvas = self._surface.canvas
        if self._from is None:
            return
        to = canvas.selection
        if to is None:
            self.give_up()
            return
        source, target = unit_at(self._surface, self._from), unit_at(self._surface, to)
        offer = None
        if source and target and source != target:
            offer = self._surface.bench.offer(source, target)
        end = self._surface.rect_of(to).center()
        self._surface.link.show(canvas.node_box(self._from), end, offer)
