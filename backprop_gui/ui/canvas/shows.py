"""What edges and units may show: one entry a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backprop_gui.engine.operations.operation import Phase
from backprop_gui.session.reading.edge_numbers import EdgeNumber

EdgeShow = Literal["phase", "weight", "gradient", "update", "contribution"]
UnitShow = Literal["all", "activation", "pre-activation", "delta"]


@dataclass(frozen=True)
class EdgeChoice:
    """`title` for the menu, `words` for the legend; `number` None: by the phase."""

    title: str
    words: str
    number: EdgeNumber | None


@dataclass(frozen=True)
class UnitChoice:
    """`kind` is that of the one quantity that a unit shows; "": all of its numbers."""

    title: str
    words: str
    kind: str


EDGES: dict[EdgeShow, EdgeChoice] = {
    "phase": EdgeChoice("By Phase", "", None),
    "weight": EdgeChoice("Weights", "weight w", "weight"),
    "gradient": EdgeChoice("Gradients", "gradient ∂L/∂w", "gradient"),
    "update": EdgeChoice("Last Update", "last update w_new − w", "update"),
    "contribution": EdgeChoice("Contributions", "contribution x · w", "contribution"),
}
UNITS: dict[UnitShow, UnitChoice] = {
    "all": UnitChoice("All Numbers", "", ""),
    "activation": UnitChoice("Activations", "activation x", "x"),
    "pre-activation": UnitChoice("Pre-activations", "pre-activation s", "s"),
    "delta": UnitChoice("Deltas", "delta ∂L/∂s", "delta"),
}


@dataclass(frozen=True)
class Showing:
    """What a person has chosen to see."""

    edges: EdgeShow = "phase"
    units: UnitShow = "all"
    heat: bool = False
    """Whether the edges between large layers are drawn as a picture."""

    def on_edges(self, phase: Phase | None) -> EdgeChoice:
        """The choice in force in a phase."""
        if self.edges != "phase":
            return EDGES[self.edges]
        return _GRADIENT if phase is Phase.BACKWARD else _WEIGHT

    @property
    def on_units(self) -> UnitChoice:
        """The choice in force."""
        return UNITS[self.units]


_WEIGHT = EdgeChoice("", "weight", "weight")
_GRADIENT = EdgeChoice("", "gradient ∂L/∂w", "gradient")
BY_PHASE = Showing()
"""All numbers of a unit; weights, and gradients in the backward phase: the default."""
