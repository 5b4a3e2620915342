"""What stands around the graph: headings of layers, stems of biases, ways to the loss, folds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from backprop_gui.session.layout.layout import PILL_DISTANCE, Box
from backprop_gui.ui.canvas.items.card import READABLE, rect
from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.items.swing import swing
from backprop_gui.ui.canvas.items.symbols import number_font, text_width
from backprop_gui.ui.canvas.places import node_box, picture_box
from backprop_gui.ui.canvas.records import Flow, GraphView, Heading, Kind
from backprop_gui.ui.look.theme import Theme

HEADING_SPACE, RIBBON_SPACE = 62.0, 52.0
HEADING, NOTE = 13.0, 12.0
CURVE = 20.0
WIDEST_TITLE = 280.0


class FrameItem(Item):
    """Paints all that is no quantity; behind everything else."""

    def __init__(self, graph: GraphView, theme: Theme) -> None:
        super().__init__()
        self._graph, self._theme = graph, theme
        self.setZValue(-1)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_graph(self, graph: GraphView) -> None:
        """Draw another state of the same layout; painted anew only where it looks another way."""
        known, self._graph = self._graph, graph
        if _look(known) != _look(graph):
            self.update()

    def boundingRect(self) -> QRectF:
        box = self._graph.layout.bounds
        around = QRectF(box.left, box.top, box.width, box.height).adjusted(
            -10, -HEADING_SPACE - 6, 10, RIBBON_SPACE
        )
        first, last = self.heading_rect(0), self.heading_rect(len(self._graph.layout.layers) - 1)
        return around.united(first).united(last)

    def draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_stems(painter)
        self._paint_ways_to_loss(painter)
        self._paint_ways_to_pictures(painter)
        for place in self._graph.layout.layers:
            if place.fold is not None:
                self._paint_fold(painter, place.fold, place.hidden)
            if place.closer is not None:
                self._paint_closer(painter, place.closer, place.size)
        if painter.worldTransform().m11() >= READABLE:
            for place, heading in zip(
                self._graph.layout.layers, self._graph.headings, strict=False
            ):
                self._paint_heading(painter, place.boxes[0].centre[0], heading)
            self._paint_names(painter)
            self._paint_ribbon(painter)

    def heading_rect(self, layer: int) -> QRectF:
        """Where the heading of a layer stands; empty where it has none."""
        if layer >= len(self._graph.headings):
            return QRectF()
        heading, place = self._graph.headings[layer], self._graph.layout.layers[layer]
        note = text_width(heading.note, NOTE) + (CURVE + 6 if heading.curve else 0.0)
        half = max(text_width(_title(heading), HEADING, True), note) / 2 + 6
        top = self._graph.layout.bounds.top - HEADING_SPACE
        return QRectF(place.boxes[0].centre[0] - half, top - 4, 2 * half, HEADING + CURVE + 14)

    def _thin_pen(self) -> QPen:
        return QPen(QColor(self._theme.edge), 1.3)

    def _paint_stems(self, painter: QPainter) -> None:
        painter.setPen(self._thin_pen())
        for node in self._graph.nodes:
            if node.kind is Kind.BIAS:
                bias = node_box(self._graph.layout, node)
                start = QPointF(bias.centre[0], bias.bottom)
                painter.drawLine(start, start + QPointF(0.0, PILL_DISTANCE))

    def _paint_ways_to_loss(self, painter: QPainter) -> None:
        layout = self._graph.layout
        end = QPointF(layout.loss.left, layout.loss.centre[1])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in layout.layers[-1].boxes + layout.targets:
            pen = self._thin_pen()
            if box in layout.targets:
                pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawPath(swing(QPointF(box.right, box.centre[1]), end))

    def _paint_ways_to_pictures(self, painter: QPainter) -> None:
        """A skip connection's picture stands in its lane, apart from its layers."""
        layout = self._graph.layout
        painter.setPen(self._thin_pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for bundle in self._graph.bundles:
            if bundle.shape is not None and bundle.target > bundle.source + 1:
                before, after = layout.layers[bundle.source], layout.layers[bundle.target]
                area = rect(picture_box(layout, bundle))
                left = QPointF(area.left(), area.center().y())
                right = QPointF(area.right(), left.y())
                start = QPointF(before.bounds.right, before.bounds.centre[1])
                end = QPointF(after.bounds.left, after.bounds.centre[1])
                painter.drawPath(swing(start, left))
                painter.drawPath(swing(right, end))

    def _paint_fold(self, painter: QPainter, box: Box, hidden: int) -> None:
        x, y = box.centre
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        for offset in (-9.0, 0.0, 9.0):
            painter.drawEllipse(QPointF(x, y - 7 + offset), 2.2, 2.2)
        painter.setPen(QColor(self._theme.muted))
        self._paint_centred(painter, x, y + 24, f"{hidden} more", NOTE, False)

    def _paint_closer(self, painter: QPainter, box: Box, size: int) -> None:
        """A click here folds the layer again."""
        around = QRectF(box.left, box.top, box.width, box.height)
        painter.setPen(QPen(QColor(self._theme.border), 1.01))
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(around, box.height / 2, box.height / 2)
        painter.setPen(QColor(self._theme.muted))
        baseline = box.centre[1] + NOTE * 0.36
        self._paint_centred(painter, box.centre[0], baseline, f"⋮ fold {size}", NOTE, False)

    def _paint_names(self, painter: QPainter) -> None:
        """Below the units that have one, beside an output's target."""
        layout = self._graph.layout
        font = number_font(NOTE, False)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        for node in self._graph.nodes:
            if node.name:
                box = node_box(layout, node)
                beside = node.layer == len(layout.layers) - 1 and bool(layout.targets)
                room = box.width * (0.5 if beside else 1.0) + (0.0 if node.layer else 60.0)
                text = QFontMetricsF(font).elidedText(node.name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QPointF(box.left + 2, box.bottom + NOTE + 2), text)

    def _paint_heading(self, painter: QPainter, x: float, heading: Heading) -> None:
        y = self._graph.layout.bounds.top - HEADING_SPACE
        painter.setPen(QColor(self._theme.text))
        self._paint_centred(painter, x, y + HEADING, _title(heading), HEADING, True)
        painter.setPen(QColor(self._theme.muted))
        width = text_width(heading.note, NOTE)
        shift = (CURVE + 6) / 2 if heading.curve else 0.0
        self._paint_centred(painter, x + shift, y + HEADING + 20, heading.note, NOTE, False)
        if heading.curve:
            self._paint_curve(painter, x + shift - width / 2 - CURVE - 6, y + HEADING + 5, heading)

    def _paint_curve(self, painter: QPainter, left: float, top: float, heading: Heading) -> None:
        frame = QRectF(left, top, CURVE, CURVE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.grid), 1.01))
        painter.drawRoundedRect(frame, 4, 4)
        inside = frame.adjusted(3, 4, -3, -4)
        points = [
            QPointF(inside.left() + x * inside.width(), inside.bottom() - y * inside.height())
            for x, y in heading.curve
        ]
        painter.setPen(QPen(QColor(self._theme.accent), 1.6))
        painter.drawPolyline(QPolygonF(points))

    def _paint_centred(
        self, painter: QPainter, x: float, baseline: float, text: str, size: float, bold: bool
    ) -> None:
        painter.setFont(number_font(size, bold))
        painter.drawText(QPointF(x - text_width(text, size, bold) / 2, baseline), text)

    def _paint_ribbon(self, painter: QPainter) -> None:
        """A long arrow below the graph: the way that numbers travel in this phase."""
        box = self._graph.layout.bounds
        y = box.bottom + RIBBON_SPACE - 14
        backward = self._graph.flow is Flow.BACKWARD
        colour = QColor(self._theme.current if backward else self._theme.accent)
        painter.setPen(QPen(colour, 1.6))
        middle = box.centre[0]
        self._paint_centred(painter, middle, y + NOTE * 0.36, self._graph.phase, NOTE, True)
        if self._graph.flow is not Flow.NONE:
            self._paint_arrow(painter, y, colour, forward=not backward)

    def _paint_arrow(self, painter: QPainter, y: float, colour: QColor, *, forward: bool) -> None:
        """Left and right of the phase's name."""
        box = self._graph.layout.bounds
        half = text_width(self._graph.phase, NOTE, True) / 2 + 10
        middle = box.centre[0]
        painter.drawLine(QPointF(box.left, y), QPointF(middle - half, y))
        painter.drawLine(QPointF(middle + half, y), QPointF(box.right, y))
        tip, back = (box.right, -10.0) if forward else (box.left, 10.0)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(tip + back, y - 5), QPointF(tip + back, y + 5)])
        )


def _title(heading: Heading) -> str:
    """As much of it as has room between its neighbours."""
    font = number_font(HEADING, True)
    elide = Qt.TextElideMode.ElideRight
    return QFontMetricsF(font).elidedText(heading.title, elide, WIDEST_TITLE)


def _look(graph: GraphView) -> tuple[object, ...]:
    """All that is painted here and may change within a layout."""
    return graph.flow, graph.phase, graph.headings, [(n.kind, n.name) for n in graph.nodes]
