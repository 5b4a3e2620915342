"""All edges of one connection, painted by one item in a few classes of hue and width."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.hit_testing import crossing, nearest_edge
from backprop_gui.ui.canvas.items.colours import edge_pens, glow_pen
from backprop_gui.ui.canvas.items.edge_classes import CLASSES, classify, strongest
from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.records import EdgeBundle, Flow
from backprop_gui.ui.look.theme import Theme

Floats = NDArray[np.float64]

ANTIALIASED = 300
ANTIALIASED_MOVING = 30
ARROWS = 400
MOST_CROSSES, CROSS = 200, 5.0
ARROW_LENGTH, ARROW_WIDTH = 9.0, 3.6
GLOW = 9.0
# While values change quickly, only so many of the strongest edges are drawn until they rest.
STRONGEST = 600


class EdgeItem(Item):
    """Paints one `EdgeBundle` along `points` (edges, points, 2)."""

    def __init__(self, bundle: EdgeBundle, points: Floats, scale: float, theme: Theme) -> None:
        super().__init__()
        self._points, self._theme = points, theme
        self._prepare(points)
        low, high = points.reshape(-1, 2).min(axis=0), points.reshape(-1, 2).max(axis=0)
        self._bounds = QRectF(QPointF(*low), QPointF(*high)).adjusted(-GLOW, -GLOW, GLOW, GLOW)
        self._marked: tuple[tuple[int, str], ...] = ()
        self._moving = self._calm = False
        self._flow = Flow.NONE
        self.show_edges(bundle, scale, Flow.NONE)

    def _prepare(self, points: Floats) -> None:
        self._lines = _lines(points)
        self._paths = [] if self._lines is not None else [_path(line) for line in points]

    @property
    def points(self) -> Floats:
        return self._points

    @property
    def classes(self) -> NDArray[np.intp]:
        """The class of hue and width that each edge is drawn in; `CLASSES` where it is removed."""
        return self._classes

    @property
    def bundle(self) -> EdgeBundle:
        return self._bundle

    def show_edges(self, bundle: EdgeBundle, scale: float, flow: Flow) -> None:
        """Draw other values along the same edges; `scale` gets the widest line."""
        self._bundle, self._flow = bundle, flow
        self._classes = classify(bundle.values, scale if scale > 0 else 1.0, bundle.absent)
        self._classes[~bundle.kept] = CLASSES
        self._there = np.flatnonzero(bundle.drawn)
        self.update()

    def set_moving(self, moving: bool) -> None:
        """While values change from frame to frame, many edges are painted plainly and fast."""
        if moving != self._moving:
            self._moving = moving
            self.update()

    def mark(self, marked: tuple[tuple[int, str], ...], calm: bool) -> None:
        """Lay a glow of a colour under some edges: (index, colour) each; `calm` the others."""
        calm = calm and len(self._bundle) <= ANTIALIASED
        if (marked, calm) != (self._marked, self._calm):
            self._marked, self._calm = marked, calm
            self.update()

    def edge_at(self, x: float, y: float, within: float) -> int | None:
        """The edge under a point of the scene, or None."""
        if not self._bounds.adjusted(-within, -within, within, within).contains(x, y):
            return None
        found = nearest_edge(self._points[self._there], (x, y), within)
        return None if found is None else int(self._there[found])

    def middles(self, indices: NDArray[np.intp]) -> Floats:
        """Points half way along some edges, (indices, 2)."""
        return np.asarray(self._points[indices].mean(axis=1))

    @property
    def corner(self) -> Box:
        """Where a mark of all edges together sits: at their middle."""
        x, y = self._points[self._there].mean(axis=(0, 1)).tolist()
        return Box(x, y, 0.0, 0.0)

    def edges_in(self, box: Box) -> list[int]:
        """The edges that go through a part of the scene."""
        found = self._there[crossing(self._points[self._there], box)]
        return [int(index) for index in found]

    def around(self, index: int) -> QRectF:
        """The part of the scene that an edge runs through."""
        (left, top), (right, bottom) = (
            self._points[index].min(axis=0),
            self._points[index].max(axis=0),
        )
        return QRectF(left, top, right - left, bottom - top)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def draw(self, painter: QPainter) -> None:
        zoom = round(painter.worldTransform().m11(), 2)
        few = len(self._bundle) <= (ANTIALIASED_MOVING if self._moving else ANTIALIASED)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
        pens = edge_pens(self._theme, zoom, self._calm, few)
        drawn = self._drawn()
        classes = self._classes[drawn]
        for number, pen in enumerate(pens):
            chosen = drawn[classes == number]
            if len(chosen):
                self._stroke(painter, chosen, pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not few:
            self._paint_crosses(painter, self._theme.text)
        strong = edge_pens(self._theme, zoom)
        self._paint_marked(painter, strong)
        if self._flow is not Flow.NONE:
            self._paint_arrows(painter, pens, strong)

    def _drawn(self) -> NDArray[np.intp]:
        if self._moving:
            return strongest(self._bundle.values, STRONGEST, self._bundle.absent)
        return self._there

    def _stroke(self, painter: QPainter, chosen: NDArray[np.intp], pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._lines is not None:
            painter.drawLines(self._lines[chosen].tolist())
            return
        together = QPainterPath()
        for index in chosen:
            together.addPath(self._paths[index])
        painter.drawPath(together)

    def _paint_crosses(self, painter: QPainter, colour: str) -> None:
        """On what is not finite, or on a part of it, where lines and pixels say too little."""
        strange = np.flatnonzero(self._bundle.strange)
        strange = strange[:: len(strange) // MOST_CROSSES + 1]
        pen = QPen(QColor(colour), 1.6)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for x, y in self.middles(strange):
            painter.drawLine(QPointF(x - CROSS, y - CROSS), QPointF(x + CROSS, y + CROSS))
            painter.drawLine(QPointF(x - CROSS, y + CROSS), QPointF(x + CROSS, y - CROSS))

    def _paint_marked(self, painter: QPainter, pens: tuple[QPen, ...]) -> None:
        for index, colour in self._marked:
            one = np.array([index])
            self._stroke(painter, one, glow_pen(colour, GLOW))
            self._stroke(painter, one, pens[self._classes[index]])

    def _paint_arrows(
        self, painter: QPainter, pens: tuple[QPen, ...], strong: tuple[QPen, ...]
    ) -> None:
        """Heads at the ends that numbers flow to: right in the forward phase, left in backward.

        Of many edges only those that matter now have one.
        """
        marked = {index for index, _ in self._marked}
        painter.setPen(Qt.PenStyle.NoPen)
        many = len(self._bundle) > ARROWS
        pointed = np.array(sorted(marked), dtype=np.intp) if many else self._there
        kept = pointed[self._bundle.kept[pointed]]
        for index, head in zip(kept, arrow_heads(self._points[kept], self._flow), strict=True):
            chosen = strong if index in marked else pens
            painter.setBrush(chosen[self._classes[index]].color())
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in head]))


def arrow_heads(points: Floats, flow: Flow) -> Floats:
    """Triangles (edges, 3, 2) at the ends of polylines that `flow` points to."""
    tip, before = (
        (points[:, -1], points[:, -2]) if flow is Flow.FORWARD else (points[:, 0], points[:, 1])
    )
    along = tip - before
    along = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    across = np.column_stack([-along[:, 1], along[:, 0]]) * ARROW_WIDTH
    base = tip - along * ARROW_LENGTH
    return np.stack([tip, base + across, base - across], axis=1)


def _lines(points: Floats) -> NDArray[np.object_] | None:
    """Straight edges as line objects, made once; None where edges are curved."""
    if points.shape[1] != 2:
        return None
    lines = np.empty(len(points), dtype=object)
    lines[:] = [QLineF(*ends) for ends in points.reshape(-1, 4).tolist()]
    return lines


def _path(points: Floats) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path
