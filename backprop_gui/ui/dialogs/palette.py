"""The command palette: type a few letters of any command, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_ROLE = Qt.ItemDataRole.UserRole
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_NATIVE = QKeySequence.SequenceFormat.NativeText


class Palette(QDialog):
    """Lists actions that contain the typed words, in any order; those that can't act stand grey.

    The chosen action is triggered when the palette has closed, so that it acts on the window.
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(_tr("Commands"))
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText(_tr("Type a part of a command"))
        self.field.setAccessibleName(_tr("Filter of the commands"))
        self.list.setAccessibleName(_tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.resize(560, 420)
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while one types."""
        if isinstance(event, QKeyEvent) and _moves(event):
            return self.list.event(event)
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        words = typed.lower().split()
        for action in sorted(self._actions, key=lambda a: _distance(a, words)):
            if all(word in f"{_shown(action)} {action.statusTip()}".lower() for word in words):
                self.list.addItem(_item(action))
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        action: QAction | None = None if item is None else item.data(_ROLE)
        if action is not None and action.isEnabled():
            self.accept()
            QTimer.singleShot(0, action, action.trigger)


def show_palette(parent: QWidget, actions: Sequence[QAction]) -> None:
    """Show the palette until a command is chosen or Escape is pressed."""
    Palette(actions, parent).exec()


def _distance(action: QAction, words: Sequence[str]) -> tuple[bool, bool]:
    """What can act stands first, then what has the words in its name."""
    named = all(word in _plain(action).lower() for word in words)
    return not action.isEnabled(), not named


def _shown(action: QAction) -> str:
    return f"{_plain(action)}   {action.shortcut().toString(_NATIVE)}".rstrip()


def _item(action: QAction) -> QListWidgetItem:
    item = QListWidgetItem(action.icon(), _shown(action))
    item.setData(_ROLE, action)
    item.setToolTip(action.toolTip())
    if not action.isEnabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item


def _moves(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and Qt.Key(event.key()) in _MOVING


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
