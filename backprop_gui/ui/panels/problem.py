"""What is wrong with a text that is being typed: the place in the text, and the reason."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import WrongExpression
from backprop_gui.ui import theme


class Problem(QLabel):
    """Hidden while there is none. It is as high as its words need, whatever is around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.hide()

    def show_problem(self, html: str) -> None:
        """Show a reason; "" for none."""
        self.setText(html)
        self.setVisible(bool(html))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


def marked(wrong: BackpropError, text: str) -> str:
    """The text with the wrong place underlined, below it the reason, as rich text."""
    if not isinstance(wrong, WrongExpression):
        return f"{_underlined(text, 0, len(text))}<br>{red(str(wrong))}"
    start, stop = wrong.span.start, max(wrong.span.stop, wrong.span.start + 1)
    return f"{_underlined(text, start, stop)}<br>{red(wrong.reason)}"


def red(text: str) -> str:
    """A reason without a place."""
    return f"<span style='color:{theme.current().error}'>⚠ {escape(text)}</span>"


def _underlined(text: str, start: int, stop: int) -> str:
    wrong = escape(text[start:stop].strip()) or "⎵"
    mark = f"<u style='color:{theme.current().error}'>{wrong}</u>"
    return f"{escape(text[:start])}{mark}{escape(text[stop:])}"
