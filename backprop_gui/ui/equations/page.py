"""Lays out and paints typeset equations, each as a drawing or, without one, as its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QStaticText,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.accessible.items import Items
from backprop_gui.ui.accessible.widget import Painting, install
from backprop_gui.ui.equations.telling import PageContent, Row
from backprop_gui.ui.look import theme

ENLARGED = 1.45  # equations, of the interface's font: indices of indices stay readable
_MARGIN = 10.0
_GAP = 7.0
_PARAGRAPH = 9.0  # more above a line that begins a new equation
_SMALLEST = 0.7  # below this the indices cannot be read: scroll instead
_BROKEN = 0.8  # lines are rather made as small as this than broken
# In em: what stands to the left of a relation sign, which one at a line's start lacks, less the
# margins of the left side's page.
_RELATION_SPACE = 5 / 18 - 2 * 0.06
_POINTS_PER_INCH = 72.0
_LARGEST = (
    300_000  # bytes: about 120 terms, which take 10 ms to parse and nobody reads as a formula
)


def left_side(typst: str) -> str:
    """What stands before the equals sign that is in no parenthesis and no string."""
    depth, quoted = 0, False
    for place, sign in enumerate(typst):
        if sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "=" and depth == 0 and typst[place - 1 : place] not in ("<", ">", "!", "="):
            return typst[:place].rstrip(" &")
    return ""


class EquationPage(QWidget, Painting):
    """The inside of an EquationView."""

    accessible_role = QAccessible.Role.Grouping
    painted: Items

    def __init__(self, view: QWidget) -> None:
        install()
        super().__init__(view)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._rows: tuple[Row, ...] = ()
        self._places: tuple[QRectF, ...] = ()
        self.painted = Items(self, PageContent(self))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The equations."""
        return self._rows

    @property
    def has_drawings(self) -> bool:
        """Whether the rows have been typeset."""
        return any(row.drawing is not None for row in self._rows)

    @property
    def places(self) -> tuple[QRectF, ...]:
        """Where each row stands, in pixels."""
        return self._places

    def show_text(self, texts: Sequence[str], sources: Sequence[str]) -> None:
        """Rows without drawings."""
        pairs = zip(texts, sources, strict=True)
        self._rows = tuple(Row(text, _continues(source)) for text, source in pairs)
        self.painted.tell_structure()

    def show_drawings(self, drawings: Sequence[bytes], sides: Sequence[bytes]) -> None:
        """The rows' drawings and those of their left sides; empty bytes where there is none."""
        indent, rows = 0.0, []
        for row, drawing, side in zip(self._rows, drawings, sides, strict=True):
            usable = 0 < len(drawing) <= _LARGEST
            renderer = QSvgRenderer(QByteArray(drawing)) if usable else None
            rows.append(replace(row, drawing=renderer, indent=indent if row.continues else 0.0))
            if side and not row.continues:
                indent = self._indent(side)
        self._rows = tuple(rows)

    def room_pt(self, width: int) -> float:
        """How wide an equation may be in a view `width` pixels wide, in points at full size."""
        return max(width - 2 * _MARGIN, 1.0) / self._pixels_per_point() / _BROKEN

    def fit(self, room: QSize) -> None:
        """Lay the rows out for a view of `room` pixels."""
        inner = max(room.width() - 2 * _MARGIN, 1.0)
        rights = (row.indent + self._size(row, inner).width() for row in self._rows if row.drawing)
        scale = min(1.0, max(_SMALLEST, inner / max(rights, default=inner)))
        top = _MARGIN
        places: list[QRectF] = []
        for row in self._rows:
            top += _PARAGRAPH if places and not row.continues else 0.0
            factor = scale if row.drawing else 1.0
            size = self._size(row, inner) * factor
            left = _MARGIN + row.indent * factor
            places.append(QRectF(left, top, size.width(), size.height()))
            top += size.height() + _GAP
        self._places = tuple(places)
        right = max((place.right() for place in places), default=0.0)
        needed = QSizeF(right + _MARGIN, top - _GAP + _MARGIN).toSize()
        self.resize(needed.expandedTo(room))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Drawings as vectors, so that they are sharp at every pixel density."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.text))
        for row, place in zip(self._rows, self._places, strict=True):
            if row.drawing is not None:
                row.drawing.render(painter, place)
            else:
                painter.drawStaticText(place.topLeft(), _wrapped(row.text, place.width()))

    def _size(self, row: Row, width: float) -> QSizeF:
        if row.drawing is not None:
            return row.drawing.viewBoxF().size() * self._pixels_per_point()
        text = _wrapped(row.text, width)
        text.prepare(font=self.font())
        return QSizeF(width, text.size().height())

    def _indent(self, side: bytes) -> float:
        box = QSvgRenderer(QByteArray(side)).viewBoxF()
        em = self.font().pointSizeF() * ENLARGED
        return (box.width() + _RELATION_SPACE * em) * self._pixels_per_point()

    def _pixels_per_point(self) -> float:
        return self.logicalDpiY() / _POINTS_PER_INCH


def _wrapped(text: str, width: float) -> QStaticText:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    result = QStaticText(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setTextOption(option)
    result.setTextWidth(width)
    return result


def _continues(source: str) -> bool:
    return source.lstrip(" &").startswith("=")
