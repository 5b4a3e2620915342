"""The commands for watches, in the menu Analyse."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command, idle
from backprop_gui.ui.parts import Parts


def _begin(parts: Parts) -> None:
    parts.show_dock("watches")
    parts.watches.begin()


def _watch_shown(parts: Parts) -> None:
    if shown := parts.explanation.shown:
        parts.show_dock("watches")
        parts.watches.watch(shown.name)


def _plot(parts: Parts) -> None:
    parts.show_dock("plots")
    parts.trends.plot(parts.watches.selected)


COMMANDS: tuple[Command, ...] = (
    Command(
        "add-watch",
        "Add a &Watch…",
        ("Ctrl+Shift+W",),
        "",
        ANALYSE,
        11,
        _begin,
        idle,
        tip="Type an expression to watch",
    ),
    Command(
        "watch",
        "Wa&tch the Explained Quantity",
        ("Ctrl+W",),
        "",
        ANALYSE,
        11,
        _watch_shown,
        lambda p: idle(p) and p.explanation.shown is not None,
        tip="Watch the quantity that is selected or was computed last",
    ),
    Command(
        "plot-watch",
        "&Plot the Watch",
        ("Ctrl+Alt+P",),
        "",
        ANALYSE,
        11,
        _plot,
        lambda p: idle(p) and bool(p.watches.selected),
        tip="Plot the selected watch across iterations",
    ),
    Command(
        "remove-watch",
        "Remove the Wat&ch",
        ("Del",),
        "",
        ANALYSE,
        11,
        lambda p: p.watches.remove(),
        lambda p: idle(p) and bool(p.watches.selected),
        tip="Remove the selected watch",
        where="watches",
    ),
)
