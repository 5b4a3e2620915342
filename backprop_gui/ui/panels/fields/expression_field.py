"""A field for an expression, checked while it is typed: the reason and the place stand below."""

from __future__ import annotations

from PySide6.QtCore import Signal

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.fields.marked_field import MarkedField
from backprop_gui.ui.panels.fields.problem import Problem, Wrong, wrong


class ExpressionField(MarkedField):
    """`entered` carries a right expression on Enter; `problem` is the label for a wrong one."""

    entered = Signal(str)

    def __init__(self, session: Session, hint: str) -> None:
        super().__init__()
        self._session = session
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.problem = Problem()
        self.problem.setContentsMargins(4, 0, 4, 0)
        self.textChanged.connect(self._check)
        self.returnPressed.connect(self._enter)

    def set_session(self, session: Session) -> None:
        """Check against another session's network."""
        self._session = session
        self._check()

    def _enter(self) -> None:
        if self.text().strip() and self._check():
            self.entered.emit(notation.own(self._session, self.text().strip()))

    def _check(self) -> bool:
        """Whether the text is right; an empty one has no problem either."""
        found = self._wrong() if self.text().strip() else Wrong()
        self.mark(found.place)
        self.problem.show_problem(found.said)
        self.setAccessibleDescription(found.said)
        return not found.said

    def _wrong(self) -> Wrong:
        try:
            self._session.check_expression(notation.own(self._session, self.text()))
        except BackpropError as problem:
            return wrong(problem, self.text())
        return Wrong()
