"""Parameters that training leaves as they are, and may change again: one undoable change each."""

from __future__ import annotations

from collections.abc import Iterable

from backprop_gui.engine.network import Network
from backprop_gui.engine.program import parameters
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes.selection import parameters_of
from backprop_gui.session.document.document import Document
from backprop_gui.session.document.ties import is_among
from backprop_gui.session.session import Session

Names = frozenset[Quantity]


def freeze(session: Session, names: Iterable[str]) -> None:
    """Freeze the parameters of edges, biases and units, and those tied to them.

    Raises InvalidValue where there are none.
    """
    _exchange(session, frozen_parameters(session.document) | _chosen(session, names))


def unfreeze(session: Session, names: Iterable[str]) -> None:
    """Let training change them again; raises InvalidValue where there are none."""
    _exchange(session, frozen_parameters(session.document) - _chosen(session, names))


def is_frozen(session: Session, names: Iterable[str]) -> bool | None:
    """Whether all their parameters are frozen; None where there are none."""
    found = parameters_of(session, names)
    return all(stays(session.document, name) for name in found) if found else None


def stays(document: Document, name: Quantity) -> bool:
    """Whether one weight or bias is frozen, alone or with its array."""
    return is_among(name, document.frozen)


def frozen_parameters(document: Document) -> Names:
    """Every single parameter that is frozen."""
    specs = parameters(document.network) if document.frozen else ()
    return frozenset(name for s in specs for name in s.elements() if stays(document, name))


def _chosen(session: Session, names: Iterable[str]) -> Names:
    found = frozenset(parameters_of(session, names))
    if not found:
        raise InvalidValue("Weights and biases can be frozen; none is selected.")
    ties = (group for group in session.document.tied if found & set(group))
    return found.union(*ties)


def _exchange(session: Session, frozen: Names) -> None:
    session.change(frozen=list(_names(session.network, frozen)))


def _names(network: Network, frozen: Names) -> Iterable[str]:
    """A whole array by its own name."""
    for spec in parameters(network):
        elements = [name for name in spec.elements() if name in frozen]
        if elements and len(elements) == spec.size:
            yield str(spec.name)
        else:
            yield from map(str, elements)
