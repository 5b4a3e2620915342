"""Asks for the text of a note."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.ui.dialogs.room import give_room

_Button = QDialogButtonBox.StandardButton
_ACCEPT = ("Ctrl+Return", "Ctrl+Enter")
_SIZE = (420, 240)


class NoteDialog(QDialog):
    """Enter begins another line, Ctrl+Enter accepts, Tab leads on to the buttons."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Note"))
        give_room(self, *_SIZE)
        self.field = QPlainTextEdit(text)
        self.field.setTabChangesFocus(True)
        self.field.selectAll()
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
        self.buttons.button(_Button.Ok).setToolTip(_tr("Pin the note (Ctrl+Enter)"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._check)
        for keys in _ACCEPT:
            QShortcut(QKeySequence(keys), self, self.buttons.button(_Button.Ok).click)
        self._place()
        self._check()

    @property
    def text(self) -> str:
        """What has been written."""
        return self.field.toPlainText().strip()

    def _place(self) -> None:
        asked = QLabel(_tr("A remark that is &pinned to its position (Ctrl+Enter: OK)"))
        asked.setBuddy(self.field)
        asked.setWordWrap(True)
        layout = QVBoxLayout(self)
        for part, stretch in ((asked, 0), (self.field, 1), (self.buttons, 0)):
            layout.addWidget(part, stretch)

    def _check(self) -> None:
        self.buttons.button(_Button.Ok).setEnabled(bool(self.text))


def ask_note(parent: QWidget, text: str = "") -> str:
    """The text of a note; "" where the person thought better of it."""
    dialog = NoteDialog(text, parent)
    good = dialog.exec()
    dialog.deleteLater()
    return dialog.text if good else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
