"""A matrix as coloured cells, with the numbers where there is room, and a legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backprop_gui.ui.canvas.items.colours import readable_on
from backprop_gui.ui.canvas.items.symbols import number_font, text_width
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import text_scale

SIZE, SMALL = 12.0, 11.0
LEFT, TOP, LEGEND = 30, 20, 52
WIDEST, HIGHEST = 96.0, 48.0
_SHADES = 128
_BAR = 120.0


@dataclass(frozen=True)
class HeatCells:
    """What is shown: `shades` from −1 to 1, shape (rows, columns), nan for a cell without number.

    `texts`, `marks` (a letter, or "") and `tips` belong to the cells, row by row; a cell with no
    tip does not exist. The legend runs from `lowest` (of the shades) to 1.
    """

    title: str
    shades: NDArray[np.float64]
    texts: tuple[str, ...]
    marks: tuple[str, ...]
    tips: tuple[str, ...]
    lowest: float
    ends: tuple[str, str]
    note: str = ""


class HeatMap(QWidget):
    """Paints `HeatCells`; `chosen` brings the number of a cell that was clicked.

    Everything is drawn in pixels of the ordinary text size, and scaled with the texts.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: HeatCells | None = None
        self._scale = text_scale()
        self.selected = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 150)

    def show_cells(self, cells: HeatCells | None) -> None:
        """Show another matrix."""
        self.cells, self.selected = cells, -1
        self.setAccessibleName(cells.title if cells else "")
        self.update()

    def select(self, cell: int) -> None:
        """Outline a cell; −1 none."""
        self.selected = cell
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def area(self) -> QRectF:
        """Where the cells stand: no larger than is good to read."""
        if self.cells is None:
            return QRectF()
        rows, columns = self.cells.shades.shape
        width = min(self.width() / self._scale - LEFT - 2, columns * WIDEST)
        height = min(self.height() / self._scale - TOP - LEGEND - 2, rows * HIGHEST)
        return QRectF(LEFT, TOP, max(width, 1), max(height, 1))

    def cell_rect(self, cell: int) -> QRectF:
        """The place of a cell, numbered row by row."""
        assert self.cells is not None
        area, (rows, columns) = self.area(), self.cells.shades.shape
        width, height = area.width() / columns, area.height() / rows
        row, column = divmod(cell, columns)
        return QRectF(area.x() + column * width, area.y() + row * height, width, height)

    def cell_at(self, at: QPoint) -> int:
        """The existing cell at a point of the widget; −1 where there is none."""
        area, point = self.area(), at.toPointF() / self._scale
        if self.cells is None or not area.contains(point):
            return -1
        rows, columns = self.cells.shades.shape
        row = min(int((point.y() - area.y()) / area.height() * rows), rows - 1)
        column = min(int((point.x() - area.x()) / area.width() * columns), columns - 1)
        cell = row * columns + column
        return cell if self.cells.tips[cell] else -1

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            tip = self.cells.tips[cell] if self.cells and cell >= 0 else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell >= 0:
            self.chosen.emit(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.cells is None:
            return
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        painter.drawImage(self.area(), _image(self.cells))
        self._paint_grid(painter)
        self._paint_indices(painter)
        self._paint_texts(painter)
        self._paint_legend(painter)
        if self.selected >= 0:
            painter.setPen(QPen(QColor(theme.current().current), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_rect(self.selected).adjusted(1, 1, -1, -1))

    def _paint_grid(self, painter: QPainter) -> None:
        first = self.cell_rect(0)
        if min(first.width(), first.height()) < 6:
            return
        assert self.cells is not None
        area, (rows, columns) = self.area(), self.cells.shades.shape
        painter.setPen(QColor(theme.current().panel))
        for n in range(columns + 1):
            x = area.x() + n * first.width()
            painter.drawLine(round(x), round(area.top()), round(x), round(area.bottom()))
        for n in range(rows + 1):
            y = area.y() + n * first.height()
            painter.drawLine(round(area.left()), round(y), round(area.right()), round(y))

    def _paint_indices(self, painter: QPainter) -> None:
        """The numbers of rows and columns from 1, as many as have room."""
        assert self.cells is not None
        rows, columns = self.cells.shades.shape
        first = self.cell_rect(0)
        painter.setFont(number_font(SMALL))
        painter.setPen(QColor(theme.current().muted))
        every_column = max(1, int(np.ceil(28 / first.width())))
        every_row = max(1, int(np.ceil(14 / first.height())))
        for column in range(0, columns, every_column):
            box = QRectF(self.cell_rect(column).center().x() - 20, 0, 40, TOP - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(column + 1))
        for row in range(0, rows, every_row):
            middle = self.cell_rect(row * columns).center().y()
            box = QRectF(0, middle - 10, LEFT - 6, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, str(row + 1))

    def _paint_texts(self, painter: QPainter) -> None:
        assert self.cells is not None
        first = self.cell_rect(0)
        if first.height() < SIZE + 2 or first.width() < 14:
            return
        painter.setFont(number_font(SIZE))
        for cell, shade in enumerate(self.cells.shades.flat):
            text = f"{self.cells.marks[cell]} {self.cells.texts[cell]}".strip()
            if text_width(text, SIZE) + 6 > first.width():
                text = self.cells.marks[cell]
            painter.setPen(readable_on(_colour(float(shade))))
            painter.drawText(self.cell_rect(cell), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_legend(self, painter: QPainter) -> None:
        assert self.cells is not None
        y = self.area().bottom() + 12
        painter.setFont(number_font(SMALL))
        painter.setPen(QColor(theme.current().text))
        low, high = self.cells.ends
        x = float(LEFT)
        painter.drawText(QRectF(x, y, 200, 14), Qt.AlignmentFlag.AlignVCenter, low)
        x += text_width(low, SMALL) + 6
        for n in range(40):
            shade = self.cells.lowest + (1 - self.cells.lowest) * n / 39
            painter.fillRect(QRectF(x + n * _BAR / 40, y + 1, _BAR / 40 + 1, 12), _colour(shade))
        x += _BAR + 7
        painter.drawText(QRectF(x, y, 200, 14), Qt.AlignmentFlag.AlignVCenter, high)
        below = QRectF(LEFT, y + 18, 600, 14)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self.cells.note)


def _colour(shade: float) -> QColor:
    return theme.current().diverging(shade)


def _image(cells: HeatCells) -> QImage:
    """One pixel a cell."""
    shown = theme.current()
    shades = [shown.diverging(n / _SHADES - 1).rgb() for n in range(2 * _SHADES + 1)]
    table = np.array([*shades, QColor(shown.error).rgb(), QColor(shown.window).rgb()], np.uint32)
    missing = np.isnan(cells.shades)
    place = np.rint((np.where(missing, 0.0, cells.shades) + 1) * _SHADES).astype(np.intp)
    place[missing] = 2 * _SHADES + 1
    exists = np.array([bool(tip) for tip in cells.tips]).reshape(cells.shades.shape)
    place[~exists] = 2 * _SHADES + 2
    pixels = np.ascontiguousarray(table[place])
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()
