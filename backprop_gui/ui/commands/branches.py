"""The commands for branches, in the menu Analyse. All but Compare can be undone."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command, idle
from backprop_gui.ui.dialogs.compare_branches import show_comparison
from backprop_gui.ui.dialogs.questions import ask_name
from backprop_gui.ui.parts import Parts


def _other(parts: Parts) -> bool:
    """Another branch than the current one is selected."""
    return idle(parts) and parts.branches.other is not None


def _selected(parts: Parts) -> bool:
    return idle(parts) and parts.branches.selected is not None


def _switch(parts: Parts) -> None:
    if branch := parts.branches.other:
        parts.desk.session.switch_branch(branch.name)


def _rename(parts: Parts) -> None:
    session, branch = parts.desk.session, parts.branches.selected
    if branch and (name := ask_name(parts.window, session, branch.name)):
        session.rename_branch(branch.name, name)


def _delete(parts: Parts) -> None:
    if branch := parts.branches.other:
        parts.desk.session.delete_branch(branch.name)


def _compare(parts: Parts) -> None:
    if branch := parts.branches.other:
        session = parts.desk.session
        names = session.branch, branch.name
        if place := show_comparison(parts.window, session, *names, parts.desk.writing):
            parts.desk.seek(place)


COMMANDS: tuple[Command, ...] = (
    Command(
        "switch-branch",
        "&Switch to the Branch",
        ("Ctrl+Alt+B",),
        "",
        ANALYSE,
        12,
        _switch,
        _other,
        tip="Return to the selected branch, where it was left",
    ),
    Command(
        "compare-branch",
        "C&ompare with the Branch…",
        ("Ctrl+Alt+C",),
        "",
        ANALYSE,
        12,
        _compare,
        _other,
        tip="Compare the current branch with the selected one",
    ),
    Command(
        "rename-branch",
        "&Rename the Branch…",
        ("Ctrl+Alt+R",),
        "",
        ANALYSE,
        12,
        _rename,
        _selected,
        tip="Rename the selected branch",
    ),
    Command(
        "delete-branch",
        "De&lete the Branch",
        ("Del",),
        "",
        ANALYSE,
        12,
        _delete,
        _other,
        tip="Delete the selected branch",
        where="branches",
    ),
)
