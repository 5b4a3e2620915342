"""The menu Edit, second part: what is done to all that is selected on the canvas."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from backprop_gui.session.changes import edge_changes, freezing, putting, removing, weight_text
from backprop_gui.session.changes.selection import parameters_of, unit_of
from backprop_gui.ui.commands.command import EDIT, Command, idle
from backprop_gui.ui.dialogs.questions import ask_label, ask_seed
from backprop_gui.ui.parts import Parts

CANVAS = "canvas"
"""Where the keys act."""
CHANGE, CHOOSE = 11, 12


def _any_parameter(parts: Parts) -> bool:
    return bool(parameters_of(parts.desk.session, parts.canvas.selected_names))


def _remove(parts: Parts) -> None:
    removing.remove(parts.desk.session, parts.canvas.selected_names)


def _can_remove(parts: Parts) -> bool:
    network, names = parts.desk.session.network, parts.canvas.selected_names
    return idle(parts) and removing.is_any(network, names)


def _missing(parts: Parts) -> list[str]:
    """The weights of the selected edges that have been removed."""
    network, names = parts.desk.session.network, parts.canvas.selected_names
    return [name for name in names if edge_changes.edge_exists(network, name) is False]


def _pair(parts: Parts) -> tuple[edge_changes.Unit, edge_changes.Unit] | None:
    """The two units that alone are selected, the earlier layer's first."""
    units = [unit_of(name) for name in parts.canvas.selected_names]
    if len(units) != 2 or units[0] is None or units[1] is None:
        return None
    first, second = sorted((units[0], units[1]))
    return first, second


def _join(parts: Parts) -> None:
    """The two units selected; else a line begins at the one, or ends at where it was led."""
    connecting = parts.canvas.connecting
    if connecting.on:
        connecting.finish()
    elif pair := _pair(parts):
        edge_changes.join(parts.desk.session, *pair)
    else:
        connecting.begin()


def _are_frozen(parts: Parts) -> bool:
    return freezing.is_frozen(parts.desk.session, parts.canvas.selected_names) is True


def _freeze(parts: Parts) -> None:
    do = freezing.unfreeze if _are_frozen(parts) else freezing.freeze
    do(parts.desk.session, parts.canvas.selected_names)


def _randomize(parts: Parts) -> None:
    seed = ask_seed(
        parts.window,
        parts.desk.session.document.seed,
        "Draw weights anew",
        "Seed of the selected weights; their biases become 0:",
    )
    if seed is not None:
        putting.randomize(parts.desk.session, parts.canvas.selected_names, seed)


def _unit(parts: Parts) -> edge_changes.Unit | None:
    name = parts.canvas.selected_name
    return unit_of(name) if name else None


def _rename_unit(parts: Parts) -> None:
    if unit := _unit(parts):
        _rename(parts, f"x[{unit[0]},{unit[1]}]", f"unit {unit[1]} of layer {unit[0]}")


def _rename_layer(parts: Parts) -> None:
    layer = parts.canvas.selected_layer
    if layer is not None:
        _rename(parts, f"x[{layer}]", f"layer {layer}")


def _rename(parts: Parts, name: str, what: str) -> None:
    text = ask_label(parts.window, parts.desk.session, name, what)
    if text is not None:
        parts.desk.session.rename(name, text)


def _copy(parts: Parts) -> None:
    names, mark = parts.canvas.selected_names, parts.desk.writing.decimal_mark
    text = weight_text.copied(parts.desk.session, names, mark)
    QGuiApplication.clipboard().setText(text)


def _paste(parts: Parts) -> None:
    text = QGuiApplication.clipboard().text()
    weight_text.paste(parts.desk.session, text, parts.canvas.selected_names)


COMMANDS: tuple[Command, ...] = (
    Command(
        "edit-value",
        "Chan&ge the Number",
        ("F2",),
        "",
        EDIT,
        CHANGE,
        lambda p: p.canvas.edit(p.canvas.selected_name),
        lambda p: idle(p) and p.canvas.selected_name != "",
        tip="Type another number for the selected weight, bias, input or target",
        where=CANVAS,
    ),
    Command(
        "remove-selected",
        "&Remove What Is Selected",
        ("Del",),
        "remove",
        EDIT,
        CHANGE,
        _remove,
        _can_remove,
        tip="Take the selected units, biases and edges out of the network",
        where=CANVAS,
    ),
    Command(
        "restore-edge",
        "Re&store Edge",
        ("Ins",),
        "",
        EDIT,
        CHANGE,
        lambda p: edge_changes.restore_edges(p.desk.session, _missing(p)),
        lambda p: idle(p) and bool(_missing(p)),
        tip="Put the selected removed edges back, their weights drawn from the seed",
        where=CANVAS,
    ),
    Command(
        "join-units",
        "C&onnect Units",
        ("C",),
        "",
        EDIT,
        CHANGE,
        _join,
        lambda p: idle(p) and (_pair(p) is not None or p.canvas.connecting.can_begin),
        tip="Make an edge between the two selected units, or from the selected one to where arrow "
        "keys then lead: Enter connects; or drag",
        where=CANVAS,
    ),
    Command(
        "freeze",
        "&Freeze",
        ("F",),
        "lock",
        EDIT,
        CHANGE,
        _freeze,
        lambda p: idle(p) and _any_parameter(p),
        checked=_are_frozen,
        tip="Keep the selected weights and biases from being trained, or let them again",
        where=CANVAS,
    ),
    Command(
        "randomize",
        "Dra&w Weights Anew…",
        ("R",),
        "",
        EDIT,
        CHANGE,
        _randomize,
        lambda p: idle(p) and _any_parameter(p),
        tip="Draw the selected weights from a seed",
        where=CANVAS,
    ),
    Command(
        "activation",
        "Acti&vation…",
        ("A",),
        "",
        EDIT,
        CHANGE,
        lambda p: p.canvas.choose_activation(),
        lambda p: idle(p) and bool(p.canvas.selected_layer),
        tip="Choose the activation of the selected layer; or double-click its heading",
        where=CANVAS,
    ),
    Command(
        "rename-unit",
        "Rena&me the Unit…",
        ("N",),
        "",
        EDIT,
        CHANGE,
        _rename_unit,
        lambda p: idle(p) and _unit(p) is not None,
        tip="Give the selected unit a name",
        where=CANVAS,
    ),
    Command(
        "rename-layer",
        "Rename the La&yer…",
        ("Shift+N",),
        "",
        EDIT,
        CHANGE,
        _rename_layer,
        lambda p: idle(p) and p.canvas.selected_layer is not None,
        tip="Give the selected layer a name",
        where=CANVAS,
    ),
    Command(
        "copy-weights",
        "&Copy the Weights",
        ("Ctrl+C",),
        "",
        EDIT,
        CHOOSE,
        _copy,
        _any_parameter,
        tip="Copy the selected weights and biases for a spreadsheet",
        where=CANVAS,
    ),
    Command(
        "paste-weights",
        "&Paste the Weights",
        ("Ctrl+V",),
        "",
        EDIT,
        CHOOSE,
        _paste,
        idle,
        tip="Put copied numbers over the selected weights and biases",
        where=CANVAS,
    ),
    Command(
        "select-all",
        "Select A&ll Units",
        ("Ctrl+A",),
        "",
        EDIT,
        CHOOSE,
        lambda p: p.canvas.select_units(),
        tip="Select all units of the network",
        where=CANVAS,
    ),
    Command(
        "select-layer",
        "Select t&he Layer",
        ("Ctrl+Shift+A",),
        "",
        EDIT,
        CHOOSE,
        lambda p: p.canvas.select_units(p.canvas.selected_layer),
        lambda p: p.canvas.selected_layer is not None,
        tip="Select all units of the selected layer; or click its heading",
        where=CANVAS,
    ),
    Command(
        "select-edges",
        "Select the &Edges",
        ("E",),
        "",
        EDIT,
        CHOOSE,
        lambda p: p.canvas.select_edges(),
        lambda p: bool(p.canvas.edges_beside),
        tip="Select all edges of the selected one's connection, or those that enter the unit",
        where=CANVAS,
    ),
)

ON_CANVAS = (
    ("edit-value", "freeze", "randomize", "copy-weights", "paste-weights"),
    ("join-units", "restore-edge", "remove-selected"),
    ("rename-unit", "rename-layer", "activation", "add-unit", "add-layer", "remove-layer"),
    ("select-layer", "select-all", "select-edges", "fold-layer"),
)
"""The canvas's context menu, in groups: what can act there."""
