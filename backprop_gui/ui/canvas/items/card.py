"""How the cells of a card are set: sizes, and where a symbol and its number stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.symbols import symbol_width, text_width
from backprop_gui.ui.canvas.places import cell_box
from backprop_gui.ui.canvas.records import Cell, Kind, NodeView

PADDING, GAP = 6.5, 3.0
NUMBER, SMALL, SMALLEST = 13.0, 12.0, 8.0
LARGE, ALONE = 15.0, 20.0
# Where the middles of a name and of its number lie, in parts of the height that they share.
UPPER, LOWER = 0.3, 0.71
# Below this zoom, letters are smaller than anybody can read: only shapes are painted.
READABLE = 0.4
# Below that one, but not this, a card shows its main number alone, large.
LEGIBLE = 0.15
RADIUS = {Kind.INPUT: 19.0, Kind.BIAS: 11.0, Kind.TARGET: 11.0}
CARD_RADIUS = 14.0
# A bar's distance from the lower side, and its height; in low cards it is slimmer.
BAR, LOW_BAR, LOW, BAR_MARGIN = (10.0, 5.0), (7.0, 3.0), 50.0, 14.0


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell's symbol begins, and what room its number has to the left of `right`.

    The symbol stands on the line `above`, which is the number's `baseline` where they stand side by
    side. `main` is the number that a person looks for first: the output, the parameter, the loss.
    """

    row: int
    column: int
    size: float
    above: float
    baseline: float
    left: float
    right: float
    room: float
    main: bool

    def number(self, text: str) -> tuple[float, float]:
        """The size at which a number fits, and where it begins."""
        size = fitting(text, self.size, self.main, self.room)
        return size, self.right - text_width(text, size, self.main)


def places(node: NodeView, box: Box) -> tuple[CellPlace, ...]:
    """Of all cells, row by row: the symbol to the left, the number to the right."""
    return tuple(
        _place(node, box, row, column)
        for row, cells in enumerate(node.rows)
        for column in range(len(cells))
    )


def _place(node: NodeView, box: Box, row: int, column: int) -> CellPlace:
    cell, main = node.rows[row][column], is_main(node, row, column)
    own, size = cell_box(box, node, row, column), size_of(node, row, column)
    left, right = own.left + PADDING, own.right - PADDING
    if is_stacked(node, row):
        above, below = (own.top + part * own.height + size * 0.36 for part in (UPPER, LOWER))
        return CellPlace(row, column, size, above, below, left, right, right - left, main)
    name = symbol_width(cell.symbol, size)
    room = right - left - name - GAP
    if is_alone(node, row):  # in the middle
        number = text_width(cell.text, fitting(cell.text, size, main, room), main)
        left = own.centre[0] - (name + 8 + number) / 2
        right = left + name + 8 + number
    baseline = own.top + own.height / 2 + size * 0.36
    return CellPlace(row, column, size, baseline, baseline, left, right, room, main)


def fitting(text: str, size: float, bold: bool, room: float) -> float:
    """The largest size down to the smallest readable one at which the number fits."""
    while size > SMALLEST and text_width(text, size, bold) > room:
        size -= 1
    return size


def is_alone(node: NodeView, row: int) -> bool:
    """Whether a cell below the first row has its row for itself."""
    return row > 0 and len(node.rows[row]) == 1


def is_stacked(node: NodeView, row: int) -> bool:
    """Whether names stand above their numbers: where they are long, and not alone in a row."""
    return node.setting.stacked and node.kind is not Kind.LOSS and not is_alone(node, row)


def is_main(node: NodeView, row: int, column: int) -> bool:
    return row == 0 and column == (len(node.rows[0]) - 1 if node.kind is Kind.UNIT else 0)


def main_cell(node: NodeView) -> Cell:
    """The cell with that number."""
    return node.rows[0][-1 if node.kind is Kind.UNIT else 0]


def radius_of(kind: Kind) -> float:
    """How round a card is."""
    return RADIUS.get(kind, CARD_RADIUS)


def rect(box: Box) -> QRectF:
    """The box as Qt has it."""
    return QRectF(box.left, box.top, box.width, box.height)


def bar_track(box: Box) -> QRectF:
    """Where the bar of a unit lies: its middle is 0, its ends the largest size of all."""
    above, height = BAR if box.height > LOW else LOW_BAR
    inside = box.width - 2 * BAR_MARGIN
    return QRectF(box.left + BAR_MARGIN, box.bottom - above, inside, height)


def size_of(node: NodeView, row: int, column: int) -> float:
    """Of a cell's letters."""
    if node.kind is Kind.LOSS:
        return LARGE
    if node.kind is Kind.UNIT and len(node.cells) == 1:
        return ALONE
    gradient = row > 0 or (node.kind is Kind.BIAS and column > 0)
    return SMALL if gradient else NUMBER
