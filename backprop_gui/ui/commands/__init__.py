"""The commands: everything that a person can do, with its keys, icon and menu. One file a menu."""

from __future__ import annotations

from backprop_gui.ui.commands import analyse, debug, edit, file, help_menu, view
from backprop_gui.ui.commands.command import FILE, MENUS, VIEW, Command

_WITHOUT_HELP = (
    *file.COMMANDS,
    *edit.COMMANDS,
    *debug.COMMANDS,
    *analyse.COMMANDS,
    *view.COMMANDS,
)
COMMANDS = (*_WITHOUT_HELP, *help_menu.commands(_WITHOUT_HELP))

__all__ = ["COMMANDS", "FILE", "MENUS", "VIEW", "Command"]
