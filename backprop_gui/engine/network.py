"""What a network is: layers, connections from earlier to later ones, a mask per connection."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import numpy as np
from msgspec.structs import force_setattr
from numpy.typing import NDArray

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.choices import check_type, is_number
from backprop_gui.engine.chosen import Chosen
from backprop_gui.engine.losses import Loss
from backprop_gui.errors import InvalidValue, cut, listed, quoted
from backprop_gui.formula.quantity import Quantity

MOST_LAYERS, MOST_UNITS, MOST_EDGES = 1_000, 1_000_000, 50_000_000
"""In a network, in a layer, in a network."""

Mask = tuple[tuple[int, ...], ...]


class Layer(Chosen, frozen=True):
    """A computing layer: x = φ(s), s = weighted sum of what is connected to it.

    `derivative` names another activation whose derivative stands in for φ′ in the backward
    phase (a surrogate derivative: Neftci, Mostafa, Zenke, IEEE Signal Processing Magazine
    36(6), 2019); the forward phase stays φ. `bias` may be given unit by unit; `dropout` is the
    share of outputs that each iteration sets to 0.
    """

    units: int
    activation: Activation | str = "identity"
    bias: bool | tuple[bool, ...] = True
    derivative: Activation | str | None = None
    dropout: float = 0.0

    def __post_init__(self) -> None:
        _check_units(self.units, "A layer's number of units")
        if not is_number(self.dropout, 0, 1):
            raise InvalidValue(f"dropout is {quoted(self.dropout)}; from 0 to below 1 is allowed.")
        if not isinstance(self.bias, bool):
            check_type(self.bias, "A layer's bias", bool, tuple, list, np.ndarray)
            self._set_biases(tuple(map(bool, self.bias)))
        check_type(self.activation, "A layer's activation", Activation, str)
        force_setattr(self, "activation", _chosen(self.activation))
        if self.derivative is not None:
            check_type(self.derivative, "A layer's derivative", Activation, str)
            force_setattr(self, "derivative", _chosen(self.derivative))
            self._check_surrogate()

    @property
    def biases(self) -> tuple[bool, ...]:
        """Which units have a bias."""
        return (self.bias,) * self.units if isinstance(self.bias, bool) else self.bias

    @property
    def phi(self) -> Activation:
        """The activation of the forward phase."""
        return _chosen(self.activation)

    @property
    def slope(self) -> Activation:
        """The activation whose derivative the backward phase uses."""
        return _chosen(self.derivative or self.activation)

    def _check_surrogate(self) -> None:
        """A Jacobian and a derivative unit by unit cannot stand in for each other."""
        for chosen in (self.phi, self.slope):
            if chosen.entry.per_layer:
                raise InvalidValue(
                    f"The derivative of {self.slope.entry.title} stands in for that of "
                    f"{self.phi.entry.title}; {chosen.entry.title} has a Jacobian, and only "
                    "derivatives unit by unit can be exchanged."
                )

    def _set_biases(self, biases: tuple[bool, ...]) -> None:
        if len(biases) != self.units:
            raise InvalidValue(f"bias says so of {len(biases)} units; the layer has {self.units}.")
        force_setattr(self, "bias", biases)


class Connection(Chosen, frozen=True, order=True):
    """From every unit of layer `source` to every unit of a later layer `target`.

    `mask[i-1][j-1]` is 0 where the edge from unit i to unit j is removed; None keeps all.
    """

    source: int
    target: int
    mask: Mask | None = None

    def __post_init__(self) -> None:
        if not (_whole(self.source) and _whole(self.target)):
            ends = f"from layer {quoted(self.source)} to layer {quoted(self.target)}"
            raise InvalidValue(f"A connection leads {ends}; layers are whole numbers.")
        if self.mask is not None:
            force_setattr(self, "mask", _mask(self.mask))

    @property
    def weights(self) -> Quantity:
        """w[l] of consecutive layers, w[k,l] of a skip connection."""
        if self.target == self.source + 1:
            return Quantity("w", (self.target,))
        return Quantity("w", (self.source, self.target))

    def present(self, shape: tuple[int, int]) -> NDArray[np.bool_]:
        """Which edges exist, shape (source units, target units)."""
        return _present(self.mask, shape)


class Network(Chosen, frozen=True):
    """`inputs` units in layer 0, then `layers`; consecutive layers are always connected.

    `connections` adds skip connections; `masks` (by matrix name, such as `w[1]`) removes edges.
    Raises InvalidValue with what is wrong, where, and what is allowed.
    """

    inputs: int
    layers: tuple[Layer, ...]
    loss: Loss = Loss("squared_error")
    connections: tuple[Connection, ...] = ()
    masks: dict[str, Mask] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_units(self.inputs, "The number of inputs")
        check_type(self.layers, "What is given as layers", tuple, list)
        for layer in self.layers:
            check_type(layer, "One of the layers", Layer)
        check_type(self.loss, "The loss", Loss)
        check_type(self.connections, "What is given as connections", tuple, list)
        for connection in self.connections:
            check_type(connection, "One of the connections", Connection)
        check_type(self.masks, "What is given as masks", dict)
        if not self.layers:
            raise InvalidValue("A network needs at least one layer after the input.")
        if self.depth > MOST_LAYERS:
            raise InvalidValue(
                f"The network has {self.depth:,} layers; at most {MOST_LAYERS:,} are allowed."
            )
        force_setattr(self, "layers", tuple(self.layers))
        force_setattr(self, "connections", self._all_connections())
        force_setattr(self, "masks", {})
        self._check_size()

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, the input first."""
        return (self.inputs, *(layer.units for layer in self.layers))

    @property
    def depth(self) -> int:
        """L, the number of the output layer."""
        return len(self.layers)

    def into(self, layer: int) -> tuple[Connection, ...]:
        """The connections that end in a layer, the earliest source first."""
        return tuple(c for c in self.connections if c.target == layer)

    def shape(self, connection: Connection) -> tuple[int, int]:
        """(units of the source layer, units of the target layer)."""
        return self._units(connection.source), self._units(connection.target)

    def present(self, connection: Connection) -> NDArray[np.bool_]:
        """Which edges of a connection exist, shape (source units, target units)."""
        return connection.present(self.shape(connection))

    def _units(self, layer: int) -> int:
        return self.layers[layer - 1].units if layer else self.inputs

    def _check_size(self) -> None:
        """Before anything is allocated: a file may ask for what no machine has."""
        edges = sum(rows * columns for rows, columns in map(self.shape, self.connections))
        if edges > MOST_EDGES:
            raise InvalidValue(
                f"The network has {edges:,} edges; at most {MOST_EDGES:,} are allowed."
            )

    def _all_connections(self) -> tuple[Connection, ...]:
        given = {(c.source, c.target): c for c in self.connections}
        if len(given) < len(self.connections):
            raise InvalidValue("Two connections join the same pair of layers; one is allowed.")
        for layer in range(1, self.depth + 1):
            given.setdefault((layer - 1, layer), Connection(layer - 1, layer))
        named = {str(c.weights): c for c in given.values()}
        for name, mask in self.masks.items():
            if name not in named:
                raise InvalidValue(f"A mask is given for {cut(name)}; allowed are {listed(named)}.")
            found = named[name]
            given[found.source, found.target] = Connection(found.source, found.target, mask)
        for connection in given.values():
            self._check(connection)
        return tuple(sorted(given.values(), key=lambda c: (c.target, c.source)))

    def _check(self, connection: Connection) -> None:
        source, target = connection.source, connection.target
        if not 0 <= source < target <= self.depth:
            raise InvalidValue(
                f"A connection leads from layer {source} to layer {target}; it must lead from an "
                f"earlier to a later of the layers 0 to {self.depth}."
            )
        rows, columns = self.shape(connection)
        mask = connection.mask
        if mask is not None and (len(mask) != rows or any(len(r) != columns for r in mask)):
            raise InvalidValue(
                f"The mask of {connection.weights} must have {rows} rows of {columns} numbers."
            )


@lru_cache(maxsize=256)
def _present(mask: Mask | None, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Asked for with every formula; made once, read-only."""
    present = np.ones(shape, bool) if mask is None else np.array(mask, bool).reshape(shape)
    present.setflags(write=False)
    return present


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _mask(given: object) -> Mask:
    """Rows of 0 and 1, as tuples; raises InvalidValue."""
    if not isinstance(given, (tuple, list, np.ndarray)):
        raise InvalidValue(f"A mask is {quoted(given)}; rows of 0 and 1 are allowed.")
    for row in given:
        check_type(row, "A row of a mask", tuple, list, np.ndarray)
        for number in row:
            if number not in (0, 1):
                raise InvalidValue(f"A mask holds {quoted(number)}; 0 and 1 are allowed.")
    return tuple(tuple(int(number) for number in row) for row in given)


def _chosen(activation: Activation | str) -> Activation:
    return Activation(activation) if isinstance(activation, str) else activation


def _check_units(units: object, what: str) -> None:
    if not _whole(units) or not is_number(units, 1, MOST_UNITS + 1):
        raise InvalidValue(
            f"{what} is {quoted(units)}; a whole number from 1 to {MOST_UNITS:,} is allowed."
        )
