"""The panels, in the submenu Panels of the menu View: shown, hidden, gone to."""

from __future__ import annotations

from backprop_gui.ui.commands.command import PANELS, VIEW, Command


def _panel(name: str, text: str, key: str) -> Command:
    return Command(
        f"panel-{name}",
        text,
        (key,),
        "",
        VIEW,
        PANELS,
        lambda parts: parts.turn_to(name),
        checked=lambda parts: parts.is_open(name),
        tip="Go to this panel; from inside it, close it",
    )


COMMANDS: tuple[Command, ...] = (
    _panel("program", "&Program", "Alt+1"),
    _panel("explanation", "&Explanation", "Alt+2"),
    _panel("values", "&Values", "Alt+3"),
    _panel("details", "Se&lection", "Alt+4"),
    _panel("settings", "&Settings", "Alt+5"),
    _panel("watches", "&Watches", "Alt+6"),
    _panel("answers", "&Answers", "Alt+7"),
    _panel("plots", "Plo&ts", "Alt+8"),
    _panel("data", "&Data", "Alt+9"),
    _panel("breakpoints", "&Breakpoints", "Alt+0"),
    _panel("log", "&Log", "Alt+L"),
    _panel("branches", "B&ranches", "Alt+B"),
    _panel("notes", "N&otes", "Alt+O"),
)
