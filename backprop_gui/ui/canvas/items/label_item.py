"""The numbers on one connection's edges, each on a plate that lets it be read over the lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.card import READABLE
from backprop_gui.ui.canvas.items.colours import colour, ink
from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.items.symbols import number_font, text_width
from backprop_gui.ui.canvas.labels.placing import LINE_HEIGHT
from backprop_gui.ui.canvas.records import Cell, Role, State
from backprop_gui.ui.look.theme import Theme

SIZE, SMALL, SMALLEST = 12.0, 11.0, 8.0
TRIANGLE = 7.0


class LabelItem(Item):
    """Paints labels: (box, cells) each, a cell a line; the second line is the gradient's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._labels: tuple[tuple[Box, tuple[Cell, ...]], ...] = ()
        self.setZValue(2)

    @property
    def labels(self) -> tuple[tuple[Box, tuple[Cell, ...]], ...]:
        return self._labels

    def show_labels(self, labels: tuple[tuple[Box, tuple[Cell, ...]], ...]) -> None:
        """Draw these labels instead."""
        if [box for box, _ in labels] != [box for box, _ in self._labels]:
            self.prepareGeometryChange()
        self._labels = labels
        self.update()

    def boundingRect(self) -> QRectF:
        if not self._labels:
            return QRectF()
        around = Box.around([box for box, _ in self._labels])
        return QRectF(around.left - 4, around.top - 4, around.width + 8, around.height + 8)

    def draw(self, painter: QPainter) -> None:
        if painter.worldTransform().m11() < READABLE:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, cells in self._labels:
            self._paint_label(painter, box, cells)

    def _paint_label(self, painter: QPainter, box: Box, cells: tuple[Cell, ...]) -> None:
        widest = max(_width(cell, line) for line, cell in enumerate(cells)) + 12
        x, _ = box.centre
        plate = QRectF(x - widest / 2, box.top, widest, box.height)
        roles = {cell.role for cell in cells}
        painter.setPen(self._plate_pen(roles))
        painter.setBrush(colour(self._fill(roles)))
        painter.drawRoundedRect(plate, 7, 7)
        for line, cell in enumerate(cells):
            self._paint_line(painter, x, box.top + (line + 0.5) * LINE_HEIGHT, line, cell)

    def _fill(self, roles: set[Role]) -> str:
        if Role.CURRENT in roles:
            return self._theme.current_line
        return self._theme.source if Role.SOURCE in roles else self._theme.window

    def _plate_pen(self, roles: set[Role]) -> QPen:
        if Role.CURRENT in roles:
            return QPen(QColor(self._theme.current), 2.0)
        if Role.SOURCE in roles:
            return QPen(QColor(self._theme.source_outline), 1.2)
        return QPen(Qt.PenStyle.NoPen)

    def _paint_line(
        self, painter: QPainter, x: float, middle: float, line: int, cell: Cell
    ) -> None:
        size = SIZE if line == 0 else SMALL
        painter.setPen(ink(self._theme, cell))
        painter.setFont(number_font(size, cell.role is Role.CURRENT))
        left = x - _width(cell, line) / 2
        if line:
            self._paint_triangle(painter, left, middle)
            left += TRIANGLE + 3
        painter.drawText(QPointF(left, middle + size * 0.36), cell.text)
        if cell.state is State.STALE:
            painter.setPen(QPen(QColor(self._theme.stale), 1.5, Qt.PenStyle.DotLine))
            y = middle + size * 0.36 + 2.5
            painter.drawLine(QPointF(left, y), QPointF(x + _width(cell, line) / 2, y))

    def _paint_triangle(self, painter: QPainter, left: float, middle: float) -> None:
        """Gradients flow to the left."""
        painter.save()
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        right, half = left + TRIANGLE, TRIANGLE / 2
        corners = ((left, middle), (right, middle - half), (right, middle + half))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.restore()


def _width(cell: Cell, line: int) -> float:
    text = text_width(cell.text, SIZE if line == 0 else SMALL, cell.role is Role.CURRENT)
    return text + (TRIANGLE + 3 if line else 0.0)
