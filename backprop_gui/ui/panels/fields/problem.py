"""What is wrong with a text that is being typed: the place in the text, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import Span, WrongExpression
from backprop_gui.ui.look import theme

_AROUND = 12  # characters before and after the wrong ones


class Problem(QLabel):
    """Hidden while there is none. It is as high as its words need, whatever is around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
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


@dataclass(frozen=True)
class Wrong:
    """What is said about a text, as rich text, and the characters that it is about.

    "" and None where nothing is wrong.
    """

    said: str = ""
    place: Span | None = None


def wrong(problem: BackpropError, text: str) -> Wrong:
    """The wrong part of the text underlined, below it the reason."""
    if not isinstance(problem, WrongExpression):
        whole = Span(0, len(text))
        return Wrong(f"{_underlined(text, whole)}<br>{red(str(problem))}", whole)
    place = Span(problem.span.start, max(problem.span.stop, problem.span.start + 1))
    return Wrong(f"{_underlined(text, place)}<br>{red(problem.reason)}", place)


def red(text: str) -> str:
    """A reason without a place."""
    return f"<span style='color:{theme.current().error}'>⚠ {escape(text)}</span>"


def _underlined(text: str, place: Span) -> str:
    """The place with what stands around it."""
    before, after = text[: place.start], text[place.stop :]
    mark = escape(text[place.start : place.stop].strip()) or "⎵"
    marked = f"<u style='color:{theme.current().error}'>{mark}</u>"
    return f"{escape(_last(before))}{marked}{escape(_first(after))}"


def _first(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}…"


def _last(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"
