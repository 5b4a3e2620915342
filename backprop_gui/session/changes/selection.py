"""What selected quantities stand for: units, edges, and the parameters of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backprop_gui.engine.network import Network
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import parameters
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes.edge_changes import Unit
from backprop_gui.session.session import Session

_OF_UNITS = ("x", "s", "r", "dphi", "jac", "delta", "dx")


def parameter_of(name: str) -> Quantity | None:
    """The weight or bias that a quantity is, or belongs to as its gradient or new value."""
    quantity = Quantity.parse(name)
    kind = quantity.kind.removeprefix("d").removesuffix("_new").removesuffix("_part")
    return Quantity(kind, quantity.indices) if kind in ("w", "b") else None


def unit_of(name: str) -> Unit | None:
    """The unit, or input, that a quantity belongs to; None for parameters, targets and the loss."""
    quantity = Quantity.parse(name)
    if quantity.kind not in _OF_UNITS or len(quantity.indices) < 2:
        return None
    return quantity.indices[0], quantity.indices[1]


def parameters_of(session: Session, names: Iterable[str]) -> tuple[Quantity, ...]:
    """The parameters that exist of these edges, biases and units, each once, layer by layer.

    Those of a unit are its bias and the weights of the edges that lead to it.
    """
    specs = tuple(parameters(session.network))
    found = {}
    for name in _chosen(session.network, names):
        for number, spec in enumerate(specs):
            if spec.covers(name) and (place := spec.place(name)):
                found[name] = number, place
    return tuple(sorted(found, key=lambda name: found[name]))


def _chosen(network: Network, names: Iterable[str]) -> Iterator[Quantity]:
    for name in names:
        if parameter := parameter_of(name):
            yield parameter
        elif unit := unit_of(name):
            yield from _of_unit(network, unit)


def _of_unit(network: Network, unit: Unit) -> Iterator[Quantity]:
    layer, number = unit
    yield Quantity("b", unit)
    for connection in network.into(layer) if layer else ():
        for source in range(1, network.sizes[connection.source] + 1):
            yield connection.weights.at(source, number)


def in_force(session: Session, parameter: Quantity) -> Quantity:
    """Under which name a parameter can be set here: after its update, as a new value."""
    new = new_name(parameter)
    return new if session.refusal(parameter) and not session.refusal(new) else parameter
