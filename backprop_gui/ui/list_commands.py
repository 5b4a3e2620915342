"""Which commands stand below which list, and in the context menus of tables and canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from backprop_gui.ui.canvas.shows import EDGES, UNITS
from backprop_gui.ui.menus import Actions
from backprop_gui.ui.panels.lists.bar import ActionBar
from backprop_gui.ui.parts import Parts

_WATCHES = {"plot-watch": "Plot", "remove-watch": "Remove"}
_BREAKPOINTS = {
    "new-breakpoint": "New…",
    "remove-breakpoint": "Remove",
    "remove-breakpoints": "Remove All",
    "reset-hits": "Reset Hits",
}
_ANSWERS = {
    "show-mistake": "Show Me",
    "next-mistake": "Next",
    "check-answers": "Check",
    "import-answers": "Import…",
}
_BRANCHES = {
    "switch-branch": "Switch",
    "compare-branch": "Compare…",
    "rename-branch": "Rename…",
    "delete-branch": "Delete",
}
_DATA = {
    "add-sample": "Add",
    "duplicate-samples": "Duplicate",
    "remove-samples": "Remove",
    "move-samples-up": "Up",
    "move-samples-down": "Down",
    "shuffle-samples": "Shuffle…",
}
_DATA_SETS = {
    "make-data": "Make…",
    "import-data": "Import…",
    "export-data": "Export…",
}
_NOTES = {
    "add-note": "Add…",
    "go-to-note": "Go There",
    "edit-note": "Edit…",
    "remove-note": "Remove",
}


def join_lists(parts: Parts, actions: Actions) -> None:
    """Give the lists their commands; Enter and a double click do what is done most."""
    for panel, commands in (
        (parts.watches, _WATCHES),
        (parts.breakpoints, _BREAKPOINTS),
        (parts.answers, _ANSWERS),
        (parts.branches, _BRANCHES),
        (parts.notes, _NOTES),
        (parts.data, _DATA),
    ):
        _show(panel.bar, actions, commands)
    _show(parts.data.sets, actions, _DATA_SETS)
    parts.canvas.footer.chooser.offer(
        [*(actions[f"edges-{show}"] for show in EDGES), actions["heat-map"]],
        [*(actions[f"units-{show}"] for show in UNITS), actions["move-units"]],
    )
    parts.canvas.show_kinds(parts.desk.settings.showing)
    parts.explanation.show_ways(actions[name] for name in ("why-back", "why-forward"))
    parts.watches.table.addActions([actions["why"], actions["where-it-goes"]])
    parts.watches.table.activated.connect(lambda _: actions["plot-watch"].trigger())
    parts.answers.table.pasted.connect(actions["paste-answers"].trigger)
    parts.branches.went_to.connect(actions["switch-branch"].trigger)
    parts.notes.went_to.connect(actions["go-to-note"].trigger)


def _show(bar: ActionBar, actions: Actions, commands: Mapping[str, str]) -> None:
    bar.show_actions([actions[name] for name in commands], map(_tr, commands.values()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)
