"""Paints a card: the picture, the title, what to look for, the size."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from backprop_gui.ui.dialogs.gallery.cards import CARD, Card
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.sketch_picture import PICTURE, sketch_picture

_MARGIN, _PADDING, _GAP = 5, 12, 6
_AROUND = _MARGIN + _PADDING
# A row that is filled to the last pixel is broken by the list.
_SPARE = 2
LEAST_WIDTH = PICTURE.width() + 2 * _AROUND
_WRAPPED = Qt.TextFlag.TextWordWrap
_State = QStyle.StateFlag


def width_in(room: int) -> int:
    """The width of cards that fill a row."""
    return max(LEAST_WIDTH, (room - _SPARE) // max(room // LEAST_WIDTH, 1))


class CardDelegate(QStyledItemDelegate):
    """All cards are as wide as the list wants them, and as high as the one that says most."""

    def __init__(self, cards: list[Card], parent: QWidget) -> None:
        super().__init__(parent)
        self._cards, self.width = cards, LEAST_WIDTH

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        texts = max(self._height(option.font, card) for card in self._cards)
        return QSize(self.width, 2 * _AROUND + PICTURE.height() + texts)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        card, colours = index.data(CARD), theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _frame(painter, option, colours)
        inner = option.rect.adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        if card.portrait:
            left = inner.center().x() - PICTURE.width() // 2
            picture = sketch_picture(card.portrait.picture, option.widget.devicePixelRatioF())
            painter.drawPixmap(left, inner.top(), picture)
        self._write(painter, inner, option.font, card, colours)
        painter.restore()

    def _write(
        self, painter: QPainter, inner: QRect, font: QFont, card: Card, colours: theme.Theme
    ) -> None:
        top = inner.top() + PICTURE.height() + _GAP
        for written, text, colour in (
            (_bold(font), card.example.title, colours.text),
            (font, card.example.look_for, colours.text),
        ):
            painter.setFont(written)
            painter.setPen(QColor(colour))
            place = QRect(inner.left(), top, inner.width(), inner.bottom() - top)
            top = painter.drawText(place, _WRAPPED, text).bottom() + _GAP
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, card.size)

    def _height(self, font: QFont, card: Card) -> int:
        room = QRect(0, 0, self.width - 2 * _AROUND, 10_000)
        title = QFontMetrics(_bold(font)).boundingRect(room, _WRAPPED, card.example.title)
        plain = QFontMetrics(font)
        line = plain.boundingRect(room, _WRAPPED, card.example.look_for)
        return title.height() + line.height() + plain.height() + 4 * _GAP


def _frame(painter: QPainter, option: QStyleOptionViewItem, colours: theme.Theme) -> None:
    """Thin; thick around the chosen card, and in the accent's colour where keys go to it."""
    chosen = bool(option.state & _State.State_Selected)
    marked = chosen or bool(option.state & _State.State_MouseOver)
    colour = colours.outline if marked else colours.border
    if chosen and option.widget.hasFocus():
        colour = colours.accent
    painter.setPen(QPen(QColor(colour), 3.0 if chosen else 1.0))
    painter.setBrush(QColor(colours.panel))
    edge = QRectF(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    painter.drawRoundedRect(edge, 8, 8)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
