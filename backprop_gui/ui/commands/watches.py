"""The commands for watches, in the menu Analyse."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command
from backprop_gui.ui.parts import Parts


def _begin(parts: Parts) -> None:
    parts.show_dock("watches")
    parts.watches.begin()


def _shown(parts: Parts) -> str:
    """What is explained; while a run computes nothing is: what is pointed at."""
    return parts.explanation.name or parts.pointed.name


def _watch_shown(parts: Parts) -> None:
    if name := _shown(parts):
        parts.show_dock("watches")
        parts.watches.watch(name)


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
        lambda p: bool(_shown(p)),
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
        lambda p: bool(p.watches.selected),
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
        lambda p: bool(p.watches.selected),
        tip="Remove the selected watch",
        where="watches",
    ),
)
