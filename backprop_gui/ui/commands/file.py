"""The menu File."""

from __future__ import annotations

from backprop_gui.ui.commands.command import FILE, Command, idle

COMMANDS: tuple[Command, ...] = (
    Command("open", "&Open…", ("Ctrl+O",), "open", FILE, 0, lambda p: p.files.ask_open(), bar=True),
    Command(
        "open-example",
        "Open &Example…",
        ("Ctrl+Shift+O",),
        "",
        FILE,
        0,
        lambda p: p.files.ask_example(),
    ),
    Command("save", "&Save", ("Ctrl+S",), "save", FILE, 1, lambda p: p.files.save(), idle, True),
    Command(
        "save-as", "Save &As…", ("Ctrl+Shift+S",), "", FILE, 1, lambda p: p.files.save_as(), idle
    ),
    Command(
        "export",
        "Export &Report…",
        ("Ctrl+E",),
        "export",
        FILE,
        2,
        lambda p: p.files.ask_report(),
        idle,
        True,
    ),
    Command("quit", "&Quit", ("Ctrl+Q",), "", FILE, 3, lambda p: p.window.close()),
)
