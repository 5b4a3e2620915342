"""Layers and units added, removed and resized: one undoable change each.

What survives keeps its values, masks and conventions under its new number.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from backprop_gui.engine.activations import ACTIVATIONS, Activation
from backprop_gui.engine.choices import check_whole
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes.blueprint import Blueprint
from backprop_gui.session.changes.rebuilding import rebuild
from backprop_gui.session.session import Session


def add_layer(session: Session, after: int, layer: Layer | None = None) -> None:
    """Insert a layer after layer `after`, 0 the input; by default as large as that one.

    The connection that it interrupts goes. Raises InvalidValue.
    """
    network = session.in_force.network
    if not 0 <= after <= network.depth:
        raise InvalidValue(f"There is no layer {after}; 0 to {network.depth} are allowed.")
    new = layer or _like(network, after)
    rebuild(session, Blueprint.of(network).with_layer(after, new))


def remove_layer(session: Session, number: int) -> None:
    """Remove a layer and its connections; raises InvalidValue."""
    network = session.in_force.network
    if not 1 <= number <= network.depth:
        raise InvalidValue(f"Layer {number} can't be removed; 1 to {network.depth} can.")
    rebuild(session, Blueprint.of(network).without_layer(number))


def add_unit(session: Session, layer: int, after: int | None = None) -> None:
    """Insert a unit into a layer, 0 the input, after unit `after` (0: first; None: last).

    It is connected as all others of the layer are. An input or output comes with a column of
    zeros in the data. Raises InvalidValue.
    """
    network = session.in_force.network
    _check_layer(network, layer)
    size = network.sizes[layer]
    after = size if after is None else after
    check_whole("The unit after which one is added", after, 0)
    if after > size:
        raise InvalidValue(f"There is no unit {after} in layer {layer}; 1 to {size} are there.")
    picked = (*range(1, after + 1), None, *range(after + 1, size + 1))
    rebuild(session, Blueprint.of(network).with_units(layer, picked))


def remove_units(session: Session, layer: int, units: Collection[int]) -> None:
    """Remove units of a layer, 0 the input, with their edges; of an input or output, its data.

    Raises InvalidValue.
    """
    network = session.in_force.network
    rebuild(session, without_units(Blueprint.of(network), layer, units))


def without_units(plan: Blueprint, layer: int, units: Collection[int]) -> Blueprint:
    """The same without units of a layer; raises InvalidValue where that cannot be."""
    _check_layer(plan.network, layer)
    size = plan.network.sizes[layer]
    if wrong := [unit for unit in units if not 1 <= unit <= size]:
        raise InvalidValue(f"There is no unit {wrong[0]} in layer {layer}; 1 to {size} are there.")
    picked = tuple(unit for unit in range(1, size + 1) if unit not in units)
    if not picked:
        raise InvalidValue(
            f"Layer {layer} can't lose all its units; it keeps at least 1 or is removed."
        )
    return plan.with_units(layer, picked)


def _check_layer(network: Network, layer: int) -> None:
    check_whole("The number of a layer", layer, 0)
    if layer > network.depth:
        raise InvalidValue(f"There is no layer {layer}; 0 to {network.depth} are allowed.")


def change_layer(session: Session, number: int, **choices: Any) -> None:
    """Exchange choices of a layer, such as `units=3` or `activation="tanh"`.

    Masks and biases unit by unit keep what both sizes have. Raises InvalidValue.
    """
    network = session.in_force.network
    units = choices.pop("units", network.layers[number - 1].units)
    if _has_jacobian(choices.get("activation")):
        choices.setdefault("derivative", None)
    check_whole("A layer's number of units", units, 1)
    network = _sized(Blueprint.of(network), number, units).network
    layers = list(network.layers)
    layers[number - 1] = replace(layers[number - 1], **choices)
    _check_outputs(session, layers[-1])
    session.change(network=replace(network, layers=tuple(layers)))


def fitted(network: Network, inputs: int, outputs: int) -> Network:
    """The network with so many inputs and outputs; masks and biases keep what both sizes have.

    Raises InvalidValue.
    """
    plan = _sized(Blueprint.of(network), 0, inputs)
    return _sized(plan, network.depth, outputs).network


def _sized(plan: Blueprint, layer: int, units: int) -> Blueprint:
    """The first so many units of a layer; new units have a bias and all edges."""
    size = plan.network.sizes[layer]
    return plan.with_units(layer, tuple(n if n <= size else None for n in range(1, units + 1)))


def _has_jacobian(activation: Activation | str | None) -> bool:
    name = activation.name if isinstance(activation, Activation) else activation
    return name in ACTIVATIONS and ACTIVATIONS[name].per_layer


def connect(session: Session, target: int, sources: Collection[int]) -> None:
    """Have skip connections to layer `target` from exactly these earlier layers."""
    network = session.in_force.network
    kept = [
        c
        for c in network.connections
        if c.target != target or c.source == target - 1 or c.source in sources
    ]
    present = {c.source for c in kept if c.target == target}
    new = [Connection(source, target) for source in sorted(set(sources) - present)]
    session.change(network=replace(network, connections=(*kept, *new)))


def _like(network: Network, number: int) -> Layer:
    """As large as layer `number`, with its activation; the first after the input is ReLU."""
    old = network.layers[number - 1].phi if number else "relu"
    return Layer(network.sizes[number], activation=old)


def _check_outputs(session: Session, last: Layer) -> None:
    columns = session.document.targets.shape[1]
    if last.units != columns:
        raise InvalidValue(
            f"The output layer would have {last.units} units; it has as many as a sample has "
            f"targets: {columns}."
        )
