"""One connection's edges: what they carry as arrays, cells when they are needed."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.network import Connection, Network
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.layout.layout import GraphLayout
from backprop_gui.ui.canvas.reading.cells import Cells
from backprop_gui.ui.canvas.reading.slots import Parameter, Slot, Slots
from backprop_gui.ui.canvas.records import Cell, EdgeBundle
from backprop_gui.ui.canvas.shows import Showing

Units = NDArray[np.intp]

KINDS = ("w", "w_new", "dw", "dw_part")
WITH_GRADIENT = (Phase.BACKWARD, Phase.UPDATE)


@dataclass(frozen=True, slots=True)
class _Edge:
    """What one edge has to do with: its weight, its gradient if it gets one, its input."""

    weight: Parameter
    gradient: Slot | None
    origin: Slot


class Edges:
    """The edges of one connection between the units that are drawn, without their numbers."""

    def __init__(
        self,
        network: Network,
        connection: Connection,
        layout: GraphLayout,
        slots: Slots,
        heat: bool = False,
    ) -> None:
        self._connection, self._slots = connection, slots
        self._indices = connection.weights.indices
        before, after = (
            layout.layers[n].all if heat else layout.layers[n].shown
            for n in (connection.source, connection.target)
        )
        self._shape = (len(before), len(after)) if heat else None
        self._origins, self._ends = _pairs(before, after)
        self._kept = network.present(connection)[self._origins - 1, self._ends - 1]
        self._rows = {unit: row for row, unit in enumerate(before)}
        self._columns = {unit: column for column, unit in enumerate(after)}
        self._drawn: dict[int, _Edge] = {}

    def read(self, cells: Cells, showing: Showing) -> EdgeBundle:
        """The record that the canvas draws."""
        moment = cells.moment
        choice = showing.on_edges(moment.phase)
        numbers = moment.edges(self._connection, choice.number or "weight")
        places = self._origins - 1, self._ends - 1

        @cache
        def cells_of(index: int) -> tuple[Cell, ...]:
            return self._cells(index, cells, showing)

        @cache
        def labels_of(index: int) -> tuple[Cell, ...]:
            return self._labels(cells_of(index), index, cells, showing)

        return EdgeBundle(
            source=self._connection.source,
            target=self._connection.target,
            origins=self._origins,
            ends=self._ends,
            values=numbers.values[places],
            known=numbers.known[places],
            kept=self._kept,
            current=self._marked(() if moment.last is None else (moment.last,)),
            sources=self._marked(moment.sources),
            cells=cells_of,
            labels=labels_of,
            find=self.find,
            shape=self._shape,
        )

    def _cells(self, index: int, cells: Cells, showing: Showing) -> tuple[Cell, ...]:
        """The weight in force, which can be edited; then what else is known of the edge.

        By phase that is its gradient, from the backward phase on.
        """
        if not self._kept[index]:
            name = self._element("w", index)
            return (self._absent(name),)
        edge = self._edge(index)
        known: tuple[Cell, ...] = (cells.of(edge.weight),)
        by_phase = showing.edges == "phase"
        if edge.gradient is not None and not (by_phase and cells.moment.phase not in WITH_GRADIENT):
            known += (cells.of(edge.gradient),)
        return known if by_phase else (*known, *_computed(edge, cells, showing))

    def _labels(
        self, known: tuple[Cell, ...], index: int, cells: Cells, showing: Showing
    ) -> tuple[Cell, ...]:
        """By phase all cells; else the chosen one."""
        if showing.edges == "phase" or not self._kept[index]:
            return known
        if showing.edges == "weight":
            return known[:1]
        if showing.edges == "gradient":
            absent = self._element("dw", index)
            return known[1:2] or (self._absent(absent),)
        return known[-1:]

    def _edge(self, index: int) -> _Edge:
        if index not in self._drawn:
            weight, gradient = self._element("w", index), self._element("dw", index)
            origin = Quantity("x", (self._connection.source, int(self._origins[index])))
            self._drawn[index] = _Edge(
                self._slots.parameter("w", weight.indices),
                self._slots.of(gradient) if self._slots.exists(gradient) else None,
                self._slots.of(origin),
            )
        return self._drawn[index]

    def _absent(self, name: Quantity) -> Cell:
        notation = self._slots.notation
        return Cell(str(name), notation.symbol(name), told=notation.text(name))

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


def _computed(edge: _Edge, cells: Cells, showing: Showing) -> tuple[Cell, ...]:
    """What an edge is chosen to show and what is no quantity of its own."""
    now, new = edge.weight.now, edge.weight.new
    if showing.edges == "contribution":
        return (cells.derived(edge.origin, "·", now, operator.mul),)
    if showing.edges == "update" and new is not None:
        return (cells.derived(new, "−", now, operator.sub),)
    return ()


@lru_cache(maxsize=32)
def _pairs(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Units, Units]:
    """The units that each edge joins, edges of one origin together."""
    origins = np.repeat(np.array(before, dtype=np.intp), len(after))
    ends = np.tile(np.array(after, dtype=np.intp), len(before))
    return origins, ends
