"""Which of the drawn weights, biases and units are frozen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes import freezing
from backprop_gui.session.changes.edge_changes import Unit
from backprop_gui.session.changes.selection import parameter_of, unit_of
from backprop_gui.session.session import Session


class Locks:
    """Made once a document. A unit is frozen where its bias and all weights into it are."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._frozen = freezing.frozen_parameters(session.document)
        self._units: dict[Unit, bool] = {}
        self._edges: dict[tuple[int, int], NDArray[np.bool_]] = {}

    def __call__(self, name: str) -> bool:
        """Whether the parameter that this quantity is or belongs to, or its unit, is frozen."""
        parameter: Quantity | None = parameter_of(name)
        if parameter is not None:
            return parameter in self._frozen
        unit = unit_of(name)
        if unit is not None and unit not in self._units:
            self._units[unit] = freezing.is_frozen(self._session, [name]) is True
        return unit is not None and self._units[unit]

    def edges(self, source: int, target: int) -> NDArray[np.bool_]:
        """Which weights of a connection are frozen, (units before, units after)."""
        if (source, target) not in self._edges:
            self._edges[source, target] = self._frozen_edges(source, target)
        return self._edges[source, target]

    def _frozen_edges(self, source: int, target: int) -> NDArray[np.bool_]:
        sizes = self._session.network.sizes
        found = np.zeros((sizes[source], sizes[target]), dtype=bool)
        layers = Connection(source, target).weights.indices
        for name in self._frozen:
            if name.kind == "w" and name.indices[:-2] == layers:
                found[name.indices[-2] - 1, name.indices[-1] - 1] = True
        return found
