"""A session at a glance: its network as dots and lines, and how its losses went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.network import Connection, Network
from backprop_gui.engine.operations.gradient import gradient_name
from backprop_gui.formula.vectorising import Array
from backprop_gui.report.figures import svg
from backprop_gui.session.commands.inspecting import VALIDATION
from backprop_gui.session.layout.layout import Box
from backprop_gui.session.session import Session

SIZE = Box(0, 0, 264, 112)
MOST_UNITS = 6
_WITH_CURVES, _CURVES = Box(8, 8, 140, 96), Box(172, 14, 84, 80)
_ALONE = Box(16, 8, 232, 96)
_LARGEST, _PITCH = 8.0, 24.0
_WIDEST, _FAINT = 2.6, 0.02
_STEPS = np.linspace(0.0, 1.0, 13)
_PENS = (("positive", ""), ("negative", "4 2"), ("ink", "2 2"), ("muted", "1 2"))
_FEWEST, _MOST_POINTS = 5, 160
# Losses that differ by more than this are drawn as if they did not.
_DECADES = 6.0
Point = tuple[float, float]


def session_sketch(session: Session, gradients: bool = False) -> str:
    """An SVG drawing: edges by weight, or by the gradients of this iteration.

    Beside the network, on a logarithmic axis, the loss once some iterations are finished, and the
    validation loss or that of other branches.
    """
    network = session.network
    names = {c: gradient_name(c.weights) if gradients else c.weights for c in network.connections}
    values = {c: np.asarray(session.value(name)) for c, name in names.items()}
    losses = [loss for loss in _losses(session) if np.isfinite(loss).sum() >= _FEWEST]
    graph = _Graph(network, values, _WITH_CURVES if losses else _ALONE)
    parts = [*graph.edges(), *graph.units(), *_curves(losses)]
    sizes = ", ".join(map(str, network.sizes))
    beside = ", beside it the loss across iterations" if losses else ""
    return svg.drawing(SIZE, parts, f"A network of layers of {sizes} units{beside}.")


@dataclass(frozen=True)
class _Graph:
    network: Network
    values: dict[Connection, Array]
    area: Box

    def edges(self) -> Iterator[str]:
        """The strongest lie on top."""
        strongest = max((_largest(v) for v in self.values.values()), default=0.0) or 1.0
        drawn = [
            edge for c, values in self.values.items() for edge in self._of(c, values / strongest)
        ]
        yield from (path for _, path in sorted(drawn, key=lambda edge: edge[0]))

    def _of(self, connection: Connection, shares: Array) -> Iterator[tuple[float, str]]:
        sources, targets = (self._column(n) for n in (connection.source, connection.target))
        present = self.network.present(connection)
        for i, start in sources.items():
            for j, end in targets.items():
                points = self._way(connection, start, end)
                if present[i, j]:
                    yield _edge(points, float(shares[i, j]))
                else:
                    yield -1.0, svg.path(points, "grid", 1.0, "2 2")

    def _way(self, connection: Connection, start: Point, end: Point) -> list[Point]:
        """Straight to the next layer; a skip connection goes over those between."""
        if connection.target == connection.source + 1:
            return [start, end]
        summit = self.area.top - 4.0
        lift = (1 - (2 * _STEPS - 1) ** 2) * (1 - (connection.source + 1) / 100)
        x = start[0] + _STEPS * (end[0] - start[0])
        y = start[1] + _STEPS * (end[1] - start[1])
        return list(zip(x.tolist(), (y + lift * (summit - y)).tolist(), strict=True))

    def units(self) -> Iterator[str]:
        """Inputs are squares; "⋮" stands for what a large layer has more."""
        for layer in range(self.network.depth + 1):
            column = self._column(layer)
            for x, y in column.values():
                if layer:
                    yield svg.circle((x, y), self._radius)
                else:
                    r = 0.85 * self._radius
                    yield svg.box(Box(x - r, y - r, 2 * r, 2 * r), 1.5)
            if len(column) < self.network.sizes[layer]:
                (x, above), (_, below) = list(column.values())[MOST_UNITS // 2 - 1 :][:2]
                yield svg.text((x, (above + below) / 2 + 4), "⋮", 12, kind="muted")

    def _column(self, layer: int) -> dict[int, Point]:
        """The places of the units drawn, by their number from 0."""
        size, depth = self.network.sizes[layer], self.network.depth
        x = self.area.left + _LARGEST + (self.area.width - 2 * _LARGEST) * layer / depth
        shown = list(range(size))
        if size > MOST_UNITS:
            half = MOST_UNITS // 2
            shown = [*range(half), *range(size - half, size)]
        rows = [n + (size > MOST_UNITS and n >= MOST_UNITS // 2) for n in range(len(shown))]
        top = self.area.centre[1] - rows[-1] * self._pitch / 2
        return {unit: (x, top + row * self._pitch) for unit, row in zip(shown, rows, strict=True)}

    @property
    def _pitch(self) -> float:
        rows = max(min(size, MOST_UNITS + 1) for size in self.network.sizes)
        return min(_PITCH, (self.area.height - 2 * _LARGEST) / max(rows - 1, 1))

    @property
    def _radius(self) -> float:
        across = self.area.width / self.network.depth
        return min(_LARGEST, 0.38 * self._pitch, 0.3 * across)


def _edge(points: Sequence[Point], share: float) -> tuple[float, str]:
    """How strong an edge is, and its drawing; broken where it is not finite."""
    if not np.isfinite(share):
        return 0.0, svg.path(points, "muted", 1.0, "3 3")
    strength = abs(share)
    if strength < _FAINT:
        return strength, svg.path(points, "line", 0.6)
    kind = "negative" if share < 0 else "positive"
    return strength, svg.path(points, kind, 0.6 + (_WIDEST - 0.6) * strength)


def _largest(values: Array) -> float:
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max(initial=0.0))


def _losses(session: Session) -> list[Array]:
    """Of the current branch first; the validation loss, or else those of the other branches."""
    own = session.history("loss")
    if session.document.validation and len(own):
        return [own, session.history(VALIDATION)]
    others = (branch.name for branch in session.branches if not branch.current)
    return [own, *(session.history("loss", name) for name in others)]


def _curves(losses: Sequence[Array]) -> Iterator[str]:
    if not losses:
        return
    corner = (_CURVES.left, _CURVES.bottom)
    yield svg.line((_CURVES.left, _CURVES.top), corner, "muted")
    yield svg.line(corner, (_CURVES.right, _CURVES.bottom), "muted")
    heights = [np.log10(np.where((loss > 0) & np.isfinite(loss), loss, np.nan)) for loss in losses]
    finite = np.concatenate([h[np.isfinite(h)] for h in heights])
    high = float(finite.max(initial=0.0))
    low = max(float(finite.min(initial=high)), high - _DECADES)
    last = max(map(len, losses)) - 1
    for (kind, dash), height in reversed(list(zip(_PENS, heights, strict=False))):
        if points := _points(height, low, high, last):
            yield svg.path(points, kind, 1.6, dash)


def _points(height: Array, low: float, high: float, last: int) -> list[Point]:
    """Where the values that are there, and not below the axis, stand."""
    shown = np.flatnonzero(height >= low)
    shown = shown[:: -(-len(shown) // _MOST_POINTS) or 1]
    x = _CURVES.left + shown / max(last, 1) * _CURVES.width
    y = _CURVES.bottom - (height[shown] - low) / ((high - low) or 1.0) * _CURVES.height
    return list(zip(x.tolist(), y.tolist(), strict=True))
