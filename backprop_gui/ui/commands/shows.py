"""What edges and units show: two submenus of View."""

from __future__ import annotations

from dataclasses import replace

from backprop_gui.ui.canvas.shows import EDGES, UNITS, EdgeShow, UnitShow
from backprop_gui.ui.commands import command
from backprop_gui.ui.commands.command import VIEW, Command
from backprop_gui.ui.parts import Parts

_EDGE_TEXTS: dict[EdgeShow, str] = {
    "phase": "Edges: By &Phase",
    "weight": "Edges: &Weights",
    "gradient": "Edges: &Gradients",
    "update": "Edges: Last &Update",
    "contribution": "Edges: &Contributions",
}
_UNIT_TEXTS: dict[UnitShow, str] = {
    "all": "Units: A&ll Numbers",
    "activation": "Units: &Activations",
    "pre-activation": "Units: &Pre-activations",
    "delta": "Units: &Deltas",
}


def _edges(number: int, show: EdgeShow) -> Command:
    words = EDGES[show].words or "weights, in the backward phase gradients"
    return Command(
        f"edges-{show}",
        _EDGE_TEXTS[show],
        (f"Ctrl+{number}",),
        "",
        VIEW,
        command.EDGES,
        lambda p: p.choose_showing(replace(p.canvas.showing, edges=show)),
        checked=lambda p: p.canvas.showing.edges == show,
        tip=f"On the edges: {words}",
    )


def _units(number: int, show: UnitShow) -> Command:
    words = UNITS[show].words or "all their numbers"
    return Command(
        f"units-{show}",
        _UNIT_TEXTS[show],
        (f"Ctrl+{number}",),
        "",
        VIEW,
        command.UNITS,
        lambda p: p.choose_showing(replace(p.canvas.showing, units=show)),
        checked=lambda p: p.canvas.showing.units == show,
        tip=f"On the units: {words}",
    )


def _fold(parts: Parts) -> None:
    if (layer := parts.canvas.foldable) is not None:
        parts.canvas.fold_or_open(layer)


def _turn_heat(parts: Parts) -> None:
    showing = parts.canvas.showing
    parts.choose_showing(replace(showing, heat=not showing.heat))


def _turn_moving(parts: Parts) -> None:
    parts.canvas.moves_parts = not parts.canvas.moves_parts


COMMANDS: tuple[Command, ...] = (
    *(_edges(number, show) for number, show in enumerate(EDGES, start=1)),
    *(_units(number, show) for number, show in enumerate(UNITS, start=len(EDGES) + 1)),
    Command(
        "heat-map",
        "&Heat Maps between Large Layers",
        ("Ctrl+Alt+M",),
        "",
        VIEW,
        6,
        _turn_heat,
        checked=lambda p: p.canvas.showing.heat,
        tip="Draw the edges between large layers as a picture, one pixel each",
    ),
    Command(
        "fold-layer",
        "Open or Fo&ld the Layer",
        ("Ctrl+Alt+F",),
        "",
        VIEW,
        6,
        _fold,
        lambda p: p.canvas.foldable is not None,
        tip="Draw all units of a large layer, or its first and last ones alone",
    ),
    Command(
        "move-units",
        "Mo&ve Units by Dragging",
        ("Ctrl+Alt+L",),
        "",
        VIEW,
        6,
        _turn_moving,
        checked=lambda p: p.canvas.moves_parts,
        tip="Dragging moves a unit, with Shift its layer; with Alt it always does",
    ),
    Command(
        "reset-layout",
        "Reset La&yout",
        ("Ctrl+Alt+K",),
        "",
        VIEW,
        6,
        lambda p: p.desk.session.reset_layout(),
        lambda p: bool(p.desk.session.moves),
        tip="Put units and layers back where they are computed to stand",
    ),
)
