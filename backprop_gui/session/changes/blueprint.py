"""A network made from another one, and which layer, unit and parameter of it each has been.

Masks, biases and conventions go with the layers and units that they belong to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection, Layer, Mask, Network
from backprop_gui.formula.quantity import Quantity

Units = tuple[int | None, ...]
Present = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """A layer: the number of the layer that it was, and of the unit that each unit was.

    None is what has not been there.
    """

    layer: int | None
    units: Units

    def now(self, unit: int) -> int | None:
        """The new number of an old unit, from 1."""
        return self.units.index(unit) + 1 if unit in self.units else None


@dataclass(frozen=True)
class Blueprint:
    """`columns` are the network's layers, the input first."""

    network: Network
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, network: Network) -> Blueprint:
        """The network as it is."""
        columns = (Column(n, tuple(range(1, size + 1))) for n, size in enumerate(network.sizes))
        return cls(network, tuple(columns))

    # What can be done.

    def with_layer(self, after: int, layer: Layer) -> Blueprint:
        """A new layer after layer `after`; the connection that it interrupts goes."""
        numbers = {n: n + (n > after) for n in range(self.network.depth + 1)}
        layers = (*self.network.layers[:after], layer, *self.network.layers[after:])
        new = Column(None, (None,) * layer.units)
        columns = (*self.columns[: after + 1], new, *self.columns[after + 1 :])
        return self._renumbered(layers, columns, numbers, (after, after + 1))

    def without_layer(self, number: int) -> Blueprint:
        """The same without a layer and its connections."""
        kept = [n for n in range(self.network.depth + 1) if n != number]
        layers = tuple(self.network.layers[n - 1] for n in kept if n)
        columns = tuple(self.columns[n] for n in kept)
        return self._renumbered(layers, columns, {n: n - (n > number) for n in kept})

    def with_units(self, layer: int, picked: Units) -> Blueprint:
        """These units of a layer in this order, from 1; None is a new one.

        It has a bias, and edges from and to all units that the layer is connected with.
        """
        network = self.network
        connections = tuple(self._picked(c, layer, picked) for c in network.connections)
        old = self.columns[layer]
        column = Column(old.layer, tuple(n and old.units[n - 1] for n in picked))
        columns = (*self.columns[:layer], column, *self.columns[layer + 1 :])
        if layer == 0:
            return Blueprint(replace(network, inputs=len(picked), connections=connections), columns)
        bias = network.layers[layer - 1].bias
        if not isinstance(bias, bool):
            bias = tuple(True if n is None else bias[n - 1] for n in picked)
        layers = list(network.layers)
        layers[layer - 1] = replace(layers[layer - 1], units=len(picked), bias=bias)
        return Blueprint(replace(network, layers=tuple(layers), connections=connections), columns)

    def with_edges(self, source: int, target: int, present: Present) -> Blueprint:
        """Exactly these edges between two layers, shape (source units, target units).

        A skip connection without edges goes.
        """
        others = [c for c in self.network.connections if (c.source, c.target) != (source, target)]
        if present.any() or target == source + 1:
            others.append(Connection(source, target, _mask(present)))
        return Blueprint(replace(self.network, connections=tuple(others)), self.columns)

    def without_biases(self, layer: int, units: Collection[int]) -> Blueprint:
        """The same without the biases of some units of a layer."""
        old = self.network.layers[layer - 1]
        has = tuple(b and n not in units for n, b in enumerate(old.biases, 1))
        layers = list(self.network.layers)
        layers[layer - 1] = replace(old, bias=has if any(has) else False)
        return Blueprint(replace(self.network, layers=tuple(layers)), self.columns)

    def _renumbered(
        self,
        layers: tuple[Layer, ...],
        columns: tuple[Column, ...],
        numbers: dict[int, int],
        dropped: tuple[int, int] | None = None,
    ) -> Blueprint:
        kept = tuple(
            Connection(numbers[c.source], numbers[c.target], c.mask)
            for c in self.network.connections
            if {c.source, c.target} <= set(numbers) and (c.source, c.target) != dropped
        )
        return Blueprint(replace(self.network, layers=layers, connections=kept), columns)

    def _picked(self, connection: Connection, layer: int, picked: Units) -> Connection:
        if connection.mask is None or layer not in (connection.source, connection.target):
            return connection
        old = self.network.present(connection)
        axis = 0 if layer == connection.source else 1
        new = np.take(old, [(n or 1) - 1 for n in picked], axis)
        fresh = np.array([n is None for n in picked])
        new |= fresh[:, None] if axis == 0 else fresh
        return Connection(connection.source, connection.target, _mask(new))

    # What has become of what.

    def renamed(self, name: Quantity) -> Quantity | None:
        """The new name of a parameter, of an array of them, or of a unit; None: it has gone."""
        if name.kind == "w":
            return self._renamed_weight(name)
        layer, *unit = name.indices
        number = self._layer(layer)
        return None if number is None else self._in_layers(name.kind, (number,), unit)

    def _renamed_weight(self, name: Quantity) -> Quantity | None:
        *layers, _, _ = name.indices if len(name.indices) > 2 else (*name.indices, 0, 0)
        old = layers if len(layers) == 2 else [layers[0] - 1, layers[0]]
        new = tuple(found for n in old if (found := self._layer(n)) is not None)
        for connection in self.network.connections:
            if (connection.source, connection.target) == new:
                return self._in_layers("w", new, name.indices[len(layers) :])
        return None

    def _in_layers(
        self, kind: str, layers: tuple[int, ...], units: Sequence[int]
    ) -> Quantity | None:
        array = _array(kind, layers)
        if not units:
            return array
        now = [self.columns[n].now(unit) for n, unit in zip(layers, units, strict=True)]
        return array.at(*(n for n in now if n)) if all(now) else None

    def _layer(self, number: int) -> int | None:
        found = (n for n, column in enumerate(self.columns) if column.layer == number)
        return next(found, None)

    def origin(self, array: Quantity) -> tuple[Quantity, tuple[Units, ...]] | None:
        """The parameter array that this one was, and along its axes the units; None: new."""
        layers = array.indices
        if array.kind == "w" and len(layers) == 1:
            layers = (layers[0] - 1, layers[0])
        columns = [self.columns[n] for n in layers]
        old = tuple(column.layer for column in columns if column.layer is not None)
        if len(old) < len(columns):
            return None
        return _array(array.kind, old), tuple(column.units for column in columns)


def _array(kind: str, layers: tuple[int, ...]) -> Quantity:
    """The parameter array of a layer, of weights between two layers."""
    return Connection(layers[0], layers[1]).weights if kind == "w" else Quantity(kind, layers)


def _mask(present: Present) -> Mask | None:
    return None if present.all() else tuple(map(tuple, present.astype(int).tolist()))
