"""The network as a graph, with the numbers of its first iteration where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np

from backprop_gui.engine.network import Connection, Network
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.report.figures import edge_labels, svg
from backprop_gui.report.records import Content
from backprop_gui.session.document import labels
from backprop_gui.session.document.labels import Labels
from backprop_gui.session.layout.layout import (
    Box,
    CardSizes,
    GraphLayout,
    LayerPlace,
    LayoutOptions,
    lay_out,
)

MOST_UNITS = 6
_MOST_NUMBERS = 16
_WIDEST = 3.2
NOT_FINITE = "9 3 2 3"
# For the names of layers, of inputs, and of units before their activation.
_ROOM_ABOVE, _ROOM_BELOW, _ROOM_INSIDE = 230.0, 120.0, 84.0
Values = Mapping[Quantity, float]


def network_figure(report: Content, writing: Writing) -> str:
    """The network of a report, with the numbers of its first iteration."""
    session = report.session
    return network_drawing(session.network, report.drawn, writing, session.document.labels)


def network_drawing(network: Network, values: Values, writing: Writing, names: Labels = ()) -> str:
    """Units with their outputs, edges by sign and size of their weights, the target, the loss.

    `names` are what layers and units are called.
    """
    shown = replace(writing, digits=min(writing.digits, 5))
    return _Drawing(network, values, shown, names).written()


@dataclass(frozen=True)
class _Edge:
    """One edge as a line, and its number."""

    points: list[tuple[float, float]]
    drawn: str
    number: str = ""


class _Drawing:
    def __init__(self, network: Network, values: Values, writing: Writing, names: Labels) -> None:
        self._network = network
        self._values = values
        self._writing = writing
        self._names = names
        biased = frozenset(n for n, e in enumerate(network.layers, start=1) if any(e.biases))
        pairs = tuple((c.source, c.target) for c in network.connections)
        options = LayoutOptions(MOST_UNITS, biased=biased, cards=self._cards(network.sizes))
        self._layout: GraphLayout = lay_out(network.sizes, pairs, options)
        weights = [abs(v) for q, v in values.items() if q.kind == "w" and np.isfinite(v)]
        self._strongest = max(weights, default=1.0) or 1.0

    def written(self) -> str:
        bounds = self._layout.bounds
        view = Box(bounds.left - 14, bounds.top - 30, bounds.width + 28, bounds.height + 50)
        edges = [edge for c in self._network.connections for edge in self._edges(c)]
        parts = [*(edge.drawn for edge in edges), *self._to_loss(), *self._numbers_of(edges)]
        for place in self._layout.layers:
            parts += self._layer(place)
        parts += (*self._targets(), *self._loss())
        sizes = ", ".join(map(str, self._network.sizes))
        words = (
            f"The network drawn as a graph: layers of {sizes} units from left to right, "
            f"{len(self._network.connections)} connections."
        )
        return svg.drawing(view, parts, words)

    def _edges(self, connection: Connection) -> Iterator[_Edge]:
        route = self._layout.route(connection.source, connection.target)
        sources, targets = (self._layout.layers[n] for n in (route.source, route.target))
        ends = [(i, j) for i in sources.shown for j in targets.shown]
        starts = np.array([_right(self._layout.unit(route.source, i)) for i, _ in ends])
        stops = np.array([_left(self._layout.unit(route.target, j)) for _, j in ends])
        present = self._network.present(connection)
        numbered = len(ends) <= _MOST_NUMBERS
        for (i, j), points in zip(ends, route.points(starts, stops).tolist(), strict=True):
            if not present[i - 1, j - 1]:
                yield _Edge(points, svg.path(points, "grid", 1.0, "3 4"))
                continue
            value = self._values.get(connection.weights.at(i, j))
            number = self._plain(value) if numbered and value is not None else ""
            yield _Edge(points, self._edge(points, value), number)

    def _edge(self, points: list[tuple[float, float]], value: float | None) -> str:
        if value is None:
            return svg.path(points, "line", 1.0)
        if not np.isfinite(value):
            return svg.path(points, "ink", _WIDEST, NOT_FINITE)
        share = abs(value) / self._strongest
        kind = "negative" if value < 0 else "positive" if value > 0 else "line"
        return svg.path(points, kind, 0.6 + (_WIDEST - 0.6) * share)

    def _numbers_of(self, edges: Sequence[_Edge]) -> Iterator[str]:
        """Each edge's number on its edge; none where there is no room."""
        taken = [box for place in self._layout.layers for box in (*place.boxes, *place.biases)]
        lines = [np.array(edge.points) for edge in edges]
        widths = [7.2 * len(edge.number) + 6 if edge.number else 0.0 for edge in edges]
        for edge, place in zip(edges, edge_labels.places(lines, widths, taken), strict=True):
            if place is not None:
                x, y = place.centre
                yield svg.box(place, 4, "panel", "panel")
                yield svg.text((x, y + 4.5), edge.number, 13)

    def _layer(self, place: LayerPlace) -> Iterator[str]:
        top = place.bounds.top - 10
        last = len(self._layout.layers) - 1
        name = "inputs" if place.layer == 0 else f"layer {place.layer}"
        name = "output" if place.layer == last else name
        if called := labels.of(self._names, place.layer):
            name += f" · {called}"
        named = escape(_fitting(name, _ROOM_ABOVE, 13))
        yield svg.text((place.boxes[0].centre[0], top), named, 13, kind="muted")
        for unit, where in zip(place.shown, place.boxes, strict=True):
            yield from self._unit(Quantity("x", (place.layer, unit)), where)
        for unit, where in zip(place.shown, place.biases, strict=False):
            if self._network.layers[place.layer - 1].biases[unit - 1]:
                yield svg.box(where, 8, "panel", "line")
                yield self._equation(Quantity("b", (place.layer, unit)), where, 13)
        if place.fold is not None:
            x, y = place.fold.centre
            yield svg.text((x, y + 5), f"… {place.hidden} more units", 14, kind="muted")

    def _unit(self, name: Quantity, where: Box) -> Iterator[str]:
        layer, unit = name.indices
        yield svg.box(where, 10 if layer else 6)
        called, (x, y) = labels.of(self._names, layer, unit), where.centre
        if layer == 0:
            yield self._equation(name, where, 14)
            if called:
                below = escape(_fitting(called, _ROOM_BELOW, 12))
                yield svg.text((where.left, where.bottom + 14), below, 12, "start", "muted")
            return
        title = self._network.layers[layer - 1].phi.entry.title
        title = f"{_fitting(called, _ROOM_INSIDE, 12)} · {title}" if called else title
        yield svg.text((x, where.top + 18), escape(title), 12, kind="muted")
        yield self._equation(name, Box(where.left, y - 8, where.width, 30), 16)

    def _targets(self) -> Iterator[str]:
        outputs = self._layout.layers[-1].shown
        for unit, where in zip(outputs, self._layout.targets, strict=True):
            yield svg.box(where, 8, "panel", "line")
            yield self._equation(Quantity("y", (unit,)), where, 13)

    def _loss(self) -> Iterator[str]:
        where = self._layout.loss
        yield svg.box(where, 4)
        yield svg.text((where.centre[0], where.top + 20), "loss", 12, kind="muted")
        lower = Box(where.left, where.top + 22, where.width, 30)
        yield self._equation(Quantity("loss"), lower, 15)

    def _to_loss(self) -> Iterator[str]:
        for where in self._layout.layers[-1].boxes:
            yield svg.path((_right(where), _left(self._layout.loss)), "line", 1.0)

    def _equation(self, name: Quantity, where: Box, size: float) -> str:
        x, y = where.centre
        value = self._values.get(name)
        number = "" if value is None else f" = {self._plain(value)}"
        fitting = min(size, (where.width - 8) / (0.5 * len(number) + self._widths(name)))
        return svg.text(
            (x, y + fitting / 3), svg.label(name, self._writing.notation) + number, fitting
        )

    def _cards(self, sizes: Sequence[int]) -> CardSizes:
        """Inputs and targets get the room that their names and a short number need."""
        usual, names = CardSizes(), (Quantity("x", (0, sizes[0])), Quantity("y", (sizes[-1],)))
        need = 8 + 11 * (max(map(self._widths, names)) + 3.5)
        return replace(
            usual,
            input=(max(usual.input[0], need), usual.input[1]),
            target=(max(usual.target[0], need), usual.target[1]),
        )

    def _widths(self, name: Quantity) -> float:
        """Of a label, in parts of its size: about three letters, or each letter of code."""
        symbol = self._writing.notation.symbol(name)
        return 0.6 * len(symbol.spelled) if symbol.code else 1.4

    def _plain(self, value: float) -> str:
        return plain(value, self._writing)


def _fitting(text: str, room: float, size: float) -> str:
    """As much of a text as has room; a letter is about half as wide as high."""
    most = int(room / (0.5 * size))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _right(where: Box | None) -> tuple[float, float]:
    assert where is not None
    return where.right, where.centre[1]


def _left(where: Box | None) -> tuple[float, float]:
    assert where is not None
    return where.left, where.centre[1]
