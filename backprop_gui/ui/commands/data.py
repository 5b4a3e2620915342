"""The data set, in the menu Edit."""

from __future__ import annotations

from backprop_gui.ui.commands.command import EDIT, Command, idle
from backprop_gui.ui.dialogs.data import edit_data

COMMANDS: tuple[Command, ...] = (
    Command(
        "data",
        "&Data…",
        ("Ctrl+Shift+D",),
        "",
        EDIT,
        20,
        lambda p: edit_data(p.window, p.desk.session),
        idle,
        tip="Type, paste or load the samples: inputs and targets",
    ),
)
