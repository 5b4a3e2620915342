"""Every cell has room for its name and its number, whatever it is called and however long both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

import backprop_gui as bg
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.canvas.items.card import CellPlace, places, radius_of, rect
from backprop_gui.ui.canvas.items.symbols import draw_symbol, number_font
from backprop_gui.ui.canvas.places import cell_box, node_box
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.records import Cell, GraphView, NodeView, Role
from backprop_gui.ui.canvas.shows import UNITS, Showing

EACH = pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
EXAMPLES = tuple(example.name for example in bg.examples())
# As long as numbers are written in a cell, in a new bias with an arrow before it.
LONG = ("−0.00246", "−8.88e-8", "→\u2009−0.0025", "→\u2009−8e-308")
READABLE_LETTERS = 8


class Ink:
    """Takes down where text is drawn in the place of a painter."""

    def __init__(self) -> None:
        self.parts: list[QRectF] = []
        self._font = QFont()

    @property
    def around(self) -> QRectF:
        return reduce(QRectF.united, self.parts)

    def setFont(self, font: QFont) -> None:
        self._font = font

    def drawText(self, at: QPointF, text: str) -> None:
        self.parts.append(QFontMetricsF(self._font).tightBoundingRect(text).translated(at))


def name_of(cell: Cell, place: CellPlace) -> Ink:
    ink = Ink()
    draw_symbol(ink, place.left, place.above, cell.symbol, place.size)  # type: ignore[arg-type]
    return ink


def number_of(cell: Cell, place: CellPlace) -> Ink:
    ink = Ink()
    size, left = place.number(cell.text)
    ink.setFont(number_font(size, place.main))
    ink.drawText(QPointF(left, place.baseline), cell.text)
    assert size >= READABLE_LETTERS
    return ink


def check(graph: GraphView, node: NodeView) -> None:
    """Name and number apart, both inside of the cell and of the rounded card."""
    box = node_box(graph.layout, node)
    card = QPainterPath()
    card.addRoundedRect(rect(box), radius_of(node.kind), radius_of(node.kind))
    for place, cell in zip(places(node, box), node.cells, strict=True):
        name, number = name_of(cell, place), number_of(cell, place)
        own = rect(cell_box(box, node, place.row, place.column))
        assert not name.around.intersects(number.around), cell
        for ink in name.parts + number.parts:
            assert own.contains(ink), (cell, own, ink)
            assert card.contains(ink), (cell, own, ink)


def with_text(node: NodeView, text: str) -> NodeView:
    rows = tuple(tuple(replace(cell, text=text) for cell in row) for row in node.rows)
    return replace(node, rows=rows)


def graphs(example: str, notation: Notation) -> Iterator[GraphView]:
    session = bg.open_example(example)
    for _ in range(2):
        for units in UNITS:
            yield read_graph(session, Writing(notation=notation), showing=Showing(units=units))
        session.step_iteration(2)


@EACH
@pytest.mark.parametrize("example", EXAMPLES)
def test_names_and_numbers_have_room(example: str, notation: Notation, qapp: object) -> None:
    for graph in graphs(example, notation):
        for node in graph.nodes:
            check(graph, node)
            for text in LONG:
                check(graph, with_text(node, text))


@EACH
def test_large_layers_and_all_kinds_of_cells_have_room(notation: Notation, qapp: object) -> None:
    layers = [bg.Layer(120, "tanh", dropout=0.2)] + [bg.Layer(3)] * 9 + [bg.Layer(3, "softmax")]
    session = bg.Session(
        bg.Network(1000, layers, loss=bg.Loss("categorical_cross_entropy")),
        [[0.1] * 1000],
        [[1, 0, 0]],
    )
    session.step_iteration()
    graph = read_graph(session, Writing(notation=notation))
    kinds = {cell.name.partition("[")[0] for node in graph.nodes for cell in node.cells}
    assert kinds >= {"x", "s", "delta", "dx", "dphi", "jac", "r", "b_new", "db", "y", "loss"}
    for node in graph.nodes:
        check(graph, node)
        check(graph, with_text(node, LONG[0]))


@EACH
def test_cards_do_not_overlap(notation: Notation, qapp: object) -> None:
    for example in EXAMPLES:
        graph = read_graph(bg.open_example(example), Writing(notation=notation))
        boxes = [node_box(graph.layout, node) for node in graph.nodes]
        for number, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[:number])


@EACH
def test_a_quantity_has_one_name_in_the_network_and_elsewhere(
    notation: Notation, qapp: object
) -> None:
    for example in EXAMPLES:
        session = bg.open_example(example)
        session.step_iteration()
        graph = read_graph(session, bg.Writing(notation=notation))
        for cell in (cell for node in graph.nodes for cell in node.cells):
            quantity = bg.Quantity.parse(cell.name.replace("_new", ""))
            assert cell.symbol == notation.symbol(quantity)
            assert cell.told == notation.text(bg.Quantity.parse(cell.name))
            if cell.name == str(quantity) and cell.role is not Role.REST:
                said = session.explain(cell.name).symbolic.text(bg.Writing(notation=notation))
                assert said.startswith(cell.told)
