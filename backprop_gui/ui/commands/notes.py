"""The commands for notes, in the menu Analyse."""

from __future__ import annotations

from backprop_gui.ui.commands.command import ANALYSE, Command, idle
from backprop_gui.ui.dialogs.note import ask_note
from backprop_gui.ui.parts import Parts


def _selected(parts: Parts) -> bool:
    return idle(parts) and parts.notes.selected is not None


def _add(parts: Parts) -> None:
    if text := ask_note(parts.window):
        note = parts.desk.session.add_note(text)
        parts.show_dock("notes")
        parts.notes.show_note(note)


def _go_to(parts: Parts) -> None:
    if note := parts.notes.selected:
        parts.desk.seek(note.position)


def _edit(parts: Parts) -> None:
    note = parts.notes.selected
    if note and (text := ask_note(parts.window, note.text)):
        parts.desk.session.edit_note(note, text)


def _remove(parts: Parts) -> None:
    if note := parts.notes.selected:
        parts.desk.session.remove_note(note)


COMMANDS: tuple[Command, ...] = (
    Command(
        "add-note",
        "Add a &Note…",
        ("Ctrl+M",),
        "",
        ANALYSE,
        13,
        _add,
        idle,
        tip="Pin a remark to this position",
    ),
    Command(
        "go-to-note",
        "Go to the Not&e",
        ("Ctrl+Alt+G",),
        "",
        ANALYSE,
        13,
        _go_to,
        _selected,
        tip="Go to where the selected note is pinned",
    ),
    Command(
        "edit-note",
        "Ed&it the Note…",
        ("Ctrl+Shift+M",),
        "",
        ANALYSE,
        13,
        _edit,
        _selected,
        tip="Change the selected note's text",
    ),
    Command(
        "remove-note",
        "Re&move the Note",
        ("Del",),
        "",
        ANALYSE,
        13,
        _remove,
        _selected,
        tip="Remove the selected note",
        where="notes",
    ),
)
