"""Edges removed and restored on the canvas, with the real keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from backprop_gui.ui.context_menu import ContextMenu
from backprop_gui.ui.main_window import MainWindow

Key, Button = Qt.Key, Qt.MouseButton
NONE = Qt.KeyboardModifier.NoModifier


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.canvas, key)
    settle(window)


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def drawn(window: MainWindow) -> list[bool]:
    """Whether the edges of the first connection exist, as they are drawn."""
    graph = window.canvas.canvas.graph
    assert graph is not None
    return [bool(kept) for kept in graph.bundles[0].kept]


def can(window: MainWindow) -> tuple[bool, bool]:
    actions = window.actions_by_id
    return actions["remove-selected"].isEnabled(), actions["restore-edge"].isEnabled()


def middle(window: MainWindow) -> QPoint:
    """The middle of what is selected, in the viewport."""
    place = window.canvas.canvas.selection
    assert place is not None
    return window.canvas.mapFromScene(QPointF(*window.canvas.canvas.box_of(place).centre))


def menu_texts(window: MainWindow, place: QPoint) -> list[str]:
    viewport = window.canvas.viewport()
    QTest.mouseClick(viewport, Button.RightButton, NONE, place)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place), NONE
    )
    QApplication.sendEvent(viewport, event)
    found = window.canvas.findChild(ContextMenu)
    assert found is not None
    found.menu.hide()
    return [a.text().replace("&", "") for a in found.menu.actions() if a.isEnabled()]


def test_del_removes_the_selected_edge_and_ins_restores_it(window: MainWindow) -> None:
    window.canvas.setFocus()
    assert can(window) == (False, False)
    window.canvas.select("loss")
    assert can(window) == (False, False)
    window.canvas.select("w[1,2,1]")
    assert can(window) == (True, False)
    press(window, Key.Key_Delete)
    assert drawn(window).count(False) == 1
    assert window.canvas.selected_name == "w[1,2,1]"
    assert "removed by the mask" in window.canvas.accessibleDescription()
    assert can(window) == (False, True)
    press(window, Key.Key_Insert)
    assert all(drawn(window))
    assert can(window) == (True, False)
    session = window.desk.session
    session.undo()
    session.undo()
    assert not session.can_undo
    assert np.all(session.array("w[1]").values == 1)


def test_an_updated_edge_is_removed_too(window: MainWindow) -> None:
    window.desk.session.step_iteration()
    settle(window)
    window.canvas.setFocus()
    window.canvas.select("w_new[1,2,1]")
    press(window, Key.Key_Delete)
    assert drawn(window).count(False) == 1
    assert window.canvas.selected_name == "w[1,2,1]"


def test_the_canvas_menu_has_what_can_be_done_with_the_edge(window: MainWindow) -> None:
    window.canvas.setFocus()
    window.canvas.select("w[1,2,1]")
    place = middle(window)
    assert "Remove What Is Selected" in menu_texts(window, place)
    press(window, Key.Key_Delete)
    window.canvas.select("")
    texts = menu_texts(window, place)
    assert "Restore Edge" in texts
    assert "Remove What Is Selected" not in texts


def test_the_menu_of_a_unit_has_what_is_about_it_and_fits_on_a_small_screen(
    window: MainWindow,
) -> None:
    window.canvas.select("x[1,1]")
    texts = menu_texts(window, middle(window))
    assert "Freeze" in texts
    assert not {"Scroll Left", "Layer Down"} & set(texts)
    found = window.canvas.findChild(ContextMenu)
    assert found is not None
    assert found.menu.sizeHint().height() < 740
