"""What a person sees of the docks, of which many lie behind others as tabs."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QWidget


def in_sight(widget: QWidget | None) -> bool:
    """Whether a widget is in no dock that lies behind another.

    To Qt those are visible, too: it moves them out of the window.
    """
    dock = dock_of(widget)
    if dock is None:
        return True
    window = dock.window()
    place = QRect(dock.mapTo(window, QPoint()), dock.size())
    return dock.isVisible() and window.rect().intersects(place)


def dock_of(widget: QWidget | None) -> QDockWidget | None:
    """The dock that a widget is in."""
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget


def focus_in(dock: QDockWidget) -> None:
    """Give the keyboard to a dock's list, or to the first part of its panel that takes it."""
    takers = sorted(_takers(dock.widget()), key=lambda t: not isinstance(t, QAbstractItemView))
    if takers:
        takers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takers(panel: QWidget) -> Iterator[QWidget]:
    for part in (panel, *panel.findChildren(QWidget)):
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and part.isEnabled() and part.isVisibleTo(panel) and not part.focusProxy():
            yield part
