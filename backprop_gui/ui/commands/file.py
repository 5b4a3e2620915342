"""The menu File."""

from __future__ import annotations

from backprop_gui.ui.commands.command import FILE, Command, idle

COMMANDS: tuple[Command, ...] = (
    Command(
        "new",
        "&New…",
        ("Ctrl+N",),
        "",
        FILE,
        0,
        lambda p: p.files.ask_new(),
        tip="Begin with a small network of chosen size",
    ),
    Command("open", "&Open…", ("Ctrl+O",), "open", FILE, 0, lambda p: p.files.ask_open(), bar=True),
    Command(
        "open-example",
        "Open &Example…",
        ("Ctrl+Shift+O",),
        "",
        FILE,
        0,
        lambda p: p.files.ask_example(),
        tip="Choose an example from the gallery",
    ),
    Command(
        "open-recent",
        "Open &Recent",
        ("Ctrl+Alt+O",),
        "",
        FILE,
        0,
        lambda p: p.show_recent(),
        lambda p: bool(p.desk.settings.recent),
        tip="The files opened or saved last",
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
    Command(
        "export-picture",
        "Export Pict&ure…",
        ("Ctrl+Alt+S",),
        "",
        FILE,
        2,
        lambda p: p.picture_files.ask_export(),
        idle,
        tip="Write the network as it is drawn, or a series of its next steps, as SVG, PNG or PDF",
    ),
    Command(
        "import-data",
        "&Import Data…",
        ("Ctrl+I",),
        "",
        FILE,
        3,
        lambda p: p.data_files.ask_import(),
        idle,
        tip="Use the samples of a CSV file",
    ),
    Command(
        "export-data",
        "E&xport Data…",
        ("Ctrl+Shift+E",),
        "",
        FILE,
        3,
        lambda p: p.data_files.ask_export(),
        idle,
        tip="Write the samples as a CSV file",
    ),
    Command("quit", "&Quit", ("Ctrl+Q",), "", FILE, 4, lambda p: p.window.close()),
)
