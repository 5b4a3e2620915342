"""Addresses inside a drawing: a cell of a node, or an edge; and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_gui.session.layout.layout import Box, GraphLayout, LayerPlace
from backprop_gui.ui.canvas.records import Cell, EdgeBundle, GraphView, Kind, NodeView

Floats = NDArray[np.float64]

PORT = 7.0
PICTURE_MARGIN, MOST_HIGH = 24.0, 4.0


@dataclass(frozen=True, slots=True)
class NodePlace:
    """A cell: `node` counts in `graph.nodes`, row and column inside the node."""

    node: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class EdgePlace:
    """An edge: `bundle` counts in `graph.bundles`, `index` inside the bundle."""

    bundle: int
    index: int


Place = NodePlace | EdgePlace


def cell_at(graph: GraphView, place: Place) -> Cell:
    """The cell there; of an edge, the one that can be edited."""
    if isinstance(place, NodePlace):
        return graph.nodes[place.node].reached[place.row][place.column]
    return graph.bundles[place.bundle].cells(place.index)[0]


def accessible_at(graph: GraphView, place: Place) -> str:
    """The place in words: its node or edge with all numbers."""
    if isinstance(place, NodePlace):
        return graph.nodes[place.node].accessible
    return graph.bundles[place.bundle].accessible(place.index)


def place_of(graph: GraphView, name: str) -> Place | None:
    """Where the quantity of this name is drawn, or None."""
    for number, node in enumerate(graph.nodes):
        for row, cells in enumerate(node.reached):
            for column, cell in enumerate(cells):
                if cell.name == name:
                    return NodePlace(number, row, column)
    for number, bundle in enumerate(graph.bundles):
        index = bundle.find(name)
        if index is not None:
            return EdgePlace(number, index)
    return None


def edges_beside(graph: GraphView, place: Place) -> Iterator[EdgePlace]:
    """The edges of an edge's connection, or those that enter a unit; none of a picture."""
    node = graph.nodes[place.node] if isinstance(place, NodePlace) else None
    for number, bundle in enumerate(graph.bundles):
        beside = bundle.kept & (bundle.shape is None)
        if isinstance(place, EdgePlace):
            beside &= place.bundle == number
        if node is not None:
            entered = node.kind is Kind.UNIT and node.layer == bundle.target
            beside &= (bundle.ends == node.unit) & entered
        yield from (EdgePlace(number, int(index)) for index in np.flatnonzero(beside))


def node_box(layout: GraphLayout, node: NodeView) -> Box:
    """Where a node is drawn; LookupError where its unit is folded away."""
    if node.kind is Kind.LOSS:
        return layout.loss
    place = layout.layers[node.layer]
    row = place.row_of(node.unit)
    if row is None:
        raise LookupError(f"unit {node.unit} of layer {node.layer} is not drawn")
    if node.kind is Kind.BIAS:
        return place.biases[row]
    return layout.targets[row] if node.kind is Kind.TARGET else place.boxes[row]


def cell_box(box: Box, node: NodeView, row: int, column: int) -> Box:
    """A node's rows share its height evenly, the two cells of one its width as they are set."""
    if row >= len(node.rows):  # not drawn: the whole node stands for it
        return box
    height = box.height / len(node.rows)
    share = node.setting.share if len(node.rows[row]) == 2 else 1.0
    left, width = (share, 1.0 - share) if column else (0.0, share)
    return Box(box.left + left * box.width, box.top + row * height, width * box.width, height)


def edge_points(layout: GraphLayout, bundle: EdgeBundle) -> Floats:
    """Polylines of the bundle's edges, (edges, points, 2), from right sides to left sides."""
    before, after = layout.layers[bundle.source], layout.layers[bundle.target]
    if bundle.shape is not None:
        return _pixel_lines(picture_box(layout, bundle), bundle.shape)
    origins, ends = _rows(before, bundle.origins), _rows(after, bundle.ends)
    leaving = np.array([(box.right, box.centre[1]) for box in before.boxes])[origins]
    arriving = np.array([(box.left, box.centre[1]) for box in after.boxes])[ends]
    leaving[:, 1] += _spread(ends, after, before)
    arriving[:, 1] += _spread(origins, before, after)
    return layout.route(bundle.source, bundle.target).points(leaving, arriving)


def picture_box(layout: GraphLayout, bundle: EdgeBundle) -> Box:
    """Where the picture of a connection's edges stands: between its layers, or in its lane."""
    route = layout.route(bundle.source, bundle.target)
    if route.lane is not None:
        return route.lane.extent(route)
    before, after = layout.layers[bundle.source], layout.layers[bundle.target]
    left, right = before.bounds.right + PICTURE_MARGIN, after.bounds.left - PICTURE_MARGIN
    height = min(max(before.bounds.height, after.bounds.height), MOST_HIGH * (right - left))
    middle = (before.bounds.centre[1] + after.bounds.centre[1]) / 2
    return Box(left, middle - height / 2, right - left, height)


def _pixel_lines(area: Box, shape: tuple[int, int]) -> Floats:
    """A line across each pixel, row by row."""
    rows, columns = shape
    xs = np.linspace(area.left, area.right, columns + 1)
    ys = area.top + (np.arange(rows) + 0.5) * area.height / rows
    lines = np.empty((rows, columns, 2, 2))
    lines[:, :, 0, 0], lines[:, :, 1, 0] = xs[:-1], xs[1:]
    lines[:, :, :, 1] = ys[:, None, None]
    return lines.reshape(-1, 2, 2)


def _rows(place: LayerPlace, units: NDArray[np.intp]) -> NDArray[np.intp]:
    rows = np.full(place.size + 1, -1, dtype=np.intp)
    rows[list(place.shown)] = np.arange(len(place.shown))
    return rows[units]


def _spread(rows: NDArray[np.intp], others: LayerPlace, own: LayerPlace) -> Floats:
    """Edges meet a card's side in the order of their other ends, not all in one point."""
    last = max(len(others.boxes) - 1, 1)
    reach = min(PORT * last, 0.4 * own.boxes[0].height) if len(others.boxes) > 1 else 0.0
    return np.asarray((rows / last - 0.5) * reach)
