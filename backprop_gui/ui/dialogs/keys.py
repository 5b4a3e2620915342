"""Lists every command with its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

_SIZE = QSize(1000, 640)
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class KeyRow:
    """A command: the menu it stands in, its text, its keys, what it does."""

    menu: str
    text: str
    keys: tuple[str, ...]
    tip: str


class KeysDialog(QDialog):
    """The commands by menu."""

    def __init__(self, rows: Sequence[KeyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Keys"))
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([_tr("Command"), _tr("Keys"), _tr("What it does")])
        for menu in dict.fromkeys(row.menu for row in rows):
            heading = QTreeWidgetItem(self.tree, [menu])
            for row in (row for row in rows if row.menu == menu):
                keys = ", ".join(QKeySequence(key).toString(_NATIVE) for key in row.keys)
                QTreeWidgetItem(heading, [row.text, keys, row.tip])
        self.tree.expandAll()
        for column in range(3):
            self.tree.resizeColumnToContents(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * 0.95))


def show_keys(parent: QWidget, rows: Sequence[KeyRow]) -> None:
    """Show the list until it is closed."""
    KeysDialog(rows, parent).exec()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
