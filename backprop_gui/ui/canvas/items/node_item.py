"""One unit, input, bias, target or the loss: a card of cells, each a name and a number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.card import (
    LEGIBLE,
    PADDING,
    READABLE,
    CellPlace,
    bar_track,
    fitting,
    main_cell,
    radius_of,
    rect,
)
from backprop_gui.ui.canvas.items.card_item import CardItem
from backprop_gui.ui.canvas.items.colours import colour, ink, readable_on
from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.items.symbols import number_font, text_width
from backprop_gui.ui.canvas.places import cell_box
from backprop_gui.ui.canvas.records import Cell, NodeView, Role, State
from backprop_gui.ui.look.theme import Theme

HALO = 6.0


class NodeItem(Item):
    """Paints the numbers of one `NodeView` over their card; cells are hit by `cell_at`."""

    def __init__(self, node: NodeView, box: Box, theme: Theme) -> None:
        super().__init__()
        self._node, self._box, self._theme = node, box, theme
        self._selected: tuple[int, int] | None = None
        self._outlined = self._whole = self._loose = False
        self._rect = rect(box)
        self._bounds = self._rect.adjusted(-HALO, -HALO, HALO, HALO)
        self._card = CardItem(node, box, theme, self)
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
            self._card.show_node(node)
            self.update()

    def select_cell(
        self,
        cell: tuple[int, int] | None,
        outlined: bool,
        whole: bool = False,
        loose: bool = False,
    ) -> None:
        """Mark (row, column), or the `whole` node, as selected.

        `outlined` while the canvas has the keyboard; `loose`: only walked to.
        """
        loose = loose and cell is not None
        before = self._selected, self._outlined, self._whole, self._loose
        if (cell, outlined, whole, loose) != before:
            self._selected, self._outlined, self._whole, self._loose = cell, outlined, whole, loose
            self.update()

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """(row, column) of the cell under a point of the scene, or None outside."""
        for row, cells in enumerate(self._node.rows):
            for column in range(len(cells)):
                if rect(cell_box(self._box, self._node, row, column)).contains(x, y):
                    return row, column
        return None

    def boundingRect(self) -> QRectF:
        return self._bounds

    def draw(self, painter: QPainter) -> None:
        zoom = painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= READABLE)
        if self._node.bar is not None:
            self._paint_bar(painter, self._node.bar, zoom >= READABLE)
        if zoom >= READABLE:
            for place, cell in zip(self._card.places, self._node.cells, strict=True):
                self._paint_number(painter, cell, place)
        elif zoom >= LEGIBLE:
            self._paint_main_number(painter)
        self._paint_marks(painter)

    def _paint_number(self, painter: QPainter, cell: Cell, place: CellPlace) -> None:
        size, left = place.number(cell.text)
        painter.setFont(number_font(size, place.main))
        painter.setPen(ink(self._theme, cell))
        painter.drawText(QPointF(left, place.baseline), cell.text)
        if cell.state is State.STALE:
            self._paint_stale(painter, left, place.baseline + 3, place.right)

    def _paint_main_number(self, painter: QPainter) -> None:
        """The one number that matters most, as large as the card allows."""
        cell = main_cell(self._node)
        room = self._rect.width() - 2 * PADDING
        size = fitting(cell.text, self._rect.height() * 0.55, True, room)
        painter.setFont(number_font(size, True))
        shade = self._node.bar
        on_shade = None if shade is None else readable_on(self._theme.diverging(shade))
        painter.setPen(on_shade or ink(self._theme, cell))
        left = self._rect.center().x() - text_width(cell.text, size, True) / 2
        painter.drawText(QPointF(left, self._rect.center().y() + size * 0.36), cell.text)

    def _paint_bar(self, painter: QPainter, bar: float, readable: bool) -> None:
        """From 0 in the middle to the side of its sign; a small card is filled instead."""
        if not readable:
            inside = self._rect.adjusted(1, 1, -1, -1)
            painter.fillRect(inside, self._theme.diverging(bar))
            return
        track = bar_track(self._box)
        middle, half = track.center().x(), track.width() / 2
        painter.fillRect(track, colour(self._theme.grid))
        left, right = sorted((middle, middle + bar * half))
        filled = QRectF(left, track.top(), right - left, track.height())
        painter.fillRect(filled, colour(self._theme.negative if bar < 0 else self._theme.positive))
        zero = QRectF(middle - 0.75, track.top() - 2, 1.5, track.height() + 4)
        painter.fillRect(zero, colour(self._theme.muted))

    def _paint_stale(self, painter: QPainter, left: float, y: float, right: float) -> None:
        painter.setPen(QPen(QColor(self._theme.stale), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_marks(self, painter: QPainter) -> None:
        for place, cell in zip(self._card.places, self._node.cells, strict=True):
            if cell.role is Role.CURRENT:
                self._outline(painter, place.row, place.column, self._theme.current, 1.0)
        grow = 3.5 if self._outlined else 2.0
        if self._whole:
            self._outline_rect(painter, self._rect, self._theme.accent, grow)
        if self._selected is not None:
            line = Qt.PenStyle.DashLine if self._loose else Qt.PenStyle.SolidLine
            around = rect(cell_box(self._box, self._node, *self._selected))
            self._outline_rect(painter, around, self._theme.accent, grow, line)

    def _outline(self, painter: QPainter, row: int, column: int, colour: str, grow: float) -> None:
        around = rect(cell_box(self._box, self._node, row, column))
        self._outline_rect(painter, around, colour, grow)

    def _outline_rect(
        self,
        painter: QPainter,
        around: QRectF,
        colour: str,
        grow: float,
        line: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        around = around.adjusted(-grow, -grow, grow, grow)
        radius = min(radius_of(self._node.kind), around.height() / 2)
        painter.setPen(QPen(QColor(colour), 2.4, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around, radius, radius)
