"""The drawing as a screen reader hears of it: nodes and their cells, connections and their edges.

Edges count as soon as they are drawn as lines; of a heat map, those that stand out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QPolygon
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.accessible.content import Key, Told
from backprop_gui.ui.canvas.items.card import rect
from backprop_gui.ui.canvas.places import EdgePlace, NodePlace, Place, cell_at
from backprop_gui.ui.canvas.records import EdgeBundle, GraphView, State
from backprop_gui.ui.canvas.scene import CanvasScene
from backprop_gui.ui.canvas.telling.edges import Edges

_Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class WholeNode:
    """A node with all its cells; `node` counts in `graph.nodes`."""

    node: int


@dataclass(frozen=True, slots=True)
class WholeBundle:
    """A connection with its edges; `bundle` counts in `graph.bundles`."""

    bundle: int


class Canvas(Protocol):
    """What is told of; the view."""

    @property
    def canvas(self) -> CanvasScene: ...

    def mapFromScene(self, area: QRectF) -> QPolygon:
        """A part of the drawing in pixels of the viewport."""

    def viewport(self) -> QWidget: ...

    def hasFocus(self) -> bool: ...

    def spoken(self, place: Place, *, whole: bool) -> str:
        """A place in words, its `whole` node or edge or one cell."""

    def place_under(self, position: QPointF) -> Place | None: ...


class CanvasContent:
    """The tree of what is drawn."""

    def __init__(self, view: Canvas) -> None:
        self._view = view

    @property
    def focus(self) -> Key | None:
        """The primary place."""
        return self._view.canvas.selection

    @property
    def _graph(self) -> GraphView:
        graph = self._view.canvas.graph
        assert graph is not None
        return graph

    def children(self, key: Key | None) -> Sequence[Key]:
        """Nodes in the order of their columns, then connections; their cells and edges."""
        if self._view.canvas.graph is None:
            return ()
        match key:
            case None:
                nodes = map(WholeNode, range(len(self._graph.nodes)))
                return (*nodes, *map(WholeBundle, range(len(self._graph.bundles))))
            case WholeNode(node):
                rows = enumerate(self._graph.nodes[node].reached)
                return [NodePlace(node, r, c) for r, row in rows for c in range(len(row))]
            case WholeBundle(number):
                return Edges(number, self._told_edges(number))
        return ()

    def _told_edges(self, number: int) -> NDArray[np.intp]:
        """Those drawn as lines, and those brought out."""
        bundle = self._graph.bundles[number]
        told = bundle.drawn if bundle.shape is None else bundle.current | bundle.sources
        places = self._view.canvas.chosen.places
        chosen = [p.index for p in places if isinstance(p, EdgePlace) and p.bundle == number]
        return np.union1d(np.flatnonzero(told), np.array(chosen, np.intp))

    def parent(self, key: Key) -> Key | None:
        """The node or connection of a place."""
        match key:
            case NodePlace(node):
                return WholeNode(node)
            case EdgePlace(bundle):
                return WholeBundle(bundle)
        return None

    def at(self, point: QPoint) -> Key | None:
        """The cell or edge at a point of the screen."""
        inside = self._view.viewport().mapFromGlobal(point)
        return self._view.place_under(QPointF(inside))

    def told(self, key: Key) -> Told:
        """Its words, its number, and where it is drawn."""
        match key:
            case WholeNode(node):
                return self._told_node(node)
            case WholeBundle(number):
                return self._told_bundle(number)
            case NodePlace() | EdgePlace():
                return self._told_place(key)
        raise LookupError(f"{key} is not drawn")

    def _told_node(self, number: int) -> Told:
        node, box = self._graph.nodes[number], self._view.canvas.node_box(NodePlace(number))
        at = self._on_screen(rect(box))
        return Told(node.title, _Role.Grouping, at, description=node.accessible)

    def _told_bundle(self, number: int) -> Told:
        bundle = self._graph.bundles[number]
        role = _Role.Grouping if bundle.shape is None else _Role.Graphic
        item = self._view.canvas.edge_items[number]
        return Told(_title(bundle), role, self._on_screen(item.boundingRect()))

    def _told_place(self, place: Place) -> Told:
        cell = cell_at(self._graph, place)
        name = self._view.spoken(place, whole=isinstance(place, EdgePlace))
        at = self._on_screen(self._area(place))
        states = (*self._states(place, at), *(("editable",) if cell.editable else ("readOnly",)))
        absent = cell.state is State.ABSENT
        value = State.ABSENT.value if absent else cell.exact
        return Told(name, _Role.ListItem, at, value, states=states)

    def _states(self, place: Place, at: QRect) -> tuple[str, ...]:
        view = self._view
        chosen = place in view.canvas.chosen.kept
        window = view.viewport().rect().translated(view.viewport().mapToGlobal(QPoint()))
        true = {
            "focusable": True,
            "selectable": True,
            "extSelectable": True,
            "selected": chosen,
            "focused": place == view.canvas.selection and view.hasFocus(),
            "offscreen": not window.intersects(at),
        }
        return tuple(name for name, holds in true.items() if holds)

    def _area(self, place: Place) -> QRectF:
        if isinstance(place, NodePlace):
            return rect(self._view.canvas.box_of(place))
        return self._view.canvas.edge_items[place.bundle].around(place.index)

    def _on_screen(self, area: QRectF) -> QRect:
        viewport = self._view.viewport()
        return (
            self._view.mapFromScene(area).boundingRect().translated(viewport.mapToGlobal(QPoint()))
        )


def _title(bundle: EdgeBundle) -> str:
    kind = "Edges" if bundle.shape is None else "Heat map of the edges"
    count = int(np.count_nonzero(bundle.kept))
    return f"{kind} from layer {bundle.source} to layer {bundle.target}, {count}"
