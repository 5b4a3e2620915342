"""Makes Qt ask a widget for the parts that it paints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from backprop_gui.ui.accessible.content import Key
from backprop_gui.ui.accessible.items import Items


class Painting:
    """What a widget is, too, that paints parts of its own."""

    accessible_role: QAccessible.Role
    painted: Items | None = None
    """None until it is ready to tell them."""


class PaintingInterface(QAccessibleWidget):
    """The painted parts before the widgets that lie in this one.

    PySide keeps it for ever: it must not hold the widget.
    """

    @property
    def _items(self) -> Items | None:
        widget = self.object()
        return widget.painted if isinstance(widget, Painting) else None

    @property
    def _painted(self) -> Sequence[Key]:
        items = self._items
        return () if items is None else items.children(None)

    def childCount(self) -> int:
        return len(self._painted) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        items, painted = self._items, self._painted
        if items is not None and 0 <= index < len(painted):
            return items.of(painted[index])
        return super().child(index - len(painted))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        items = self._items
        index = -1 if items is None else items.index(None, child)
        if index >= 0:
            return index
        index = super().indexOfChild(child)
        return index if index < 0 else index + len(self._painted)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        items = self._items
        key = None if items is None else items.content.at(QPoint(x, y))
        return super().childAt(x, y) if items is None or key is None else items.of(key)

    def focusChild(self) -> QAccessibleInterface:
        items = self._items
        key = items.content.focus if items is not None and items.widget.hasFocus() else None
        return super().focusChild() if items is None or key is None else items.of(key)


@cache
def install() -> None:
    """Have Qt ask for these interfaces; before the first widget that needs one is made."""
    QAccessible.installFactory(_make)


def _make(_: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget) or not isinstance(thing, Painting):
        return None
    return PaintingInterface(thing, thing.accessible_role)
