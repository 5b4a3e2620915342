"""A card without its numbers: ground, symbols and border. Painted seldom, kept as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.card import READABLE, CellPlace, is_alone, places, radius_of, rect
from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.items.symbols import draw_symbol, text_width
from backprop_gui.ui.canvas.places import cell_box
from backprop_gui.ui.canvas.records import NodeView, Role
from backprop_gui.ui.look.theme import Theme


class CardItem(Item):
    """Lies behind the numbers of one `NodeView`, which may change without it.

    `places` are those of the cells.
    """

    def __init__(self, node: NodeView, box: Box, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._node, self._box, self._theme = node, box, theme
        self._rect, self._radius = rect(box), radius_of(node.kind)
        self._look = tuple(_look(node))
        self.places = places(node, box)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_node(self, node: NodeView) -> None:
        """Paint anew only where it looks another way."""
        self._node = node
        look = tuple(_look(node))
        if look != self._look:
            self._look, self.places = look, places(node, self._box)
            self.update()

    def boundingRect(self) -> QRectF:
        return self._rect.adjusted(-1, -1, 1, 1)

    def draw(self, painter: QPainter) -> None:
        readable = painter.worldTransform().m11() >= READABLE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, readable)
        if readable:
            self._paint_card(painter)
        else:
            self._paint_shape(painter)

    def _paint_card(self, painter: QPainter) -> None:
        card = QPainterPath()
        card.addRoundedRect(self._rect, self._radius, self._radius)
        painter.fillPath(card, QColor(self._theme.panel))
        for place, cell in zip(self.places, self._node.cells, strict=True):
            self._paint_fill(painter, card, cell.role, place)
            painter.setPen(QColor(self._theme.muted))
            draw_symbol(painter, place.left, place.above, cell.symbol, place.size)
        self._paint_border(painter)

    def _paint_shape(self, painter: QPainter) -> None:
        """What remains of a card that is too small to be read."""
        role = strongest_role(self._node)
        painter.fillRect(self._rect, QColor(self._fills.get(role, self._theme.panel)))
        pen = QPen(QColor(self._border), 1.01)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._rect)

    def _paint_fill(
        self, painter: QPainter, card: QPainterPath, role: Role, place: CellPlace
    ) -> None:
        if role in self._fills:
            part = QPainterPath()
            part.addRect(rect(cell_box(self._box, self._node, place.row, place.column)))
            painter.fillPath(card.intersected(part), QColor(self._fills[role]))

    @property
    def _fills(self) -> dict[Role, str]:
        return {Role.CURRENT: self._theme.current_line, Role.SOURCE: self._theme.source}

    @property
    def _border(self) -> str:
        marks = {Role.CURRENT: self._theme.current, Role.SOURCE: self._theme.source_outline}
        return marks.get(strongest_role(self._node), self._theme.border)

    def _paint_border(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.grid), 1.01))
        for row in range(1, len(self._node.rows)):
            y = cell_box(self._box, self._node, row, 0).top
            painter.drawLine(QPointF(self._box.left, y), QPointF(self._box.right, y))
        painter.setPen(QPen(QColor(self._border), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, self._radius, self._radius)


def _look(node: NodeView) -> Iterator[object]:
    """All that the card shows; a symbol alone in its row gives way to its number."""
    for row, cells in enumerate(node.rows):
        alone = is_alone(node, row)
        for cell in cells:
            yield cell.symbol, cell.role, text_width(cell.text, 1.0) if alone else 0.0
    yield strongest_role(node)


def strongest_role(node: NodeView) -> Role:
    """The most important part that one of its cells takes, drawn or not."""
    roles = {cell.role for cell in node.cells + node.others}
    return next((role for role in (Role.CURRENT, Role.SOURCE) if role in roles), Role.REST)
