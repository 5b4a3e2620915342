"""What edges and units show: two submenus of View."""

from __future__ import annotations

from dataclasses import replace

from backprop_gui.ui.canvas.shows import EDGES, UNITS, EdgeShow, UnitShow
from backprop_gui.ui.commands import command
from backprop_gui.ui.commands.command import VIEW, Command

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


COMMANDS: tuple[Command, ...] = (
    *(_edges(number, show) for number, show in enumerate(EDGES, start=1)),
    *(_units(number, show) for number, show in enumerate(UNITS, start=len(EDGES) + 1)),
)
