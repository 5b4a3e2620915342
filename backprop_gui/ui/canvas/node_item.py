"""One unit, input, bias, target or the loss: a card of cells, each a name and a number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from backprop_gui.session.layout import Box
from backprop_gui.ui.canvas.places import cell_box
from backprop_gui.ui.canvas.records import Cell, Kind, NodeView, Role, State
from backprop_gui.ui.canvas.symbols import draw_symbol, number_font, symbol_width, text_width
from backprop_gui.ui.theme import Theme

PADDING = 6.5
NUMBER, SMALL, SMALLEST = 13.0, 12.0, 8.0
LARGE = 15.0
# Below this zoom, letters are smaller than anybody can read: only shapes are painted.
READABLE = 0.4
# Below that one, but not this, a card shows its main number alone, large.
LEGIBLE = 0.15
HALO = 6.0
RADIUS = {Kind.INPUT: 19.0, Kind.BIAS: 11.0, Kind.TARGET: 11.0}
CARD_RADIUS = 14.0


class NodeItem(QGraphicsItem):
    """Paints one `NodeView` in its place; cells are hit by `cell_at`."""

    def __init__(self, node: NodeView, box: Box, theme: Theme) -> None:
        super().__init__()
        self._node, self._box, self._theme = node, box, theme
        self._selected: tuple[int, int] | None = None
        self._outlined = False
        self._radius = RADIUS.get(node.kind, CARD_RADIUS)
        self._rect = _rect(box)
        self._bounds = self._rect.adjusted(-HALO, -HALO, HALO, HALO)
        self._role = _strongest_role(node)
        self.setZValue(3)

    @property
    def node(self) -> NodeView:
        return self._node

    @property
    def box(self) -> Box:
        return self._box

    def show_node(self, node: NodeView) -> None:
        """Draw other values in the same place."""
        if node != self._node:
            self._node = node
            self._role = _strongest_role(node)
            self.update()

    def select_cell(self, cell: tuple[int, int] | None, outlined: bool) -> None:
        """Mark (row, column) as selected; `outlined` while the canvas has the keyboard."""
        if (cell, outlined) != (self._selected, self._outlined):
            self._selected, self._outlined = cell, outlined
            self.update()

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """(row, column) of the cell under a point of the scene, or None outside."""
        for row, cells in enumerate(self._node.rows):
            for column in range(len(cells)):
                if _rect(cell_box(self._box, self._node, row, column)).contains(x, y):
                    return row, column
        return None

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        readable = painter.worldTransform().m11() >= READABLE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, readable)
        if readable:
            self._paint_card(painter)
        else:
            self._paint_shape(painter)
        self._paint_marks(painter)

    def _paint_card(self, painter: QPainter) -> None:
        card = QPainterPath()
        card.addRoundedRect(self._rect, self._radius, self._radius)
        painter.fillPath(card, QColor(self._theme.panel))
        for row, cells in enumerate(self._node.rows):
            for column, cell in enumerate(cells):
                self._paint_fill(painter, card, cell, row, column)
                self._paint_cell(painter, cell, row, column)
        self._paint_border(painter)

    def _paint_shape(self, painter: QPainter) -> None:
        """What remains of a card that is too small to be read."""
        fills = {Role.CURRENT: self._theme.current_line, Role.SOURCE: self._theme.source}
        painter.fillRect(self._rect, QColor(fills.get(self._role, self._theme.panel)))
        pen = QPen(QColor(self._border()), 1.01)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._rect)
        if painter.worldTransform().m11() >= LEGIBLE:
            self._paint_main_number(painter)

    def _paint_main_number(self, painter: QPainter) -> None:
        """The one number that matters most, as large as the card allows."""
        row = self._node.rows[0]
        cell = next(c for column, c in enumerate(row) if self._is_main(0, column))
        room = self._rect.width() - 2 * PADDING
        size = _fitting(cell.text, self._rect.height() * 0.55, True, room)
        painter.setFont(number_font(size, True))
        painter.setPen(QColor(self._ink(cell)))
        left = self._rect.center().x() - text_width(cell.text, size, True) / 2
        painter.drawText(QPointF(left, self._rect.center().y() + size * 0.36), cell.text)

    def _paint_fill(
        self, painter: QPainter, card: QPainterPath, cell: Cell, row: int, column: int
    ) -> None:
        fills = {Role.CURRENT: self._theme.current_line, Role.SOURCE: self._theme.source}
        if cell.role not in fills:
            return
        part = QPainterPath()
        part.addRect(_rect(cell_box(self._box, self._node, row, column)))
        painter.fillPath(card.intersected(part), QColor(fills[cell.role]))

    def _paint_cell(self, painter: QPainter, cell: Cell, row: int, column: int) -> None:
        box = cell_box(self._box, self._node, row, column)
        main = self._is_main(row, column)
        size = self._size(row, column)
        baseline = box.top + box.height / 2 + size * 0.36
        name = symbol_width(cell.symbol, size)
        fitted = _fitting(cell.text, size, main, box.width - 2 * PADDING - name - 3)
        number = text_width(cell.text, fitted, main)
        left, right = box.left + PADDING, box.right - PADDING
        if row and len(self._node.rows[row]) == 1:  # alone in its row, it stands in the middle
            left = box.centre[0] - (name + 8 + number) / 2
            right = left + name + 8 + number
        painter.setPen(QColor(self._theme.muted))
        draw_symbol(painter, left, baseline, cell.symbol, size)
        painter.setFont(number_font(fitted, main))
        painter.setPen(QColor(self._ink(cell)))
        painter.drawText(QPointF(right - number, baseline), cell.text)
        if cell.state is State.STALE:
            self._paint_stale(painter, right - number, baseline + 3, right)

    def _is_main(self, row: int, column: int) -> bool:
        """The number that a person looks for first: the output, the parameter, the loss."""
        return row == 0 and column == (1 if self._node.kind is Kind.UNIT else 0)

    def _size(self, row: int, column: int) -> float:
        if self._node.kind is Kind.LOSS:
            return LARGE
        gradient = row > 0 or (self._node.kind is Kind.BIAS and column > 0)
        return SMALL if gradient else NUMBER

    def _ink(self, cell: Cell) -> str:
        if cell.state is State.ABSENT:
            return self._theme.disabled
        return {-1: self._theme.negative, 1: self._theme.positive}.get(cell.sign, self._theme.text)

    def _paint_stale(self, painter: QPainter, left: float, y: float, right: float) -> None:
        painter.setPen(QPen(QColor(self._theme.stale), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _border(self) -> str:
        marks = {Role.CURRENT: self._theme.current, Role.SOURCE: self._theme.source_outline}
        return marks.get(self._role, self._theme.border)

    def _paint_border(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.grid), 1.01))
        for row in range(1, len(self._node.rows)):
            y = cell_box(self._box, self._node, row, 0).top
            painter.drawLine(QPointF(self._box.left, y), QPointF(self._box.right, y))
        painter.setPen(QPen(QColor(self._border()), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, self._radius, self._radius)

    def _paint_marks(self, painter: QPainter) -> None:
        for row, cells in enumerate(self._node.rows):
            for column, cell in enumerate(cells):
                if cell.role is Role.CURRENT:
                    self._outline(painter, row, column, self._theme.current, 1.0)
        if self._selected is not None:
            grow = 3.5 if self._outlined else 2.0
            self._outline(painter, *self._selected, self._theme.accent, grow)

    def _outline(self, painter: QPainter, row: int, column: int, colour: str, grow: float) -> None:
        rect = _rect(cell_box(self._box, self._node, row, column))
        rect = rect.adjusted(-grow, -grow, grow, grow)
        radius = min(self._radius, rect.height() / 2)
        painter.setPen(QPen(QColor(colour), 2.4))
        painter.drawRoundedRect(rect, radius, radius)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _fitting(text: str, size: float, bold: bool, room: float) -> float:
    """The largest size down to the smallest readable one at which the number fits."""
    while size > SMALLEST and text_width(text, size, bold) > room:
        size -= 1
    return size


def _strongest_role(node: NodeView) -> Role:
    roles = {cell.role for cell in node.cells}
    return next((role for role in (Role.CURRENT, Role.SOURCE) if role in roles), Role.REST)
