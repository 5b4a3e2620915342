"""Editing a small network on the canvas as a person does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import backprop_gui as bg
from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.context_menu import ContextMenu
from backprop_gui.ui.main_window import MainWindow
from tests.ui.conftest import Open

Key = Qt.Key
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def open_small(open_window: Open) -> MainWindow:
    """The window on a network of 2 – 3 – 2 units, its canvas with the keyboard."""
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(2)])
    session = bg.Session(network, [[1, 2], [3, 4]], [[0, 1], [1, 0]])
    made = open_window(session)
    made.canvas.setFocus()
    return made


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def press(window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.canvas, key, keys)
    settle(window)


def spot(window: MainWindow, name: str) -> QPoint:
    graph = window.canvas.canvas.graph
    assert graph is not None
    place = place_of(graph, name)
    assert place is not None
    return window.canvas.mapFromScene(QPointF(*window.canvas.canvas.box_of(place).centre))


def click(window: MainWindow, name: str, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(window.canvas.viewport(), LEFT, keys, spot(window, name))


def sizes(window: MainWindow) -> tuple[int, ...]:
    """As they are drawn."""
    graph = window.canvas.canvas.graph
    assert graph is not None
    return tuple(place.size for place in graph.layout.layers)


def undo_all(window: MainWindow) -> None:
    for _ in range(9):
        press(window, Key.Key_Z, CTRL)
    assert not window.desk.session.can_undo


def menu_texts(window: MainWindow, place: QPoint) -> list[str]:
    viewport = window.canvas.viewport()
    QTest.mouseClick(viewport, RIGHT, NONE, place)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place), NONE)
    QApplication.sendEvent(viewport, event)
    found = window.canvas.findChild(ContextMenu)
    assert found is not None
    texts = [a.text().replace("&", "") for a in found.menu.actions() if a.isEnabled()]
    found.menu.hide()
    return texts
