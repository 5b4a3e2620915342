"""One connection's edges: weights and gradients as arrays, cells when they are needed."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection, Network
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.layout import GraphLayout
from backprop_gui.ui.canvas.reading_cells import Cells, cell_symbol
from backprop_gui.ui.canvas.records import Cell, EdgeBundle

Pair = tuple[int, int]
Units = NDArray[np.intp]

KINDS = ("w", "w_new", "dw", "dw_part")
WITH_GRADIENT = (Phase.BACKWARD, Phase.UPDATE)


class Edges:
    """The edges of one connection between the units that are drawn."""

    def __init__(
        self, network: Network, connection: Connection, layout: GraphLayout, cells: Cells
    ) -> None:
        self._cells, self._moment = cells, cells.moment
        self._connection = connection
        self._indices = connection.weights.indices
        before, after = layout.layers[connection.source], layout.layers[connection.target]
        self._origins, self._ends = _pairs(before.shown, after.shown)
        self._kept = network.present(connection)[self._origins - 1, self._ends - 1]
        self._rows = {unit: row for row, unit in enumerate(before.shown)}
        self._columns = {unit: column for column, unit in enumerate(after.shown)}
        self._made: dict[int, tuple[Cell, ...]] = {}

    def bundle(self) -> EdgeBundle:
        """The record that the canvas draws."""
        return EdgeBundle(
            source=self._connection.source,
            target=self._connection.target,
            origins=self._origins,
            ends=self._ends,
            values=self._values,
            kept=self._kept,
            current=self._marked(() if self._moment.last is None else (self._moment.last,)),
            sources=self._marked(tuple(self._moment.sources)),
            cells=self.cells,
            find=self.find,
        )

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        """What hue and width show: the gradient in the backward phase, else the weight in force."""
        if self._moment.phase is Phase.BACKWARD:
            return self._grid("dw")
        renewed = self._grid("w_new")
        return np.where(np.isnan(renewed), self._grid("w"), renewed)

    def _grid(self, kind: str) -> NDArray[np.float64]:
        return self._moment.grid(Quantity(kind, self._indices), self._origins, self._ends)

    def cells(self, index: int) -> tuple[Cell, ...]:
        """The weight in force, which can be edited; from the backward phase on its gradient too."""
        if index not in self._made:
            self._made[index] = self._cells_of(index)
        return self._made[index]

    def _cells_of(self, index: int) -> tuple[Cell, ...]:
        pair = int(self._origins[index]), int(self._ends[index])
        name = self._element("w", pair)
        # The session may have lost the edge since this was drawn.
        if not (self._kept[index] and self._cells.exists(name)):
            return (Cell(str(name), cell_symbol(name)),)
        weight = self._cells.in_force("w", (*self._indices, *pair))
        if self._moment.phase not in WITH_GRADIENT:
            return (weight,)
        return weight, self._cells.of(self._element("dw", pair))

    def _element(self, kind: str, pair: Pair) -> Quantity:
        return Quantity(kind, self._indices).at(*pair)

    def find(self, name: str) -> int | None:
        """The edge with the weight, new weight or gradient of this name."""
        try:
            return self._index(Quantity.parse(name))
        except UnknownName:
            return None

    def _index(self, name: Quantity) -> int | None:
        layers, pair = name.indices[:-2], name.indices[-2:]
        if name.kind not in KINDS or layers != self._indices:
            return None
        row, column = self._rows.get(pair[0]), self._columns.get(pair[1])
        if row is None or column is None:
            return None
        return row * len(self._columns) + column

    def _marked(self, names: tuple[Quantity, ...]) -> NDArray[np.bool_]:
        marked = np.zeros(len(self._origins), dtype=bool)
        found = [index for name in names if (index := self._index(name)) is not None]
        marked[found] = True
        return marked


@lru_cache(maxsize=32)
def _pairs(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Units, Units]:
    """The units that each edge joins, edges of one origin together."""
    origins = np.repeat(np.array(before, dtype=np.intp), len(after))
    ends = np.tile(np.array(after, dtype=np.intp), len(before))
    return origins, ends
