"""Names of quantities as mathematics or code writes them, painted without a layout engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from backprop_gui.formula.notations.symbol import Symbol

SERIF = ("STIX Two Text", "Cambria", "Times New Roman", "DejaVu Serif")
INDEX_SIZE = 0.7
BELOW, ABOVE = 0.22, -0.38
_FIGURES = str.maketrans("123456789", "0" * 9)
_HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a name: italic, or upright in code, with what stands below and above its end."""

    base: str
    below: str = ""
    above: str = ""
    italic: bool = True


@lru_cache(maxsize=32)
def symbol_font(size: float, italic: bool = True) -> QFont:
    """A serif of `size` pixels."""
    font = QFont()
    font.setFamilies(list(SERIF))
    font.setPixelSize(max(1, round(size)))
    font.setItalic(italic)
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
def pieces(symbol: Symbol) -> tuple[Piece, ...]:
    """The parts of a name from left to right."""
    return tuple(_pieces(symbol))


def _pieces(symbol: Symbol) -> Iterator[Piece]:
    if symbol.code:
        yield Piece(symbol.spelled, italic=False)
        return
    if symbol.over is not None:
        yield Piece("∂")
        yield from _pieces(symbol.top) if symbol.top else (Piece(symbol.letter),)
        yield Piece("/∂")
        yield from _pieces(symbol.over)
        return
    letter = symbol.letter + (_HAT if symbol.hat else "") + ("′" if symbol.prime else "")
    yield Piece(letter, symbol.below, symbol.above)
    if symbol.of is not None:
        yield from (Piece("("), *_pieces(symbol.of), Piece(")"))


@lru_cache(maxsize=4096)
def _widths(piece: Piece, size: float) -> tuple[float, float]:
    base = QFontMetricsF(symbol_font(size, piece.italic)).horizontalAdvance(piece.base)
    if not piece.below and not piece.above:
        return base, 0.0
    index = QFontMetricsF(symbol_font(size * INDEX_SIZE))
    return base, 1 + max(map(index.horizontalAdvance, (piece.below, piece.above)))


def symbol_width(symbol: Symbol, size: float) -> float:
    """Width of a drawn symbol."""
    return sum(sum(_widths(piece, size)) for piece in pieces(symbol))


def draw_symbol(
    painter: QPainter, left: float, baseline: float, symbol: Symbol, size: float
) -> None:
    """Draw with the painter's pen; `baseline` is that of the base letters."""
    for piece in pieces(symbol):
        base, indices = _widths(piece, size)
        painter.setFont(symbol_font(size, piece.italic))
        painter.drawText(QPointF(left, baseline), piece.base)
        painter.setFont(symbol_font(size * INDEX_SIZE))
        for text, down in ((piece.below, BELOW), (piece.above, ABOVE)):
            if text:
                painter.drawText(QPointF(left + base + 1, baseline + down * size), text)
        left += base + indices
