"""What is wrong with a breakpoint that is being typed: the reason, and the place in the text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import WrongExpression
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, Condition, Watchpoint
from backprop_gui.ui import theme


class Problem(QLabel):
    """Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.hide()

    def show_problem(self, html: str) -> None:
        """Show a reason; "" for none."""
        self.setText(html)
        self.setVisible(bool(html))


def problem(session: Session, breakpoint_: AnyBreakpoint) -> str:
    """The reason as rich text, below it the text with the wrong place marked; "" for none."""
    try:
        match breakpoint_:
            case Condition(expression=text):
                session.check_expression(text, condition=True)
            case Watchpoint(expression=text):
                session.check_expression(text)
    except WrongExpression as wrong:
        start, stop = wrong.span.start, max(wrong.span.stop, wrong.span.start + 1)
        return f"{_red(wrong.reason)}<br>{_marked(text, start, stop)}"
    except BackpropError as wrong:
        return _red(str(wrong))
    reason = session.problem(breakpoint_)
    return _red(reason) if reason else ""


def _red(text: str) -> str:
    return f"<span style='color:{theme.current().error}'>⚠ {escape(text)}</span>"


def _marked(text: str, start: int, stop: int) -> str:
    wrong = escape(text[start:stop].strip()) or "⎵"
    mark = f"<u style='color:{theme.current().error}'>{wrong}</u>"
    return f"{escape(text[:start])}{mark}{escape(text[stop:])}"
