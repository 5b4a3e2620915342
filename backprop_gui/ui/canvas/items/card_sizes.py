"""How large cards must be for the names of a notation and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from backprop_gui.session.layout.layout import CardSizes
from backprop_gui.ui.canvas.items.card import GAP, PADDING, is_alone, is_main, is_stacked, size_of
from backprop_gui.ui.canvas.items.symbols import symbol_width, text_width
from backprop_gui.ui.canvas.records import EVEN, Kind, NodeView, Setting

# Numbers of this width are as large as their names; longer ones are set smaller.
NUMBER = "−0.9975"
# A unit that would be wider with its names beside the numbers gets them above.
WIDEST = 222.0
SMALLEST = CardSizes()
HEIGHTS = {Kind.UNIT: 102.0, Kind.BIAS: 34.0, Kind.TARGET: 34.0}
"""Of the cards that are higher where names stand above their numbers."""


@dataclass(frozen=True)
class Cards:
    """The sizes of a network's cards, and how their cells are set."""

    sizes: CardSizes
    setting: Setting


def cards_of(nodes: Sequence[NodeView]) -> Cards:
    """For nodes whose cells have their names; numbers do not matter."""
    beside = _cards(nodes, EVEN)
    if beside.sizes.unit[0] <= WIDEST:
        return beside
    return _cards(nodes, Setting(stacked=True))


def _cards(nodes: Sequence[NodeView], setting: Setting) -> Cards:
    """Units and biases share their columns, so that gradients stand below what they belong to."""
    nodes = [replace(node, setting=setting) for node in nodes]
    paired = [node for node in nodes if node.kind in (Kind.UNIT, Kind.BIAS)]
    left, right = (_widest(_column(paired, column)) for column in (0, 1))
    unit = max(SMALLEST.unit[0], left + right, _widest(_single(paired)))
    share = left / (left + right) if left and right else 0.5
    width = {
        kind: _widest(_single(node for node in nodes if node.kind is kind)) for kind in Kind
    } | {Kind.UNIT: unit, Kind.BIAS: unit}

    def size(kind: Kind) -> tuple[float, float]:
        least, height = getattr(SMALLEST, kind.value)
        return max(least, width[kind]), HEIGHTS.get(kind, height) if setting.stacked else height

    sizes = CardSizes(**{kind.value: size(kind) for kind in Kind})
    return Cards(sizes, Setting(share, setting.stacked))


def _column(nodes: Iterable[NodeView], column: int) -> Iterable[float]:
    """What the cells in this one of two columns need."""
    return (
        _need(node, row, column)
        for node in nodes
        for row, cells in enumerate(node.rows)
        if len(cells) == 2
    )


def _single(nodes: Iterable[NodeView]) -> Iterable[float]:
    """What cells need that have a row for themselves."""
    return (
        _need(node, row, 0)
        for node in nodes
        for row, cells in enumerate(node.rows)
        if len(cells) == 1
    )


def _widest(needs: Iterable[float]) -> float:
    return max(needs, default=0.0)


def _need(node: NodeView, row: int, column: int) -> float:
    """The width of a cell with its name and a number."""
    size = size_of(node, row, column)
    name = symbol_width(node.rows[row][column].symbol, size)
    number = text_width(NUMBER, size, is_main(node, row, column))
    if is_stacked(node, row):
        return max(name, number) + 2 * PADDING
    return name + number + 2 * PADDING + (8 if is_alone(node, row) else GAP)
