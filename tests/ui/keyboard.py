"""What the keyboard reaches in a window or dialog, Tab by Tab, and how it looks there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QToolBar,
    QWidget,
)

from backprop_gui.ui.docks.sight import in_sight

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QSplitterHandle,
    QTabBar,
)
# Of Qt's own making: the commands of a dock's buttons are in the menu View, those of a scroll bar
# are the arrow keys, the table's corner selects all as Ctrl+A does, tabs scroll as they are
# walked over, and all that a toolbar has no room for is in the menus.
BY_QT = (
    "qt_dockwidget_floatbutton",
    "qt_dockwidget_closebutton",
    "qt_tableview_cornerbutton",
    "qt_toolbar_ext_button",
    "ScrollLeftButton",
    "ScrollRightButton",
)
_MOST = 300  # key presses until it comes round


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A real key, for what has the keyboard."""
    QTest.keyClick(focused(), key, held)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def parts(root: QWidget) -> Iterator[QWidget]:
    """What is seen and can act, inner parts of others left out."""
    for part in (root, *root.findChildren(QWidget)):
        seen = part.isVisible() and part.isEnabled() and part.objectName() not in BY_QT
        if seen and in_sight(part) and not isinstance(part, QScrollBar) and not _is_inner(part):
            yield part


def _is_inner(part: QWidget) -> bool:
    """A part of another: a spin box's line, a header, a viewport, one that hands its focus on."""
    above = part.parentWidget()
    inside = isinstance(above, (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QAbstractItemView))
    return inside or part.focusProxy() is not None


def clicked(root: QWidget) -> list[QWidget]:
    """What can be clicked; the buttons of toolbars are commands, which have keys of their own."""
    found = (part for part in parts(root) if isinstance(part, INTERACTIVE))
    return [part for part in found if not isinstance(part.parentWidget(), QToolBar)]


def takes_focus(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def said(part: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    """What a screen reader is told."""
    return QAccessible.queryAccessibleInterface(part).text(what)


def walk(start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> Iterator[QWidget]:
    """What has the keyboard, key press by key press, until it comes round to `start`.

    It never comes to what cannot be seen.
    """
    start.setFocus()
    for _ in range(_MOST):
        press(key)
        assert focused().isVisible()
        assert focused().isEnabled()
        assert in_sight(focused())
        yield focused()
        if focused() is start:
            return
    raise AssertionError("it does not come round")


def out_of_reach(parts: list[QWidget], reached: Collection[QWidget]) -> list[QWidget]:
    """What Tab does not lead to, nor arrow keys from another of its group."""
    return [p for p in parts if p not in reached and not _is_in_group(p, reached)]


def _is_in_group(part: QWidget, reached: Collection[QWidget]) -> bool:
    if not isinstance(part, QAbstractButton) or not part.autoExclusive():
        return False
    return any(other.parentWidget() is part.parentWidget() for other in reached)


def picture(widget: QWidget) -> QImage:
    """Of a widget with what is around it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place).toImage()


def unseen(start: QWidget) -> list[tuple[str, str]]:
    """Those on the way of Tab that look alike with the keyboard and without it.

    Lines that are typed into are left out: their caret blinks.
    """
    found, before, with_focus = [], None, QImage()
    for widget in walk(start):
        if before is not None and widget is not before and picture(before) == with_focus:
            found.append((type(before).__name__, said(before)))
        before = None if isinstance(widget, QLineEdit) else widget
        if before is not None:
            with_focus = picture(before)
    return found
