"""Edges of a connection as a sequence that makes no addresses before they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from backprop_gui.ui.canvas.places import EdgePlace


class Edges(Sequence[EdgePlace]):
    """Some edges of a connection, by their indices in order."""

    def __init__(self, bundle: int, indices: NDArray[np.intp]) -> None:
        self._bundle, self._indices = bundle, indices

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, index: int) -> EdgePlace: ...

    @overload
    def __getitem__(self, index: slice) -> Edges: ...

    def __getitem__(self, index: int | slice) -> EdgePlace | Edges:
        if isinstance(index, slice):
            return Edges(self._bundle, self._indices[index])
        return EdgePlace(self._bundle, int(self._indices[index]))

    def __contains__(self, edge: object) -> bool:
        return isinstance(edge, EdgePlace) and self._find(edge) is not None

    def index(self, edge: EdgePlace, start: int = 0, stop: int | None = None) -> int:
        """Where an edge stands; ValueError where it does not."""
        found = self._find(edge)
        if found is None:
            raise ValueError(f"{edge} is not among them")
        return found

    def _find(self, edge: EdgePlace) -> int | None:
        place = int(np.searchsorted(self._indices, edge.index))
        there = place < len(self) and edge.bundle == self._bundle
        return place if there and self._indices[place] == edge.index else None
