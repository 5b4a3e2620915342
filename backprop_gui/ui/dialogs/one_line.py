"""Asks for one line of text; what is wrong with it is said while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.ui.dialogs.room import room
from backprop_gui.ui.look import theme

_Button = QDialogButtonBox.StandardButton
_WIDTH = 420
_LINES = 3  # of the reason: it has its place before there is one


class OneLineDialog(QDialog):
    """Accepts a text that `check` lets pass, which raises BackpropError where it does not.

    What `check` says of a good text stands where the reason would.
    """

    def __init__(
        self,
        title: str,
        question: str,
        check: Callable[[str], str],
        text: str = "",
        parent: QWidget | None = None,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self._may_be_empty = may_be_empty
        self.setWindowTitle(title)
        self.setMinimumWidth(room(self, _WIDTH, 0).width())
        self._check = check
        self.field, self.said = QLineEdit(text), QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._read)
        self._place(question)
        self.field.selectAll()
        self._read(text)

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.field.text().strip()

    def _place(self, question: str) -> None:
        asked = QLabel(question)
        asked.setBuddy(self.field)
        asked.setWordWrap(True)
        layout = QVBoxLayout(self)
        for part, stretch in ((asked, 0), (self.field, 0), (self.said, 1), (self.buttons, 0)):
            layout.addWidget(part, stretch)

    def _read(self, _: str) -> None:
        good, said = bool(self.text) or self._may_be_empty, ""
        try:
            said = self._check(self.text) if self.text else ""
        except BackpropError as problem:
            good, said = False, f"⚠ {problem}"
        colours = theme.current()
        self.said.setStyleSheet(f"color: {colours.muted if good else colours.error}")
        self.said.setText(said)
        self.field.setAccessibleDescription(said)
        self.buttons.button(_Button.Ok).setEnabled(good)
