"""Every command has a key of its own, a menu entry, and a tooltip with the key."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from backprop_gui.ui.commands import COMMANDS, MENUS, Command
from backprop_gui.ui.look import icons
from backprop_gui.ui.main_window import MainWindow

EACH = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)


@EACH
def test_a_command_has_key_menu_and_tooltip(command: Command) -> None:
    assert command.keys
    assert all(not QKeySequence(key).isEmpty() for key in command.keys)
    assert command.menu in MENUS
    assert command.keys[0] in command.tooltip
    assert not command.icon or command.icon in icons.names()
    assert command.icon or not command.bar


@pytest.mark.parametrize("where", ["canvas", "data", "breakpoints", "watches", "branches", "notes"])
def test_no_key_means_two_things(where: str) -> None:
    acting = [command for command in COMMANDS if command.where in ("", where)]
    keys = Counter(QKeySequence(key).toString() for command in acting for key in command.keys)
    assert max(keys.values()) == 1
    assert max(Counter(command.id for command in COMMANDS).values()) == 1


def test_every_command_stands_in_its_menu(window: MainWindow) -> None:
    menus = [bar.menu() for bar in window.menuBar().actions()]
    submenus = [action.menu() for menu in menus for action in menu.actions() if action.menu()]
    shown = {a.objectName() for menu in (*menus, *submenus) for a in menu.actions()}
    assert shown >= {command.id for command in COMMANDS}
