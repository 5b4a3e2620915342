"""The submenu Panels of the menu View, second part: where the panels stand."""

from __future__ import annotations

from backprop_gui.ui.commands.command import PANELS, VIEW, Command
from backprop_gui.ui.dialogs.arrange_panel import arrange_panel
from backprop_gui.ui.parts import Parts


def _free(parts: Parts) -> bool:
    """A presentation has its own arrangement."""
    return not parts.presentation.on


COMMANDS: tuple[Command, ...] = (
    Command(
        "float-panel",
        "&Float the Panel",
        ("Ctrl+Alt+W",),
        "",
        VIEW,
        PANELS,
        lambda parts: parts.docks.turn_afloat(),
        _free,
        checked=lambda parts: parts.docks.current.isFloating(),
        tip="Take the panel that has the keyboard out of the window, or put it back",
    ),
    Command(
        "close-panel",
        "&Close the Panel",
        ("Ctrl+F4",),
        "",
        VIEW,
        PANELS,
        lambda parts: parts.docks.current.close(),
        lambda parts: _free(parts) and not parts.docks.current.isHidden(),
        tip="Close the panel that has the keyboard, or had it last",
    ),
    Command(
        "arrange-panel",
        "Arra&nge a Panel…",
        ("Ctrl+Alt+X",),
        "",
        VIEW,
        PANELS,
        lambda parts: arrange_panel(parts.window, parts.docks),
        _free,
        tip="Move a panel to another side, or give it another size",
    ),
)
