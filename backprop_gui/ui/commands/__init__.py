"""The commands: everything that a person can do, with its keys, icon and menu.

One file a menu, or a part of one.
"""

from __future__ import annotations

from backprop_gui.ui.commands import (
    analyse,
    arranging,
    branches,
    check,
    data,
    debug,
    edit,
    file,
    help_menu,
    moving,
    notes,
    panels,
    plots,
    selection,
    shows,
    stops,
    view,
    watches,
    why,
)
from backprop_gui.ui.commands.command import FILE, MENUS, SUBMENUS, Command

_WITHOUT_HELP = (
    *file.COMMANDS,
    *edit.COMMANDS,
    *selection.COMMANDS,
    *data.COMMANDS,
    *debug.COMMANDS,
    *stops.COMMANDS,
    *why.COMMANDS,
    *analyse.COMMANDS,
    *watches.COMMANDS,
    *branches.COMMANDS,
    *notes.COMMANDS,
    *check.COMMANDS,
    *shows.COMMANDS,
    *moving.COMMANDS,
    *view.COMMANDS,
    *panels.COMMANDS,
    *arranging.COMMANDS,
    *plots.COMMANDS,
)
COMMANDS = (*_WITHOUT_HELP, *help_menu.commands(_WITHOUT_HELP))

__all__ = ["COMMANDS", "FILE", "MENUS", "SUBMENUS", "Command"]
