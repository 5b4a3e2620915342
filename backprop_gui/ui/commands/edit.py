"""The menu Edit."""

from __future__ import annotations

from backprop_gui.session.changes import restructuring
from backprop_gui.session.changes.selection import unit_of
from backprop_gui.ui.commands.command import EDIT, Command, idle
from backprop_gui.ui.parts import Parts


def _add_unit(parts: Parts) -> None:
    layer, chosen = parts.settings.layers.selected, _unit(parts)
    restructuring.add_unit(parts.desk.session, layer, chosen)


def _last_unit(parts: Parts) -> tuple[int, list[int]]:
    layer = parts.settings.layers.selected
    return layer, [_unit(parts) or parts.desk.session.network.sizes[layer]]


def _unit(parts: Parts) -> int | None:
    """The unit selected on the canvas, if it belongs to the selected layer."""
    name = parts.canvas.selected_name
    layer, unit = (unit_of(name) if name else None) or (None, None)
    return unit if layer == parts.settings.layers.selected else None


COMMANDS: tuple[Command, ...] = (
    Command(
        "undo",
        "&Undo",
        ("Ctrl+Z",),
        "undo",
        EDIT,
        4,
        lambda p: p.desk.undo(),
        lambda p: idle(p) and p.desk.session.can_undo,
        True,
    ),
    Command(
        "redo",
        "&Redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        EDIT,
        4,
        lambda p: p.desk.redo(),
        lambda p: idle(p) and p.desk.session.can_redo,
        True,
    ),
    Command(
        "copy-latex",
        "Copy Explanation as &LaTeX",
        ("Ctrl+Shift+C",),
        "",
        EDIT,
        5,
        lambda p: p.explanation.copy_latex(),
        lambda p: p.explanation.shown is not None,
    ),
    Command(
        "add-layer",
        "Add La&yer",
        ("Ctrl+L",),
        "add-layer",
        EDIT,
        10,
        lambda p: p.settings.add_layer(),
        idle,
        bar=True,
        tip="Add a layer after the selected one, or before the output layer",
    ),
    Command(
        "remove-layer",
        "Remo&ve Layer",
        ("Ctrl+Shift+L",),
        "remove-layer",
        EDIT,
        10,
        lambda p: p.settings.remove_layer(),
        lambda p: idle(p) and p.settings.layers.is_hidden(p.desk.session),
        bar=True,
        tip="Remove the selected hidden layer",
    ),
    Command(
        "add-unit",
        "Add U&nit",
        ("Ctrl+U",),
        "add-unit",
        EDIT,
        10,
        _add_unit,
        idle,
        bar=True,
        tip="Add a unit below the selected one, or to the selected layer",
    ),
    Command(
        "remove-unit",
        "Re&move Unit",
        ("Ctrl+Shift+U",),
        "remove-unit",
        EDIT,
        10,
        lambda p: restructuring.remove_units(p.desk.session, *_last_unit(p)),
        lambda p: idle(p) and p.settings.layers.has_spare_unit(p.desk.session),
        bar=True,
        tip="Remove the selected unit, or the last one of the selected layer",
    ),
)
