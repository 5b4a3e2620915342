"""Gestures on the canvas become edits of the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.session.changes import edge_changes, restructuring
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.editing.activation_menu import ActivationMenu
from backprop_gui.ui.canvas.editing.workbench import Offer, Unit


class SessionBench:
    """`session` tells which one; what is refused goes to `refused`; menus belong to `parent`."""

    def __init__(
        self, parent: QWidget, session: Callable[[], Session], refused: Callable[[str], None]
    ) -> None:
        self._parent, self._session, self._refused = parent, session, refused

    def offer(self, source: Unit, target: Unit) -> Offer:
        """In words: the edge and its weight, or the reason why there can be none."""
        try:
            joint = edge_changes.joint(self._session().network, source, target)
        except BackpropError as refusal:
            return Offer(str(refusal), allowed=False)
        if joint.restores:
            return Offer(_tr("Put the removed edge {} back").format(joint.weight), allowed=True)
        text = _tr("New skip connection with one edge, {}").format(joint.weight)
        return Offer(text, allowed=True)

    def join(self, source: Unit, target: Unit) -> None:
        """Connect two units."""
        self._try(lambda: edge_changes.join(self._session(), source, target))

    def add_layer(self, after: int) -> None:
        """Insert a layer after one."""
        self._try(lambda: restructuring.add_layer(self._session(), after))

    def add_unit(self, layer: int) -> None:
        """Add a unit at a layer's end."""
        self._try(lambda: restructuring.add_unit(self._session(), layer))

    def choose_activation(self, layer: int, at: QPoint) -> None:
        """Open the menu of activations; the input has none."""
        if layer == 0:
            self._refused(_tr("The input has no activation; layers from 1 on have."))
            return
        present = self._session().network.layers[layer - 1].phi.name
        ActivationMenu(self._parent, present, partial(self._activate, layer)).popup(at)

    def _activate(self, layer: int, name: str) -> None:
        self._try(lambda: restructuring.change_layer(self._session(), layer, activation=name))

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except BackpropError as refusal:
            self._refused(str(refusal))


def _tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)
