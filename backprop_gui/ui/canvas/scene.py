"""The drawing: items made once a layout, given new records whenever the session has moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.card import rect
from backprop_gui.ui.canvas.items.edge_item import EdgeItem
from backprop_gui.ui.canvas.items.frame_item import FrameItem
from backprop_gui.ui.canvas.items.heat_item import HeatItem
from backprop_gui.ui.canvas.items.label_item import LabelItem
from backprop_gui.ui.canvas.items.lock_mark import LOCK
from backprop_gui.ui.canvas.items.locking import Locked, lock_boxes
from backprop_gui.ui.canvas.items.mark_item import MarkItem
from backprop_gui.ui.canvas.items.node_item import NodeItem
from backprop_gui.ui.canvas.items.plus_item import PlusItem
from backprop_gui.ui.canvas.items.pluses import Plus
from backprop_gui.ui.canvas.items.stop_mark import STOP, Stops
from backprop_gui.ui.canvas.labels.plan import LabelPlan, label_size
from backprop_gui.ui.canvas.places import (
    EdgePlace,
    NodePlace,
    Place,
    cell_at,
    cell_box,
    edge_points,
    node_box,
    place_of,
)
from backprop_gui.ui.canvas.records import GraphView, Kind, Role
from backprop_gui.ui.canvas.selection import Selection
from backprop_gui.ui.look.theme import Theme

# Values count as resting when they have not changed for so many milliseconds.
REST = 120


class CanvasScene(QGraphicsScene):
    """Draws a `GraphView`; keeps what is selected and what is under the pointer."""

    selected = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._graph: GraphView | None = None
        self._nodes: list[NodeItem] = []
        self._edges: list[EdgeItem] = []
        self._selection = Selection()
        self._hovered: Place | None = None
        self._focused = False
        self._stops: Stops = {}
        self._is_locked: Locked | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(lambda: self._set_moving(False))
        self.setBackgroundBrush(QColor(theme.window))

    @property
    def graph(self) -> GraphView | None:
        return self._graph

    @property
    def selection(self) -> Place | None:
        """The primary place."""
        return self._selection.primary

    @property
    def chosen(self) -> Selection:
        """All that is selected."""
        return self._selection

    @property
    def selected_names(self) -> tuple[str, ...]:
        """The name of every selected cell, of an edge its weight; the primary one last."""
        return tuple(self._name_at(place) for place in self.chosen.kept)

    def _name_at(self, place: Place | None) -> str:
        graph = self._graph
        return "" if graph is None or place is None else cell_at(graph, place).name

    @property
    def edge_items(self) -> tuple[EdgeItem, ...]:
        """One a connection."""
        return tuple(self._edges)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        if theme == self._theme:
            return
        self._theme = theme
        self.setBackgroundBrush(QColor(theme.window))
        if self._graph is not None:
            self._rebuild(self._graph)

    def show_graph(self, graph: GraphView) -> bool:
        """Draw `graph`; True where its layout differs from the last one's."""
        known = self._graph
        same = known is not None and _same_structure(known, graph)
        if same:
            self._renew(graph)
        else:
            self._rebuild(graph)
        return not same

    def _rebuild(self, graph: GraphView) -> None:
        kept = self._kept_selection(graph)
        self.clear()
        self._graph, self._hovered, self._selection = graph, None, kept
        layout = graph.layout
        self._frame = FrameItem(graph, self._theme)
        self._edges = [
            (EdgeItem if bundle.shape is None else HeatItem)(
                bundle, edge_points(layout, bundle), graph.scale, self._theme
            )
            for bundle in graph.bundles
        ]
        self._nodes = [NodeItem(n, node_box(layout, n), self._theme) for n in graph.nodes]
        self._labels = LabelItem(self._theme)
        self._plan: LabelPlan | None = None
        self._plans: dict[tuple[tuple[float, float], tuple[bytes, ...]], LabelPlan] = {}
        self._dots, self._locks, self._plus = MarkItem(STOP), MarkItem(LOCK), PlusItem()
        marks = self._dots, self._locks, self._plus
        for item in (self._frame, *self._edges, self._labels, *self._nodes, *marks):
            self.addItem(item)
        around = self._frame.boundingRect()
        self.setSceneRect(around.adjusted(-2000, -2000, 2000, 2000))
        self._renew_edges(graph)
        self._mark()

    def _kept_selection(self, graph: GraphView) -> Selection:
        """The same quantities in another layout, as far as they are drawn there."""
        found = [place_of(graph, self._name_at(place)) for place in self.chosen.places]
        loose = self.chosen.loose and found[-1] is not None
        return replace(Selection.of(place for place in found if place is not None), loose=loose)

    def _renew(self, graph: GraphView) -> None:
        self._graph = graph
        self._frame.show_graph(graph)
        for item, node in zip(self._nodes, graph.nodes, strict=True):
            item.show_node(node)
        self._set_moving(True)
        self._rest.start()
        self._renew_edges(graph)
        self._mark()

    def _renew_edges(self, graph: GraphView) -> None:
        for item, bundle in zip(self._edges, graph.bundles, strict=True):
            item.show_edges(bundle, graph.scale, graph.flow)
        self._plan = self._plan_of(graph)

    def _plan_of(self, graph: GraphView) -> LabelPlan:
        """Places take long to find; the same sizes come again in every iteration."""
        size, kept = label_size(graph), tuple(bundle.kept.tobytes() for bundle in graph.bundles)
        if (size, kept) not in self._plans:
            plan = LabelPlan(graph.layout, size)
            plan.settle(graph.bundles, [item.points for item in self._edges])
            self._plans = {known: p for known, p in self._plans.items() if known[1] == kept}
            self._plans[size, kept] = plan
        return self._plans[size, kept]

    def _set_moving(self, moving: bool) -> None:
        for item in self._edges:
            item.set_moving(moving)

    def frame_box(self) -> Box | None:
        """Everything that is drawn, headings included."""
        if self._graph is None:
            return None
        rect = self._frame.boundingRect()
        return Box(rect.left(), rect.top(), rect.width(), rect.height())

    def place_at(self, x: float, y: float, within: float) -> Place | None:
        """The cell or edge at a point: cells first, then labels, then edges `within` a distance."""
        for number, node in enumerate(self._nodes):
            cell = node.cell_at(x, y)
            if cell is not None:
                return NodePlace(number, *cell)
        labels = {} if self._plan is None else self._plan.settled
        for edge, box in labels.items():
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                return edge
        for number, item in enumerate(self._edges):
            index = item.edge_at(x, y, within)
            if index is not None:
                return EdgePlace(number, index)
        return None

    def places_in(self, around: QRectF) -> tuple[Place, ...]:
        """The nodes that a rectangle touches, by their main cells; where there are none, edges."""
        nodes = [n for n, item in enumerate(self._nodes) if around.intersects(rect(item.box))]
        if nodes:
            return tuple(NodePlace(number) for number in nodes)
        box = Box(around.left(), around.top(), around.width(), around.height())
        return tuple(
            EdgePlace(number, index)
            for number, item in enumerate(self._edges)
            for index in item.edges_in(box)
        )

    def box_of(self, place: Place) -> Box:
        """Where a cell, or the label of an edge, is drawn."""
        assert self._graph is not None
        if isinstance(place, NodePlace):
            item = self._nodes[place.node]
            return cell_box(item.box, item.node, place.row, place.column)
        assert self._plan is not None
        return self._plan.box_of(place, [item.points for item in self._edges])

    def select(self, place: Place | None) -> None:
        """Select a cell or an edge alone, or nothing."""
        self.choose(Selection.only(place))

    def choose(self, selection: Selection) -> None:
        """Select these; `selected` carries the name of the primary one, "" for nothing."""
        if selection != self._selection:
            self._selection = selection
            self._mark()
            self.tell()

    def tell(self) -> None:
        """Send what is selected, also where it has been before."""
        self.selected.emit(self._name_at(self.selection))

    def hover(self, place: Place | None) -> None:
        """Bring out what is under the pointer."""
        if place != self._hovered:
            self._hovered = place
            self._mark()

    def units_of(self, layer: int | None = None) -> tuple[NodePlace, ...]:
        """The units that are drawn of a layer, or of all, by their main cells."""
        return tuple(
            NodePlace(number)
            for number, node in enumerate(self._graph.nodes if self._graph else ())
            if node.kind in (Kind.INPUT, Kind.UNIT) and layer in (None, node.layer)
        )

    def heading_at(self, x: float, y: float) -> int | None:
        """The layer whose heading stands at a point."""
        for place in self._graph.layout.layers if self._graph else ():
            if self._frame.heading_rect(place.layer).contains(x, y):
                return place.layer
        return None

    def below_heading(self, layer: int) -> tuple[float, float]:
        """Where a menu about a layer opens."""
        around = self._frame.heading_rect(layer)
        return around.center().x(), around.bottom()

    def show_plus(self, plus: Plus | None, hot: bool = False) -> None:
        """Show where a layer or unit can be added, `hot` under the pointer; None: nowhere."""
        if self._graph is not None:
            self._plus.show_plus(plus, hot)

    @property
    def plus_tip(self) -> str:
        """What a click on the plus in sight would do; "" where none is."""
        plus = self._plus.plus if self._graph is not None else None
        return "" if plus is None else self.tr(plus.adds.value)

    def node_box(self, place: NodePlace) -> Box:
        """Where a whole node is drawn."""
        return self._nodes[place.node].box

    def set_focused(self, focused: bool) -> None:
        """Whether the canvas has the keyboard: its selection is then outlined more strongly."""
        self._focused = focused
        self._mark()

    def _mark(self) -> None:
        self._mark_nodes()
        glows = [list[tuple[int, str]]() for _ in self._edges]
        for edge, colour in self._marked_edges():
            glows[edge.bundle].append((edge.index, colour))
        busy = self._busy()
        for item, glow in zip(self._edges, glows, strict=True):
            item.mark(tuple(glow), calm=busy)
        if self._graph is not None and self._plan is not None:
            points = [item.points for item in self._edges]
            marked = [edge for edge, _ in self._marked_edges()]
            self._labels.show_labels(self._plan.labels(self._graph, points, marked))
        self._mark_stops()
        self._mark_locks()

    def show_stops(self, stops: Stops) -> None:
        """Mark the quantities that have a breakpoint."""
        if stops != self._stops:
            self._stops = stops
            self._mark_stops()

    def _mark_stops(self) -> None:
        graph = self._graph
        if graph is not None:
            placed = ((place_of(graph, name), on) for name, on in self._stops.items())
            self._dots.show_boxes(tuple((self.box_of(p), on) for p, on in placed if p is not None))

    def show_locks(self, is_locked: Locked | None) -> None:
        """Mark the units, biases and edges of which this is true; None: none."""
        if is_locked is not self._is_locked:
            self._is_locked = is_locked
            self._mark_locks()

    def is_locked(self, place: Place) -> bool:
        """Whether a cell or edge is marked with a lock."""
        if self._is_locked is None or self._graph is None:
            return False
        return self._is_locked(cell_at(self._graph, place).name)

    def _mark_locks(self) -> None:
        if self._graph is None:
            return
        found: Iterator[Box] = iter(())
        if self._is_locked is not None and self._plan is not None:
            found = lock_boxes(self._nodes, self._edges, self._plan.settled, self._is_locked)
        self._locks.show_boxes(tuple((box, True) for box in found))

    def _mark_nodes(self) -> None:
        """The primary cell is outlined, of others the whole node."""
        primary = self._selection.primary
        others = {p.node for p in self._selection.others if isinstance(p, NodePlace)}
        for number, node in enumerate(self._nodes):
            chosen = primary if isinstance(primary, NodePlace) and primary.node == number else None
            cell = None if chosen is None else (chosen.row, chosen.column)
            node.select_cell(cell, self._focused, number in others, self._selection.loose)

    def _busy(self) -> bool:
        """Whether an element has just been computed: what has no part in it stands back."""
        graph, rest = self._graph, Role.REST
        if graph is None:
            return False
        if any(b.current.any() or b.sources.any() for b in graph.bundles):
            return True
        rows = (row for node in graph.nodes for row in (*node.rows, node.others))
        return any(cell.role is not rest for row in rows for cell in row)

    def _marked_edges(self) -> Iterator[tuple[EdgePlace, str]]:
        """Edges to bring out with their colours, the most important first."""
        for place in reversed(self._selection.places):
            if isinstance(place, EdgePlace):
                walked_to = self._selection.loose and place == self.selection
                yield place, self._theme.muted if walked_to else self._theme.accent
        if isinstance(self._hovered, EdgePlace):
            yield self._hovered, self._theme.muted
        for number, bundle in enumerate(self._graph.bundles if self._graph else ()):
            for index in np.flatnonzero(bundle.current):
                yield EdgePlace(number, int(index)), self._theme.current
            for index in np.flatnonzero(bundle.sources & ~bundle.current):
                yield EdgePlace(number, int(index)), self._theme.source_outline


def _same_structure(known: GraphView, graph: GraphView) -> bool:
    """Items can be kept: the same places, and in them the same nodes and edges."""
    return (
        known.layout == graph.layout
        and [(n.kind, n.layer, n.unit) for n in known.nodes]
        == [(n.kind, n.layer, n.unit) for n in graph.nodes]
        and all(
            np.array_equal(a.origins, b.origins) and np.array_equal(a.ends, b.ends)
            for a, b in zip(known.bundles, graph.bundles, strict=True)
        )
    )
