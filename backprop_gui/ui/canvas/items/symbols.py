"""Names of quantities as mathematics draws them, painted without a layout engine."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from backprop_gui.ui.canvas.records import Symbol

SERIF = ("STIX Two Text", "Cambria", "Times New Roman", "DejaVu Serif")
INDEX_SIZE = 0.7
_FIGURES = str.maketrans("123456789", "0" * 9)


@lru_cache(maxsize=32)
def symbol_font(size: float) -> QFont:
    """Italic serif of `size` pixels."""
    font = QFont()
    font.setFamilies(list(SERIF))
    font.setPixelSize(max(1, round(size)))
    font.setItalic(True)
    return font


@lru_cache(maxsize=32)
def number_font(size: float, bold: bool = False) -> QFont:
    """The application's font with figures of one width, of `size` pixels."""
    font = QFont()
    font.setPixelSize(max(1, round(size)))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of `text` in the number font, whose figures are all as wide as a 0."""
    return _number_width(text.translate(_FIGURES), size, bold)


@lru_cache(maxsize=4096)
def _number_width(text: str, size: float, bold: bool) -> float:
    return QFontMetricsF(number_font(size, bold)).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _widths(symbol: Symbol, size: float) -> tuple[float, float]:
    index = QFontMetricsF(symbol_font(size * INDEX_SIZE))
    base = QFontMetricsF(symbol_font(size)).horizontalAdvance(symbol.base)
    return base, max(index.horizontalAdvance(symbol.sub), index.horizontalAdvance(symbol.sup))


def symbol_width(symbol: Symbol, size: float) -> float:
    """Width of a drawn symbol."""
    return sum(_widths(symbol, size)) + 1


def draw_symbol(
    painter: QPainter, left: float, baseline: float, symbol: Symbol, size: float
) -> None:
    """Draw with the painter's pen; `baseline` is that of the base letter."""
    base, _ = _widths(symbol, size)
    painter.setFont(symbol_font(size))
    painter.drawText(QPointF(left, baseline), symbol.base)
    painter.setFont(symbol_font(size * INDEX_SIZE))
    if symbol.sub:
        painter.drawText(QPointF(left + base + 1, baseline + 0.22 * size), symbol.sub)
    if symbol.sup:
        painter.drawText(QPointF(left + base + 1, baseline - 0.38 * size), symbol.sup)
