"""A field for the name of a quantity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit

from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation, theme

_MOST_NAMES = 400  # of one array, for completion


class NameField(QLineEdit):
    """A quantity's name, with completion; what is wrong with it is said below it."""

    def __init__(self, session: Session, label: str) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(label)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setStyleSheet(f"color: {theme.current().error}")
        self.problem.hide()
        completer = QCompleter(list(_names(session)), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)

    @property
    def name(self) -> str:
        """The name in the program's spelling, whichever was typed."""
        return notation.own(self._session, self.text().strip())

    def tell(self, problem: str) -> None:
        """Say what is wrong; "" nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.setAccessibleDescription(problem)


def _names(session: Session) -> Iterator[str]:
    for spec in session.program.arrays:
        yield from map(str, islice(spec.elements(), _MOST_NAMES))
