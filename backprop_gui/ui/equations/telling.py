"""The equations of a page as screen readers hear of them: line by line, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtSvg import QSvgRenderer

from backprop_gui.ui.accessible.content import Key, Told


@dataclass(frozen=True)
class Row:
    """One equation: its text, and its drawing when there is one; sizes in pixels at full size."""

    text: str
    continues: bool
    drawing: QSvgRenderer | None = None
    indent: float = 0.0


class Page(Protocol):
    """What is told of."""

    @property
    def rows(self) -> tuple[Row, ...]: ...

    @property
    def places(self) -> tuple[QRectF, ...]: ...

    def mapToGlobal(self, point: QPoint) -> QPoint: ...


class PageContent:
    """A part a line, addressed by its number from 0."""

    focus = None

    def __init__(self, page: Page) -> None:
        self._page = page

    def children(self, key: Key | None) -> Sequence[Key]:
        """All lines."""
        return range(len(self._page.rows)) if key is None else ()

    def parent(self, key: Key) -> Key | None:
        """Lines are in nothing but the page."""
        return None

    def told(self, key: Key) -> Told:
        """The line's text, where it is drawn; LookupError where there is none."""
        number = key if isinstance(key, int) else -1
        if not 0 <= number < len(self._page.rows):
            raise LookupError(f"line {key} is not shown")
        text = self._page.rows[number].text
        return Told(text, QAccessible.Role.StaticText, self._place(number))

    def at(self, point: QPoint) -> Key | None:
        """The line at a point of the screen."""
        lines = range(len(self._page.rows))
        return next((n for n in lines if self._place(n).contains(point)), None)

    def _place(self, number: int) -> QRect:
        """Nowhere until the page has been laid out."""
        places = self._page.places
        if number >= len(places):
            return QRect()
        return places[number].toAlignedRect().translated(self._page.mapToGlobal(QPoint()))
