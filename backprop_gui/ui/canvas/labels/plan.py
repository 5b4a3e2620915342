"""Which edges carry their numbers, and where: all of a connection or only the ones that matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from backprop_gui.session.layout.layout import Box, GraphLayout
from backprop_gui.ui.canvas.labels.placing import (
    LINE_HEIGHT,
    MOST_LABELLED,
    Floats,
    Room,
    candidates,
    place,
    place_all,
)
from backprop_gui.ui.canvas.places import EdgePlace
from backprop_gui.ui.canvas.records import Cell, EdgeBundle, GraphView

Label = tuple[Box, tuple[Cell, ...]]

MOST_MARKED, MOST_AVOIDED = 24, 2000
# Width of a label by its number of characters.
WIDTHS = ((3, 36.0), (5, 48.0), (7, 62.0), (10, 82.0))


class LabelPlan:
    """Places found once for a layout and a size of label; numbers may change beneath them."""

    def __init__(self, layout: GraphLayout, size: tuple[float, float]) -> None:
        self.size = size
        units = [box for column in layout.layers for box in column.boxes + column.biases]
        self._room = Room(units + list(layout.targets) + [layout.loss])
        self._settled: dict[EdgePlace, Box] = {}
        self._candidates: dict[EdgePlace, tuple[Floats, Floats]] = {}

    def settle(self, bundles: Sequence[EdgeBundle], points: Sequence[Floats]) -> None:
        """Give every connection that has room for all its labels their places."""
        for number, (bundle, lines) in enumerate(zip(bundles, points, strict=True)):
            kept = np.flatnonzero(bundle.kept)
            if not 0 < len(kept) <= MOST_LABELLED:
                continue
            placed = place_all(lines, self.size, self._room, kept.tolist())
            # All labels of a connection or none: a part of them would mislead.
            if placed is not None:
                self._room, boxes = placed
                for index, box in zip(kept.tolist(), boxes, strict=True):
                    self._settled[EdgePlace(number, index)] = box

    def labels(
        self, graph: GraphView, points: Sequence[Floats], marked: Iterable[EdgePlace]
    ) -> tuple[Label, ...]:
        """Every label to draw; `marked` edges get one even where their connection has none."""
        shown = [(box, graph.bundles[e.bundle].label(e.index)) for e, box in self._settled.items()]
        room = self._room.copy()
        for edge in list(marked)[:MOST_MARKED]:
            if edge not in self._settled:
                box = self._place(edge, points, room)
                shown.append((box, graph.bundles[edge.bundle].label(edge.index)))
        return tuple(shown)

    @property
    def settled(self) -> Mapping[EdgePlace, Box]:
        """The places of labels of connections that have room for all of theirs."""
        return self._settled

    def box_of(self, edge: EdgePlace, points: Sequence[Floats]) -> Box:
        """Where an edge's label is or would be."""
        return self._settled.get(edge) or self._place(edge, points, self._room.copy())

    def _place(self, edge: EdgePlace, points: Sequence[Floats], room: Room) -> Box:
        """The best place that is left, or the best of all; where it may be is found out once."""
        if edge not in self._candidates:
            lines = points[edge.bundle]
            # Of very many lines none is worth being left in sight.
            others = lines if len(lines) <= MOST_AVOIDED else lines[edge.index][None]
            self._candidates[edge] = candidates(lines[edge.index], self.size, others)
        return place(*self._candidates[edge], room)


def label_size(graph: GraphView) -> tuple[float, float]:
    """Room that every label gets: in coarse steps, so that labels stay while numbers change."""
    labels = [
        bundle.label(index)
        for bundle in graph.bundles
        if len(bundle) <= MOST_LABELLED
        for index in range(len(bundle))
    ]
    longest = max(
        (len(cell.text) + 2 * line for cells in labels for line, cell in enumerate(cells)),
        default=6,
    )
    width = next((width for most, width in WIDTHS if longest <= most), WIDTHS[-1][1])
    return width, LINE_HEIGHT * max((len(cells) for cells in labels), default=1)
