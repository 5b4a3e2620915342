"""The keyboard in the docks: what it reaches is seen, and every panel is reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QToolButton, QWidget

from backprop_gui.ui.commands import panels
from backprop_gui.ui.docks.sight import dock_of, in_sight
from backprop_gui.ui.main_window import MainWindow

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def walk(window: MainWindow, key: Qt.Key) -> Iterator[QWidget]:
    """What has the keyboard, key press by key press, until it comes round."""
    window.canvas.setFocus()
    for _ in range(200):
        QTest.keyClick(focused(), key)
        yield focused()
        if focused() is window.canvas:
            return
    raise AssertionError("it does not come round")


def dock(window: MainWindow, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, name)
    assert isinstance(found, QDockWidget)
    return found


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_tab_comes_round_and_only_to_what_is_seen(window: MainWindow, key: Qt.Key) -> None:
    window.parts.show_dock("notes")
    docks = set()
    for widget in walk(window, key):
        assert in_sight(widget)
        if found := dock_of(widget):
            docks.add(found.objectName())
    assert docks == {"program", "explanation", "values", "notes"}


def test_a_lists_buttons_follow_the_list(window: MainWindow) -> None:
    window.parts.turn_to("notes")
    assert focused() is window.notes.table
    QTest.keyClick(focused(), Key.Key_Tab)
    button = focused()
    assert isinstance(button, QToolButton)
    assert button.defaultAction() is window.actions_by_id["add-note"]


def test_every_panel_has_a_command(window: MainWindow) -> None:
    docks = [f"panel-{dock.objectName()}" for dock in window.findChildren(QDockWidget)]
    assert sorted(docks) == sorted(command.id for command in panels.COMMANDS)


@pytest.mark.parametrize("command", panels.COMMANDS, ids=lambda command: command.id)
def test_a_panel_is_gone_to_closed_and_opened_by_its_key(
    window: MainWindow, command: panels.Command
) -> None:
    name = command.id.removeprefix("panel-")
    action, panel = window.actions_by_id[command.id], dock(window, name)
    window.canvas.setFocus()
    action.trigger()
    assert in_sight(panel)
    assert action.isChecked()
    if name == "details":  # nothing is selected that it would be about
        return
    assert dock_of(focused()) is panel
    action.trigger()
    assert panel.isHidden()
    assert not action.isChecked()
    action.trigger()
    assert in_sight(panel)


def test_alt_and_a_digit_goes_to_the_breakpoints(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_0, ALT)
    assert focused() is window.breakpoints.tree
    QTest.keyClick(window, Key.Key_0, ALT)
    assert dock(window, "breakpoints").isHidden()
