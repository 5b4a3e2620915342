"""Walking the graph with the arrow keys: cell to cell, and along edges from layer to layer."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import numpy as np

from backprop_gui.ui.canvas.places import EdgePlace, NodePlace, Place, node_box
from backprop_gui.ui.canvas.records import GraphView, Kind


class Direction(Enum):
    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def first(graph: GraphView) -> Place | None:
    """Where a walk begins: the first input."""
    return NodePlace(0) if graph.nodes else None


def last(graph: GraphView) -> Place | None:
    """Where it ends: the loss."""
    return NodePlace(len(graph.nodes) - 1) if graph.nodes else None


def step(graph: GraphView, place: Place, direction: Direction) -> Place:
    """The neighbour in a direction; `place` itself at the drawing's end."""
    if isinstance(place, EdgePlace):
        return _from_edge(graph, place, direction)
    across, down = direction.value
    moved = _inside(graph, place, place.row + down, place.column + across)
    if moved is not None:
        return moved
    leave: dict[Direction, Callable[[GraphView, NodePlace], Place | None]] = {
        Direction.LEFT: _incoming,
        Direction.RIGHT: _outgoing,
        Direction.UP: lambda g, p: _beside(g, p, -1),
        Direction.DOWN: lambda g, p: _beside(g, p, 1),
    }
    return leave[direction](graph, place) or place


def stride(graph: GraphView, place: Place, direction: Direction) -> Place:
    """The nearest place in a direction that is another node or an edge; at the end `place`."""
    found = step(graph, place, direction)
    while isinstance(place, NodePlace) and isinstance(found, NodePlace):
        if found.node != place.node:
            break
        following = step(graph, found, direction)
        if following == found:
            return place
        found = following
    return found


def _inside(graph: GraphView, place: NodePlace, row: int, column: int) -> NodePlace | None:
    rows = graph.nodes[place.node].reached
    if not 0 <= row < len(rows):
        return None
    if row != place.row:
        column = min(column, len(rows[row]) - 1)
    return NodePlace(place.node, row, column) if 0 <= column < len(rows[row]) else None


def _from_edge(graph: GraphView, place: EdgePlace, direction: Direction) -> Place:
    bundle = graph.bundles[place.bundle]
    if direction in (Direction.UP, Direction.DOWN):
        return _next_edge(graph, place, direction.value[1])
    if direction is Direction.LEFT:
        found = _node(graph, Kind.UNIT, bundle.source, int(bundle.origins[place.index]))
        return _last_column(graph, found) if found else place
    return _node(graph, Kind.UNIT, bundle.target, int(bundle.ends[place.index])) or place


def _next_edge(graph: GraphView, place: EdgePlace, step: int) -> EdgePlace:
    """Edge after edge of a connection, then those of the next one."""
    index, number = place.index + step, place.bundle + step
    if 0 <= index < len(graph.bundles[place.bundle]):
        return EdgePlace(place.bundle, index)
    if not 0 <= number < len(graph.bundles):
        return place
    return EdgePlace(number, 0 if step > 0 else len(graph.bundles[number]) - 1)


def _node(graph: GraphView, kind: Kind, layer: int, unit: int) -> NodePlace | None:
    kind = Kind.INPUT if kind is Kind.UNIT and layer == 0 else kind
    for number, node in enumerate(graph.nodes):
        if (node.kind, node.layer, node.unit) == (kind, layer, unit):
            return NodePlace(number)
    return None


def _last_column(graph: GraphView, place: NodePlace) -> NodePlace:
    return NodePlace(place.node, 0, len(graph.nodes[place.node].rows[0]) - 1)


def _outgoing(graph: GraphView, place: NodePlace) -> Place | None:
    """To the most level edge that leaves the unit; from a bias to its unit; else to the loss."""
    node = graph.nodes[place.node]
    if node.kind is Kind.BIAS:
        return _node(graph, Kind.UNIT, node.layer, node.unit)
    return _most_level(graph, place, outgoing=True) or (
        None if node.kind is Kind.LOSS else last(graph)
    )


def _incoming(graph: GraphView, place: NodePlace) -> Place | None:
    """To the most level edge that enters the unit; from loss and targets to an output."""
    node = graph.nodes[place.node]
    if node.kind in (Kind.LOSS, Kind.TARGET):
        unit = 1 if node.kind is Kind.LOSS else node.unit
        output = _node(graph, Kind.UNIT, len(graph.layout.layers) - 1, unit)
        return None if output is None else _last_column(graph, output)
    return None if node.kind is Kind.BIAS else _most_level(graph, place, outgoing=False)


def _most_level(graph: GraphView, place: NodePlace, *, outgoing: bool) -> EdgePlace | None:
    node = graph.nodes[place.node]
    height = node_box(graph.layout, node).centre[1]
    for number, bundle in enumerate(graph.bundles):
        near, far = bundle.source, bundle.target
        ours, theirs = bundle.origins, bundle.ends
        if not outgoing:
            near, far, ours, theirs = far, near, theirs, ours
        if near != node.layer or node.kind in (Kind.TARGET, Kind.LOSS):
            continue
        edges = np.flatnonzero(ours == node.unit)
        if len(edges):
            column = graph.layout.layers[far]
            rows = [column.row_of(int(unit)) or 0 for unit in theirs[edges]]
            away = [abs(column.boxes[row].centre[1] - height) for row in rows]
            return EdgePlace(number, int(edges[int(np.argmin(away))]))
    return None


def _beside(graph: GraphView, place: NodePlace, step: int) -> Place | None:
    """The next node of the same column: biases, units and targets in the order of their heights."""
    node = graph.nodes[place.node]
    if node.kind is Kind.LOSS:
        return None
    column = sorted(
        (node_box(graph.layout, other).top, number)
        for number, other in enumerate(graph.nodes)
        if other.layer == node.layer and other.kind is not Kind.LOSS
    )
    at = [number for _, number in column].index(place.node) + step
    if not 0 <= at < len(column):
        return None
    found = column[at][1]
    rows = graph.nodes[found].rows
    row = 0 if step > 0 else len(rows) - 1
    return NodePlace(found, row, min(place.column, len(rows[row]) - 1))
