"""The menu Help, which lists the keys of all menus."""

from __future__ import annotations

from PySide6.QtGui import QAction

from backprop_gui.ui.commands.command import HELP, Command
from backprop_gui.ui.dialogs.keys import KeyRow, show_keys
from backprop_gui.ui.dialogs.palette import show_palette
from backprop_gui.ui.dialogs.questions import show_about
from backprop_gui.ui.parts import Parts


def commands(others: tuple[Command, ...]) -> tuple[Command, ...]:
    """The menu's commands; `others` are those of the menus before it."""

    def keys(parts: Parts) -> None:
        show_keys(parts.window, [_row(command) for command in (*others, *own)])

    def palette(parts: Parts) -> None:
        found = (parts.window.findChild(QAction, c.id) for c in (*others, *own[1:]))
        show_palette(parts.window, [action for action in found if action is not None])

    own = (
        Command(
            "palette",
            "&Find a Command…",
            ("Ctrl+Shift+P",),
            "search",
            HELP,
            9,
            palette,
            tip="Type a few letters of any command",
        ),
        Command("shortcuts", "&Keys", ("F1",), "help", HELP, 9, keys),
        Command("about", "&About", ("Shift+F1",), "", HELP, 9, lambda p: show_about(p.window)),
    )
    return own


def _row(command: Command) -> KeyRow:
    menu = command.menu.replace("&", "")
    return KeyRow(menu, command.plain_text, command.keys, command.tip)
