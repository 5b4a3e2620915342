"""Layers added, removed and resized, edges removed and restored: one undoable change each.

What survives keeps its values, masks and conventions under its new number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
import numpy as np

from backprop_gui.engine.activations import ACTIVATIONS, Activation
from backprop_gui.engine.network import Connection, Layer, Mask, Network
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import parameters
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.session import Session

Numbers = Mapping[int, int]
"""The new number of every layer that survives."""


def add_layer(session: Session, after: int, layer: Layer | None = None) -> None:
    """Insert a layer after layer `after`, 0 the input; by default as large as that one.

    The connection that it interrupts goes. Raises InvalidValue.
    """
    network = session.in_force.network
    if not 0 <= after <= network.depth:
        raise InvalidValue(f"There is no layer {after}; 0 to {network.depth} are allowed.")
    new = layer or _like(network, after)
    numbers = {n: n + (n > after) for n in range(network.depth + 1)}
    layers = (*network.layers[:after], new, *network.layers[after:])
    _renumber(session, layers, numbers, dropped=(after, after + 1))


def remove_layer(session: Session, number: int) -> None:
    """Remove a layer and its connections; raises InvalidValue."""
    network = session.in_force.network
    if not 1 <= number <= network.depth:
        raise InvalidValue(f"Layer {number} can't be removed; 1 to {network.depth} can.")
    layers = tuple(layer for n, layer in enumerate(network.layers, 1) if n != number)
    kept = [n for n in range(network.depth + 1) if n != number]
    _renumber(session, layers, {n: n - (n > number) for n in kept})


def change_layer(session: Session, number: int, **choices: Any) -> None:
    """Exchange choices of a layer, such as `units=3` or `activation="tanh"`.

    Masks and biases unit by unit keep what both sizes have. Raises InvalidValue.
    """
    network = session.in_force.network
    old = network.layers[number - 1]
    units = choices.get("units", old.units)
    if isinstance(units, int):
        choices.setdefault("bias", _resized_bias(old, units))
    if _has_jacobian(choices.get("activation")):
        choices.setdefault("derivative", None)
    layers = list(network.layers)
    layers[number - 1] = msgspec.structs.replace(old, **choices)
    _check_outputs(session, layers)
    sizes = (network.inputs, *(layer.units for layer in layers))
    session.change(
        network=msgspec.structs.replace(
            network, layers=tuple(layers), connections=_resized(network.connections, sizes)
        )
    )


def fitted(network: Network, inputs: int, outputs: int) -> Network:
    """The network with so many inputs and outputs; masks and biases keep what both sizes have.

    Raises InvalidValue.
    """
    *hidden, last = network.layers
    bias = _resized_bias(last, outputs)
    layers = (*hidden, msgspec.structs.replace(last, units=outputs, bias=bias))
    sizes = (inputs, *(layer.units for layer in layers))
    connections = _resized(network.connections, sizes)
    return msgspec.structs.replace(network, inputs=inputs, layers=layers, connections=connections)


def _resized_bias(layer: Layer, units: int) -> bool | tuple[bool, ...]:
    """New units have a bias."""
    if isinstance(layer.bias, bool):
        return layer.bias
    return (*layer.bias, *(True,) * units)[:units]


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
    session.change(network=msgspec.structs.replace(network, connections=(*kept, *new)))


def remove_edge(session: Session, weight_name: str) -> None:
    """Take the edge with this weight, such as "w[1,2,1]", out of the network.

    A tie that the weight stands in goes with it. Raises InvalidValue.
    """
    _mask_edge(session, weight_name, exists=False)


def restore_edge(session: Session, weight_name: str) -> None:
    """Put a removed edge back, its weight drawn from the seed; raises InvalidValue."""
    _mask_edge(session, weight_name, exists=True)


def edge_exists(session: Session, weight_name: str) -> bool | None:
    """Whether the edge with this weight, old or new, exists; None where there can be none."""
    edge = _edge(session.network, weight_name)
    if edge is None:
        return None
    connection, place = edge
    return bool(session.network.present(connection)[place])


def _mask_edge(session: Session, weight_name: str, *, exists: bool) -> None:
    network = session.in_force.network
    edge = _edge(network, weight_name)
    if edge is None:
        raise InvalidValue(
            f"{weight_name} is not the weight of an edge; allowed are those of "
            f"{', '.join(str(c.weights) for c in network.connections)}, such as w[1,1,1]."
        )
    old, place = edge
    present = network.present(old).astype(int)
    if present[place] == exists:
        said = "is there already" if exists else "has been removed already"
        raise InvalidValue(f"The edge of {weight_name} {said}.")
    present[place] = exists
    mask = None if present.all() else tuple(map(tuple, present.tolist()))
    new = Connection(old.source, old.target, mask)
    connections = tuple(new if c is old else c for c in network.connections)
    session.change(network=msgspec.structs.replace(network, connections=connections))


def _edge(network: Network, weight_name: str) -> tuple[Connection, tuple[int, int]] | None:
    """The connection and the place, from 0, in its matrix."""
    try:
        name = Quantity.parse(weight_name)
    except UnknownName:
        return None
    if name.kind not in ("w", "w_new"):
        return None
    for connection in network.connections:
        if connection.weights.indices == name.indices[:-2]:
            (rows, columns), (row, column) = network.shape(connection), name.indices[-2:]
            if 1 <= row <= rows and 1 <= column <= columns:
                return connection, (row - 1, column - 1)
    return None


def _like(network: Network, number: int) -> Layer:
    """As large as layer `number`, with its activation; the first after the input is ReLU."""
    old = network.layers[number - 1].phi if number else "relu"
    return Layer(network.sizes[number], activation=old)


def _check_outputs(session: Session, layers: Iterable[Layer]) -> None:
    *_, last = layers
    columns = session.document.targets.shape[1]
    if last.units != columns:
        raise InvalidValue(
            f"The output layer would have {last.units} units; it has as many as a sample has "
            f"targets: {columns}."
        )


def _resized(connections: Iterable[Connection], sizes: tuple[int, ...]) -> tuple[Connection, ...]:
    return tuple(
        Connection(c.source, c.target, _mask(c.mask, (sizes[c.source], sizes[c.target])))
        for c in connections
    )


def _mask(mask: Mask | None, shape: tuple[int, int]) -> Mask | None:
    """New edges exist."""
    if mask is None:
        return None
    old, new = np.array(mask), np.ones(shape, int)
    common = tuple(map(slice, np.minimum(old.shape, shape)))
    new[common] = old[common]
    return tuple(map(tuple, new.tolist()))


def _renumber(
    session: Session,
    layers: tuple[Layer, ...],
    numbers: Numbers,
    dropped: tuple[int, int] | None = None,
) -> None:
    if layers:
        _check_outputs(session, layers)
    network, document = session.in_force.network, session.document
    kept = [
        (c, Connection(numbers[c.source], numbers[c.target], c.mask))
        for c in network.connections
        if c.source in numbers and c.target in numbers and (c.source, c.target) != dropped
    ]
    names = {old.weights: new.weights for old, new in kept}
    names |= {Quantity("b", (n,)): Quantity("b", (new,)) for n, new in numbers.items() if n}
    values = {str(names[name]): value for name, value in _values(session) if name in names}
    ties = [[_renamed(name, names) for name in group] for group in document.tied]
    session.change(
        network=msgspec.structs.replace(
            network, layers=layers, connections=tuple(new for _, new in kept)
        ),
        weights={name: value for name, value in values.items() if name.startswith("w")},
        biases={name: value for name, value in values.items() if name.startswith("b")},
        frozen=[new for name in document.frozen if (new := _renamed(name, names))],
        tied=[group for group in ties if all(group)],
    )


def _values(session: Session) -> Iterator[tuple[Quantity, Array]]:
    """The parameters from which the next iteration, or at its start this one, goes on.

    A matrix without edges is not updated.
    """
    at_rest = session.clock.is_end(session.position)
    for spec in parameters(session.network):
        name = spec.name
        yield name, session.array(new_name(name) if at_rest and spec.size else name).values


def _renamed(name: Quantity, names: Mapping[Quantity, Quantity]) -> str:
    """The new name of a parameter or a whole array of them; "" where it has gone."""
    if name in names:
        return str(names[name])
    cut = len(name.indices) - (1 if name.kind == "b" else 2)
    array = names.get(Quantity(name.kind, name.indices[: max(cut, 0)]))
    return "" if array is None else str(array.at(*name.indices[cut:]))
