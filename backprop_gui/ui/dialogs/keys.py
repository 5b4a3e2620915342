"""Lists every command with its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.ui.dialogs.room import give_room

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class KeyRow:
    """A command: the menu it stands in, its text, its keys, what it does."""

    menu: str
    text: str
    keys: tuple[str, ...]
    tip: str

    @property
    def written(self) -> str:
        """The keys as this system writes them."""
        return ", ".join(QKeySequence(key).toString(_NATIVE) for key in self.keys)

    def matches(self, words: Sequence[str]) -> bool:
        """Whether each word occurs somewhere."""
        told = f"{self.menu} {self.text} {self.written} {self.tip}".casefold()
        return all(word in told for word in words)


class KeysDialog(QDialog):
    """The commands by menu; a filter finds keys as well as words."""

    def __init__(self, rows: Sequence[KeyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Keys"))
        self._rows = rows
        self.filter, self.tree = QLineEdit(), QTreeWidget()
        self.filter.setPlaceholderText(_tr("Filter: a word, or a key such as F10"))
        self.filter.setAccessibleName(_tr("Filter of the keys"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self.tree.setAccessibleName(_tr("Commands and their keys"))
        self.tree.setHeaderLabels([_tr("Command"), _tr("Keys"), _tr("What it does")])
        self._show("")
        for column in range(3):
            self.tree.resizeColumnToContents(column)
        self._place()
        give_room(self, 1100, 640)

    def _show(self, typed: str) -> None:
        self.tree.clear()
        found = [row for row in self._rows if row.matches(typed.casefold().split())]
        for menu in dict.fromkeys(row.menu for row in found):
            heading = QTreeWidgetItem(self.tree, [menu])
            for row in (row for row in found if row.menu == menu):
                item = QTreeWidgetItem(heading, [row.text, row.written, row.tip])
                item.setToolTip(2, row.tip)
        self.tree.expandAll()

    def _place(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.filter, self.tree, buttons):
            layout.addWidget(widget)


def show_keys(parent: QWidget, rows: Sequence[KeyRow]) -> None:
    """Show the list until it is closed."""
    dialog = KeysDialog(rows, parent)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
