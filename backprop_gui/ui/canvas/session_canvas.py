"""The canvas joined with a session: shows where it stands, hands typed numbers to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.formula.printed import typed
from backprop_gui.formula.writing import Writing
from backprop_gui.session.changes.selection import unit_of
from backprop_gui.session.document.document import Document
from backprop_gui.session.layout.moves import Move, added
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import placed_on
from backprop_gui.ui.canvas.editing.session_bench import SessionBench
from backprop_gui.ui.canvas.gestures.move import movable_at
from backprop_gui.ui.canvas.places import EdgePlace, edges_beside
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.reading.locks import Locks
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.selection import Selection
from backprop_gui.ui.canvas.shows import BY_PHASE, Showing
from backprop_gui.ui.canvas.view import CanvasView


class SessionCanvas(CanvasView):
    """Call `refresh` whenever the session has moved or changed.

    `refused` says why a number cannot be changed.
    """

    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, self._set_value)
        self.bench = SessionBench(self, lambda: self._session, self.refused.emit)
        self._session, self._writing = session, Writing()
        self._locked_in: Document | None = None
        self._opened: frozenset[int] = frozenset()
        self._dragged: Move | None = None
        self.fold_turned.connect(self.fold_or_open)
        self.kept.connect(self._say_why)
        self.show_kinds(BY_PHASE)

    def set_session(self, session: Session) -> None:
        """Show another session, whole."""
        self._session, self._opened = session, frozenset()
        self.select("")
        self.refresh()
        self.fit()

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self._writing = writing
        self.footer.set_writing(writing)
        self.refresh()

    @property
    def showing(self) -> Showing:
        """What edges and units show."""
        return self._showing

    def show_kinds(self, showing: Showing) -> None:
        """Let edges and units show something else."""
        self._showing = showing
        self.footer.chooser.show_chosen(showing)
        self.refresh()

    @property
    def foldable(self) -> int | None:
        """The large layer that is selected, or else the only one; None where there is none."""
        graph = self.canvas.graph
        large = [p.layer for p in graph.layout.layers if p.closer or p.fold] if graph else []
        if self.selected_layer in large:
            return self.selected_layer
        return large[0] if len(large) == 1 else None

    def fold_or_open(self, layer: int) -> None:
        """Fold a large layer to its first and last units, or draw all of them."""
        self._opened ^= {layer}
        self.refresh()

    @property
    def movable(self) -> tuple[int, int] | None:
        """The unit that the selected cell belongs to and that can be moved, or None."""
        graph = self.canvas.graph
        return None if graph is None else movable_at(graph, self.canvas.selection)

    def move_part(self, move: Move, *, done: bool) -> None:
        """Draw it there, and when that is done, keep it: one change that can be undone."""
        self._fitted, self._dragged = False, None if done else move
        if done:
            try:
                self._session.move(move.layer, move.unit, right=move.right, down=move.down)
            except BackpropError as refusal:
                self.refused.emit(str(refusal))
        self.refresh()

    def refresh(self) -> None:
        """Draw the session where it stands now."""
        if self._session.document is not self._locked_in:
            self.canvas.show_locks(None)  # those of another network
        self.show_graph(self.read(self._session))
        self.canvas.show_stops(
            {placed_on(b): b.enabled for b in self._session.breakpoints if placed_on(b)}
        )
        self._show_locks()

    def _show_locks(self) -> None:
        """What is frozen stays so while the document is the same."""
        document = self._session.document
        if document is not self._locked_in:
            self._locked_in = document
            self.canvas.show_locks(Locks(self._session) if document.frozen else None)
            self._describe()

    def read(self, session: Session) -> GraphView:
        """What is drawn of a session, here and in pictures."""
        moves = added(session.moves, self._dragged) if self._dragged else None
        return read_graph(session, self._writing, self._opened, self._showing, moves)

    @property
    def selected_names(self) -> tuple[str, ...]:
        """Those of all that is selected, the primary one last.

        Where all units that are drawn of a folded layer are selected, so are those folded away.
        """
        names = super().selected_names
        return (*self._folded_away(frozenset(unit_of(n) for n in names if n)), *names)

    @property
    def selected_layer(self) -> int | None:
        """The layer of the primary selected unit; None where none is."""
        unit = unit_of(self.selected_name) if self.selected_name else None
        return None if unit is None else unit[0]

    def select_units(self, layer: int | None = None) -> None:
        """Select all units of a layer, or of the network; the first one is primary."""
        self.canvas.choose(Selection.of(reversed(self.canvas.units_of(layer))))

    def select_edges(self) -> None:
        """Select all edges of the selected edge's connection, or those that enter a unit."""
        place, edges = self.canvas.selection, self.edges_beside
        own = (place,) if place in edges else ()
        self.canvas.choose(Selection.of((*(edge for edge in edges if edge != place), *own)))

    @property
    def edges_beside(self) -> tuple[EdgePlace, ...]:
        """What `select_edges` selects; () where a picture shows the edges."""
        graph, place = self.canvas.graph, self.canvas.selection
        return () if graph is None or place is None else tuple(edges_beside(graph, place))

    def choose_activation(self) -> None:
        """Offer other activations of the selected layer, below its heading."""
        layer = self.selected_layer
        if layer is not None:
            below = self.mapFromScene(*self.canvas.below_heading(layer))
            self.bench.choose_activation(layer, self.viewport().mapToGlobal(below))

    def _folded_away(self, units: Collection[object]) -> Iterator[str]:
        graph = self.canvas.graph
        for place in graph.layout.layers if graph else ():
            if place.folded and all((place.layer, unit) in units for unit in place.shown):
                hidden = set(range(1, place.size + 1)) - set(place.shown)
                yield from (f"x[{place.layer},{unit}]" for unit in sorted(hidden))

    def _say_why(self, name: str) -> None:
        if name and (reason := self._session.refusal(name)):
            self.refused.emit(reason)

    def _set_value(self, name: str, text: str) -> str | None:
        try:
            self._session.set(name, typed(text))
        except BackpropError as refusal:
            return str(refusal)
        return None
