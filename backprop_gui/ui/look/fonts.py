"""The application's fonts at the text size that the person chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QTableView, QWidget

TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200, 250)
"""In percent of the system's size."""
SMALLEST_TEXT, LARGEST_TEXT = TEXT_SIZES[0], TEXT_SIZES[-1]


def ordinary_font() -> QFont:
    """The system's font, which is that of 100 %."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def sized(percent: int) -> QFont:
    """The application's font at a text size."""
    font = ordinary_font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    return font


def text_scale() -> float:
    """How much larger texts are than the system's."""
    return QGuiApplication.font().pointSizeF() / ordinary_font().pointSizeF()


def fixed_font() -> QFont:
    """Figures of one width, as large as other texts."""
    font = QFont(QGuiApplication.font())
    font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    return font


def following_size(percent: int, step: int) -> int:
    """The next larger (1) or smaller (−1) text size; the same at the end."""
    others = [size for size in TEXT_SIZES if (size - percent) * step > 0]
    return min(others, key=lambda size: abs(size - percent), default=percent)


class _Follower(QObject):
    """Polish comes before a widget is seen for the first time: until then it has no font."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.Polish):
            self._fit()
        return False


def follow_font(widget: QWidget, fit: Callable[[], object]) -> None:
    """Call `fit`, now and whenever the widget gets another font."""
    fit()
    _Follower(widget, fit)


def fit_rows(table: QTableView, margin: int) -> None:
    """Rows as high as the table's font and a margin in pixels."""
    rows = table.verticalHeader()
    follow_font(table, lambda: rows.setDefaultSectionSize(table.fontMetrics().height() + margin))
