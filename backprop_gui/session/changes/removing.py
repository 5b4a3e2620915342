"""A selection of edges, biases and units removed from the network, as one change."""

from __future__ import annotations

from collections.abc import Iterable

from backprop_gui.engine.network import Network
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes.blueprint import Blueprint
from backprop_gui.session.changes.edge_changes import edge_exists, without_edges
from backprop_gui.session.changes.rebuilding import rebuild
from backprop_gui.session.changes.restructuring import without_units
from backprop_gui.session.changes.selection import parameter_of, unit_of
from backprop_gui.session.session import Session


def remove(session: Session, names: Iterable[str]) -> None:
    """Remove what the quantities of these names stand for; raises InvalidValue.

    A unit goes with its edges; a hidden layer that would lose all its units goes as a whole.
    """
    rebuild(session, removal(session.in_force.network, names))


def is_any(network: Network, names: Iterable[str]) -> bool:
    """Whether one of the names stands for something that can go."""
    return any(
        unit_of(name)
        or ((found := parameter_of(name)) and found.kind == "b")
        or edge_exists(network, name)
        for name in names
    )


def removal(network: Network, names: Iterable[str]) -> Blueprint:
    """The network without what these names stand for; raises InvalidValue."""
    names = tuple(names)
    plan = Blueprint.of(network)
    parameters = dict.fromkeys(found for name in names if (found := parameter_of(name)))
    edges = [str(p) for p in parameters if p.kind == "w" and edge_exists(network, str(p))]
    plan = without_edges(plan, edges)
    biases = [p.indices for p in parameters if p.kind == "b"]
    for layer in sorted({layer for layer, _ in biases}):
        plan = plan.without_biases(layer, {number for n, number in biases if n == layer})
    units = {unit for name in names if (unit := unit_of(name))}
    if not (edges or biases or units):
        raise InvalidValue("Units, biases and edges that exist can be removed; none is selected.")
    for layer in sorted({layer for layer, _ in units}, reverse=True):
        plan = _without(plan, layer, {number for n, number in units if n == layer})
    return plan


def _without(plan: Blueprint, layer: int, units: set[int]) -> Blueprint:
    hidden = 0 < layer < plan.network.depth
    if hidden and len(units) == plan.network.sizes[layer]:
        return plan.without_layer(layer)
    return without_units(plan, layer, units)
