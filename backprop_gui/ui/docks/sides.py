"""Where a dock stands and how large it is: read and changed without dragging it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

_Area = Qt.DockWidgetArea


class Side(Enum):
    """At a side of the network, or elsewhere, as a menu calls it."""

    LEFT = "Left"
    RIGHT = "Right"
    ABOVE = "Above"
    BELOW = "Below"
    APART = "In a window of its own"
    CLOSED = "Closed"


_AREAS = {
    Side.LEFT: _Area.LeftDockWidgetArea,
    Side.RIGHT: _Area.RightDockWidgetArea,
    Side.ABOVE: _Area.TopDockWidgetArea,
    Side.BELOW: _Area.BottomDockWidgetArea,
}
_SIDES = {area: side for side, area in _AREAS.items()}


def side_of(window: QMainWindow, dock: QDockWidget) -> Side:
    """Where a dock is."""
    if dock.isHidden():
        return Side.CLOSED
    return Side.APART if dock.isFloating() else _SIDES[window.dockWidgetArea(dock)]


def put(window: QMainWindow, dock: QDockWidget, side: Side) -> None:
    """Move a dock there; at a side it stands beside those that are there."""
    if side is Side.CLOSED:
        dock.close()
        return
    dock.setFloating(side is Side.APART)
    if side in _AREAS and side is not side_of(window, dock):
        window.addDockWidget(_AREAS[side], dock)
    dock.show()
    dock.raise_()


def resize(window: QMainWindow, dock: QDockWidget, size: QSize) -> None:
    """Make a dock so large in pixels, as far as its neighbours yield."""
    if dock.isFloating():
        dock.resize(size)
        return
    window.resizeDocks([dock], [size.width()], Qt.Orientation.Horizontal)
    window.resizeDocks([dock], [size.height()], Qt.Orientation.Vertical)
