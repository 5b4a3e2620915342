"""Paints the program's rows: breakpoint, arrow, number, typeset line, element counter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from backprop_gui.ui.canvas.items.stop_mark import paint_stop
from backprop_gui.ui.look import theme
from backprop_gui.ui.panels.program.model import ROW_ROLE, ProgramModel, Row

GUTTER, GAP, PAD = 22, 10, 5  # pixels
SMALLER = 0.85  # lines are rather made as small as this than broken
_NARROWEST = 80  # pixels
_POINTS_PER_INCH = 72.0
_Index = QModelIndex | QPersistentModelIndex


class ProgramDelegate(QStyledItemDelegate):
    """The current line has a filled background and an arrow, so colour is not the only mark."""

    def __init__(self, model: ProgramModel) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        text = option.fontMetrics.height()
        if not row.number:
            return QSize(80, text + 12)
        height = round(max(_fitted(option, row).height(), text))
        below = text if _counts_below(option, row, self._model.counted(row)) else 0
        return QSize(80, height + below + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.number:
            self._paint_line(painter, option, row)
        else:
            self._paint_heading(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted))
        place = option.rect.adjusted(PAD + 4, 6, -PAD, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.title
        )

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        colours, rect = theme.current(), QRectF(option.rect)
        counter = self._model.counter(row)
        if counter:
            painter.fillRect(rect, QColor(colours.current_line))
        if row.number in self._model.stops:
            paint_stop(painter, dot_place(rect), self._model.stops[row.number])
        if counter:
            _paint_arrow(painter, rect, QColor(colours.current))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        lines = rect.adjusted(lines_left(option.widget), PAD, -PAD - 2, -PAD)
        below = _counts_below(option, row, self._model.counted(row))
        painter.setPen(QColor(colours.muted))
        aside = Qt.AlignmentFlag.AlignBottom if below else _MIDDLE
        painter.drawText(lines, aside | Qt.AlignmentFlag.AlignRight, counter)
        lines.adjust(0, 0, 0, -option.fontMetrics.height() if below else 0)
        number = QRectF(rect.left(), lines.top(), lines.left() - rect.left() - GAP, lines.height())
        painter.drawText(number, _MIDDLE | Qt.AlignmentFlag.AlignRight, str(row.number))
        self._paint_equation(painter, option, row, lines)

    def _paint_equation(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, room: QRectF
    ) -> None:
        if row.drawing is None:
            painter.setPen(QColor(theme.current().text))
            cut = Qt.TextElideMode.ElideRight
            text = painter.fontMetrics().elidedText(row.text, cut, int(room.width()))
            painter.drawText(room, _MIDDLE, text)
            return
        size = _fitted(option, row)
        pixmap = _pixmap(row, size, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(room.left(), room.center().y() - size.height() / 2), pixmap)


def lines_left(view: QWidget) -> int:
    """Where the lines begin in pixels, right of the arrow and of numbers of two digits."""
    return GUTTER + view.fontMetrics().horizontalAdvance("00") + PAD + GAP


def room_pt(view: QAbstractItemView) -> float:
    """How wide a line may be at full size, in points, before it is broken: rather it shrinks."""
    return _room(view) / SMALLER * _POINTS_PER_INCH / view.logicalDpiY()


def _room(view: QAbstractItemView) -> int:
    return max(view.viewport().width() - lines_left(view) - PAD - 2, _NARROWEST)


def _view(option: QStyleOptionViewItem) -> QAbstractItemView:
    view: QWidget = option.widget
    assert isinstance(view, QAbstractItemView)
    return view


def _fitted(option: QStyleOptionViewItem, row: Row) -> QSizeF:
    """How large the line is painted: as typeset, smaller where it would be cut."""
    if row.drawing is None:
        return QSizeF(0, 0)
    size: QSizeF = row.drawing.viewBoxF().size() * _scale(option)
    return size * min(1.0, _room(_view(option)) / max(size.width(), 1.0))


def _counts_below(option: QStyleOptionViewItem, row: Row, counter: str) -> bool:
    """Whether the counter needs a line of its own; it keeps it, so that no step moves the list."""
    aside: int = GAP + option.fontMetrics.horizontalAdvance(counter)
    return _fitted(option, row).width() + aside > _room(_view(option))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _scale(option: QStyleOptionViewItem) -> float:
    return option.widget.logicalDpiY() / _POINTS_PER_INCH


def dot_place(rect: QRectF) -> QPointF:
    """The middle of a breakpoint's mark in a row; the arrow covers its left half."""
    return QPointF(rect.left() + 13.5, rect.center().y())


def _paint_arrow(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    middle, left = rect.center().y(), rect.left() + 5
    points = ((0, -2), (7, -2), (7, -6), (14, 0), (7, 6), (7, 2), (0, 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(left + x, middle + y) for x, y in points]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _pixmap(row: Row, size: QSizeF, density: float) -> QPixmap:
    """The line's drawing in pixels, kept: a list is painted whole at every step."""
    wanted = (size * density).toSize().expandedTo(QSize(1, 1))
    if row.pixmap is None or row.pixmap.size() != wanted:
        assert row.drawing is not None
        row.pixmap = QPixmap(wanted)
        row.pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(row.pixmap)
        row.drawing.render(painter, QRectF(QPointF(), QSizeF(wanted)))
        painter.end()
        row.pixmap.setDevicePixelRatio(density)
    return row.pixmap
