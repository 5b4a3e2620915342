"""A field for an expression, checked while it is typed: the reason and the place stand below."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from backprop_gui.errors import BackpropError
from backprop_gui.session.expressions.nodes import WrongExpression
from backprop_gui.session.session import Session
from backprop_gui.ui import theme


class ExpressionField(QLineEdit):
    """`entered` carries a right expression on Enter; `problem` is the label for a wrong one."""

    entered = Signal(str)

    def __init__(self, session: Session, hint: str) -> None:
        super().__init__()
        self._session = session
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.RichText)
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(4, 0, 4, 0)
        self.problem.setVisible(False)
        self.textChanged.connect(self._check)
        self.returnPressed.connect(self._enter)

    def set_session(self, session: Session) -> None:
        """Check against another session's network."""
        self._session = session
        self._check()

    def _enter(self) -> None:
        if self.text().strip() and self._check():
            self.entered.emit(self.text().strip())

    def _check(self) -> bool:
        """Whether the text is right; an empty one has no problem either."""
        said = self._problem() if self.text().strip() else ""
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        self.setAccessibleDescription(said)
        return not said

    def _problem(self) -> str:
        text = self.text()
        try:
            self._session.check_expression(text)
        except WrongExpression as wrong:
            start, stop = wrong.span.start, max(wrong.span.stop, wrong.span.start + 1)
            return _marked(text, start, stop, wrong.reason)
        except BackpropError as wrong:
            return _marked(text, 0, 0, str(wrong))
        return ""


def _marked(text: str, start: int, stop: int, reason: str) -> str:
    """The expression with the wrong place underlined, and why it is wrong."""
    error = theme.current().error
    place = escape(text[start:stop].strip() or "⎵")
    shown = f"{escape(text[:start])}<u style='color:{error}'>{place}</u>{escape(text[stop:])}"
    return f"<span style='color:{error}'>⚠ {escape(reason)}</span><br>{shown}"
