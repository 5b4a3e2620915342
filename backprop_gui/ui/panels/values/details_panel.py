"""Everything known about the selected unit or edge."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.values.panel import QuantityTable
from backprop_gui.ui.panels.values.rows import these

OF_EDGES = ("w", "dw", "w_new")


class DetailsPanel(QWidget):
    """Lists the quantities that belong to one unit or one edge."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._name = session, ""
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.table = QuantityTable(session)
        self.table.setAccessibleName(self.tr("What is known about the selection"))
        self.table.chosen.connect(self.chosen)
        self.table.refused.connect(self.refused)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.heading)
        layout.addWidget(self.table)
        self.show_selection("")

    def show_selection(self, name: str) -> None:
        """List what belongs to the unit or edge of this quantity; "" for nothing selected."""
        self._name = name
        found = tuple(_family(self._session, name)) if name else ()
        self.heading.setText(self._heading(name) if found else self._nothing())
        self.heading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.setVisible(bool(found))
        self.table.quantities.show(self._session, these(found))
        self._listed = self._session.program

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.show_selection("")

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits or another decimal mark."""
        self.table.set_writing(writing)

    def refresh(self) -> None:
        """The session has moved or changed; where one stands in the table stays."""
        if self._session.program is self._listed:
            self.table.quantities.refresh()
        else:
            self.show_selection(self._name)

    def _nothing(self) -> str:
        return self.tr("Click a unit, an edge or a number of the network to see all about it.")

    def _heading(self, name: str) -> str:
        quantity = Quantity.parse(name)
        if quantity.kind in OF_EDGES:
            *_, i, j = quantity.indices
            source, target = _layers(quantity)
            text = self.tr("Edge from unit {} of layer {} to unit {} of layer {}")
            return text.format(i, source, j, target)
        if quantity.kind == "y":
            return self.tr("Output unit {}").format(quantity.indices[0])
        if len(quantity.indices) < 2:
            return notation.current().text(quantity)
        return self.tr("Unit {1} of layer {0}").format(*quantity.indices)


def _layers(quantity: Quantity) -> tuple[int, int]:
    *layers, _, _ = quantity.indices
    return layers[0] if len(layers) > 1 else layers[0] - 1, layers[-1]


def _family(session: Session, name: str) -> Iterator[tuple[ArraySpec, int]]:
    quantity = Quantity.parse(name)
    for spec in session.program.arrays:
        member = _member(session, quantity, spec)
        if member is None:
            continue
        try:
            place = session.find(member)
        except UnknownName:
            continue
        if place.spec is spec and place.index is not None:
            yield spec, place.number


def _member(session: Session, quantity: Quantity, spec: ArraySpec) -> Quantity | None:
    """The quantity of the array's kind at the same unit or edge."""
    kind, indices = spec.name.kind, quantity.indices
    if (kind in OF_EDGES) != (quantity.kind in OF_EDGES):
        return None
    if kind in OF_EDGES:
        return Quantity(kind, indices)
    unit = (session.network.depth, *indices) if quantity.kind == "y" else indices
    if kind == "y":
        return Quantity(kind, unit[1:]) if unit[:1] == (session.network.depth,) else None
    if kind.removeprefix("d").removesuffix("_new") == "b":
        return Quantity(kind, unit[:2])
    if len(unit) < 2:
        return quantity if spec.name.kind == quantity.kind else None
    return Quantity(kind, unit)
