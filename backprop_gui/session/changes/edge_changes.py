"""Edges removed, restored and made: one undoable change each.

An edge that does not exist is masked, or there is no connection between the two layers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.network import Connection, Network
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.changes.blueprint import Blueprint
from backprop_gui.session.changes.rebuilding import rebuild
from backprop_gui.session.session import Session

Unit = tuple[int, int]
"""A layer, 0 the input, and a unit in it, from 1."""


@dataclass(frozen=True)
class Joint:
    """An edge that can be made: `restores` a masked one, or needs a skip connection."""

    source: Unit
    target: Unit
    restores: bool

    @property
    def weight(self) -> Quantity:
        """What its weight will be called."""
        array = Connection(self.source[0], self.target[0]).weights
        return array.at(self.source[1], self.target[1])


def remove_edge(session: Session, weight_name: str) -> None:
    """Take the edge with this weight, such as "w[1,2,1]", out of the network.

    A tie that the weight stands in goes with it, a skip connection with its last edge. Raises
    InvalidValue.
    """
    plan = Blueprint.of(session.in_force.network)
    rebuild(session, without_edges(plan, [weight_name]))


def restore_edge(session: Session, weight_name: str) -> None:
    """Put a removed edge back, its weight drawn from the seed; raises InvalidValue."""
    restore_edges(session, [weight_name])


def restore_edges(session: Session, weight_names: Iterable[str]) -> None:
    """Put removed edges back, their weights drawn from the seed; raises InvalidValue."""
    plan = Blueprint.of(session.in_force.network)
    for name in weight_names:
        connection, place = _edge(plan.network, name)
        present = plan.network.present(connection).copy()
        if present[place]:
            raise InvalidValue(f"The edge of {name} is there already.")
        present[place] = True
        plan = plan.with_edges(connection.source, connection.target, present)
    rebuild(session, plan)


def edge_exists(network: Network, weight_name: str) -> bool | None:
    """Whether the edge with this weight, old or new, exists; None where there can be none."""
    try:
        connection, place = _edge(network, weight_name)
    except InvalidValue:
        return None
    return bool(network.present(connection)[place])


def without_edges(plan: Blueprint, weight_names: Iterable[str]) -> Blueprint:
    """The same without edges that exist; raises InvalidValue."""
    for name in weight_names:
        connection, place = _edge(plan.network, name)
        present = plan.network.present(connection).copy()
        if not present[place]:
            raise InvalidValue(f"The edge of {name} has been removed already.")
        present[place] = False
        plan = plan.with_edges(connection.source, connection.target, present)
    return plan


def joint(network: Network, source: Unit, target: Unit) -> Joint:
    """What an edge between two units takes; raises InvalidValue, which says why there is none."""
    for layer, unit in (source, target):
        if not (0 <= layer <= network.depth and 1 <= unit <= network.sizes[layer]):
            raise InvalidValue(f"There is no unit {unit} of layer {layer} in this network.")
    if source[0] >= target[0]:
        raise InvalidValue(
            f"An edge leads from an earlier layer to a later one, not from layer {source[0]} to "
            f"layer {target[0]}."
        )
    found = [c for c in network.connections if (c.source, c.target) == (source[0], target[0])]
    made = Joint(source, target, restores=bool(found))
    if found and network.present(found[0])[source[1] - 1, target[1] - 1]:
        raise InvalidValue(f"The edge of {made.weight} is there already.")
    return made


def join(session: Session, source: Unit, target: Unit) -> None:
    """Make an edge from a unit to one of a later layer, its weight drawn from the seed.

    Where the layers are not connected, a skip connection is made that has this edge alone. Raises
    InvalidValue.
    """
    network = session.in_force.network
    joint(network, source, target)
    present = np.zeros((network.sizes[source[0]], network.sizes[target[0]]), bool)
    for connection in network.connections:
        if (connection.source, connection.target) == (source[0], target[0]):
            present |= network.present(connection)
    present[source[1] - 1, target[1] - 1] = True
    rebuild(session, Blueprint.of(network).with_edges(source[0], target[0], present))


def _edge(network: Network, weight_name: str) -> tuple[Connection, tuple[int, int]]:
    """The connection and the place, from 0, in its matrix; raises InvalidValue."""
    name = _weight(weight_name)
    for connection in network.connections:
        if name is not None and connection.weights.indices == name.indices[:-2]:
            (rows, columns), (row, column) = network.shape(connection), name.indices[-2:]
            if 1 <= row <= rows and 1 <= column <= columns:
                return connection, (row - 1, column - 1)
    raise InvalidValue(
        f"{weight_name} is not the weight of an edge; allowed are those of "
        f"{', '.join(str(c.weights) for c in network.connections)}, such as w[1,1,1]."
    )


def _weight(text: str) -> Quantity | None:
    try:
        name = Quantity.parse(text)
    except UnknownName:
        return None
    return name if name.kind in ("w", "w_new") else None
