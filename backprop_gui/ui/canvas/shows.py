"""What edges and units may show: one entry a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.session.reading.edge_numbers import EdgeNumber

EdgeShow = Literal["phase", "weight", "gradient", "update", "contribution"]
UnitShow = Literal["all", "activation", "pre-activation", "delta"]


@dataclass(frozen=True)
class Choice:
    """`title` for the menu, `words` for the legend, followed by the `names` of kinds in braces."""

    title: str
    words: str
    names: str = ""

    def told(self, notation: Notation) -> str:
        """What is shown, with its name in a notation."""
        named = {kind: notation.of_kind(kind) for kind in ("x", "s", "w", "dw", "delta")}
        return " ".join(filter(None, (self.words, self.names.format(**named))))


@dataclass(frozen=True)
class EdgeChoice(Choice):
    """`number` None: by the phase."""

    number: EdgeNumber | None = None


@dataclass(frozen=True)
class UnitChoice(Choice):
    """`kind` is that of the one quantity that a unit shows; "": all of its numbers."""

    kind: str = ""


EDGES: dict[EdgeShow, EdgeChoice] = {
    "phase": EdgeChoice("By Phase", ""),
    "weight": EdgeChoice("Weights", "weight", "{w}", "weight"),
    "gradient": EdgeChoice("Gradients", "gradient", "{dw}", "gradient"),
    "update": EdgeChoice("Last Update", "last update of", "{w}", "update"),
    "contribution": EdgeChoice("Contributions", "contribution", "{x} · {w}", "contribution"),
}
UNITS: dict[UnitShow, UnitChoice] = {
    "all": UnitChoice("All Numbers", ""),
    "activation": UnitChoice("Activations", "activation", "{x}", "x"),
    "pre-activation": UnitChoice("Pre-activations", "pre-activation", "{s}", "s"),
    "delta": UnitChoice("Deltas", "delta", "{delta}", "delta"),
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


_WEIGHT, _GRADIENT = EDGES["weight"], EDGES["gradient"]
BY_PHASE = Showing()
"""All numbers of a unit; weights, and gradients in the backward phase: the default."""
