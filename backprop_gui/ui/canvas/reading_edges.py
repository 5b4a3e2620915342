"""One connection's edges: weights and gradients as arrays, cells when they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection, Network
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.layout import GraphLayout
from backprop_gui.ui.canvas.reading_cells import Cells
from backprop_gui.ui.canvas.reading_slots import Parameter, Slot, Slots, cell_symbol
from backprop_gui.ui.canvas.reading_values import Moment
from backprop_gui.ui.canvas.records import Cell, EdgeBundle

Units = NDArray[np.intp]

KINDS = ("w", "w_new", "dw", "dw_part")
WITH_GRADIENT = (Phase.BACKWARD, Phase.UPDATE)


class Edges:
    """The edges of one connection between the units that are drawn, without their numbers."""

    def __init__(
        self, network: Network, connection: Connection, layout: GraphLayout, slots: Slots
    ) -> None:
        self._connection, self._slots = connection, slots
        self._indices = connection.weights.indices
        before, after = layout.layers[connection.source], layout.layers[connection.target]
        self._origins, self._ends = _pairs(before.shown, after.shown)
        self._kept = network.present(connection)[self._origins - 1, self._ends - 1]
        self._rows = {unit: row for row, unit in enumerate(before.shown)}
        self._columns = {unit: column for column, unit in enumerate(after.shown)}
        self._drawn: dict[int, tuple[Parameter, Slot | None]] = {}

    def read(self, cells: Cells) -> EdgeBundle:
        """The record that the canvas draws."""
        moment, made = cells.moment, dict[int, tuple[Cell, ...]]()

        def cells_of(index: int) -> tuple[Cell, ...]:
            if index not in made:
                made[index] = self._cells(index, cells)
            return made[index]

        return EdgeBundle(
            source=self._connection.source,
            target=self._connection.target,
            origins=self._origins,
            ends=self._ends,
            values=self._values(moment),
            kept=self._kept,
            current=self._marked(() if moment.last is None else (moment.last,)),
            sources=self._marked(moment.sources),
            cells=cells_of,
            find=self.find,
        )

    def _values(self, moment: Moment) -> NDArray[np.float64]:
        """What hue and width show: the gradient in the backward phase, else the weight in force."""
        if moment.phase is Phase.BACKWARD:
            return self._grid("dw", moment)
        renewed = self._grid("w_new", moment)
        return np.where(np.isnan(renewed), self._grid("w", moment), renewed)

    def _grid(self, kind: str, moment: Moment) -> NDArray[np.float64]:
        return moment.grid(Quantity(kind, self._indices), self._origins, self._ends)

    def _cells(self, index: int, cells: Cells) -> tuple[Cell, ...]:
        """The weight in force, which can be edited; from the backward phase on its gradient too."""
        if not self._kept[index]:
            name = self._element("w", index)
            return (Cell(str(name), cell_symbol(name)),)
        if index not in self._drawn:
            self._drawn[index] = self._plan(index)
        weight, gradient = self._drawn[index]
        if gradient is None or cells.moment.phase not in WITH_GRADIENT:
            return (cells.of(weight),)
        return cells.of(weight), cells.of(gradient)

    def _plan(self, index: int) -> tuple[Parameter, Slot | None]:
        weight, gradient = self._element("w", index), self._element("dw", index)
        has_gradient = self._slots.exists(gradient)
        return (
            self._slots.parameter("w", weight.indices),
            self._slots.of(gradient) if has_gradient else None,
        )

    def _element(self, kind: str, index: int) -> Quantity:
        pair = int(self._origins[index]), int(self._ends[index])
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

    def _marked(self, names: Iterable[Quantity]) -> NDArray[np.bool_]:
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
