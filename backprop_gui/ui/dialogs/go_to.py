"""Asks where to go; what is wrong with the answer is said while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from backprop_gui.errors import BackpropError
from backprop_gui.session.destinations import destination
from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui import theme

_Button = QDialogButtonBox.StandardButton
_WIDTH = 420


class GoToDialog(QDialog):
    """`position` is the place that the text means; None while it means none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Go to"))
        self.setMinimumWidth(_WIDTH)
        self._session = session
        self.position: Position | None = None
        self.field, self.problem = QLineEdit(), QLabel()
        self.field.setPlaceholderText(_tr("12, line 7, delta[1,2], 12 line 7, 12 loss"))
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem.setStyleSheet(f"color: {theme.current().error}")
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._read)
        self._place()
        self._read("")

    def _place(self) -> None:
        asked = QLabel(_tr("An iteration, a line of the program, or a &quantity:"))
        asked.setBuddy(self.field)
        layout = QVBoxLayout(self)
        for part in (asked, self.field, self.problem, self.buttons):
            layout.addWidget(part)

    def _read(self, text: str) -> None:
        self.position, said = None, ""
        try:
            if text.strip():
                self.position = self._session.clock.checked(destination(self._session, text))
        except BackpropError as problem:
            said = f"⚠ {problem}"
        self.problem.setText(said)
        self.field.setAccessibleDescription(said)
        self.buttons.button(_Button.Ok).setEnabled(self.position is not None)


def ask_place(parent: QWidget, session: Session) -> Position | None:
    """Where to go; None where the person thought better of it."""
    dialog = GoToDialog(session, parent)
    good = dialog.exec()
    dialog.deleteLater()
    return dialog.position if good else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
