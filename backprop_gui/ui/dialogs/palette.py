"""The command palette: type a few letters of any command, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.ui.dialogs.room import give_room
from backprop_gui.ui.look.fonts import text_scale

_ROLE = Qt.ItemDataRole.UserRole
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ICON, _LARGEST = 16, 96  # pixels: at the ordinary text size; an icon is never drawn larger
_NATIVE = QKeySequence.SequenceFormat.NativeText


class Palette(QDialog):
    """Lists actions that contain the typed words, in any order; those that can't act stand grey.

    The chosen action is triggered when the palette has closed, so that it acts on the window.
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(_tr("Commands"))
        self.field, self.list = QLineEdit(), _list()
        self.field.setPlaceholderText(_tr("Type a part of a command"))
        self.field.setAccessibleName(_tr("Filter of the commands"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        give_room(self, 560, 420)
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
            told = f"{_plain(action)} {_keys(action)} {action.statusTip()}".lower()
            if all(word in told for word in words):
                self.list.addTopLevelItem(_item(action))
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _choose(self) -> None:
        item = self.list.currentItem()
        action: QAction | None = None if item is None else item.data(0, _ROLE)
        if action is not None and action.isEnabled():
            self.accept()
            QTimer.singleShot(0, action, action.trigger)


def show_palette(parent: QWidget, actions: Sequence[QAction]) -> None:
    """Show the palette until a command is chosen or Escape is pressed."""
    dialog = Palette(actions, parent)
    dialog.exec()
    dialog.deleteLater()


def _list() -> QTreeWidget:
    """The commands, and beside them their keys, one below the other."""
    made = QTreeWidget()
    made.setAccessibleName(_tr("Commands"))
    made.setColumnCount(2)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setIconSize(QSize(_ICON, _ICON) * text_scale())
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made


def _distance(action: QAction, words: Sequence[str]) -> tuple[bool, bool]:
    """What can act stands first, then what has the words in its name."""
    named = all(word in _plain(action).lower() for word in words)
    return not action.isEnabled(), not named


def _item(action: QAction) -> QTreeWidgetItem:
    item = QTreeWidgetItem([_plain(action), _keys(action)])
    item.setIcon(0, _nothing() if action.icon().isNull() else action.icon())
    item.setData(0, _ROLE, action)
    item.setToolTip(0, action.toolTip())
    if not action.isEnabled():
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    return item


def _nothing() -> QIcon:
    """In the place of an icon: names begin one below the other."""
    empty = QPixmap(_LARGEST, _LARGEST)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


def _moves(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and Qt.Key(event.key()) in _MOVING


def _plain(action: QAction) -> str:
    return action.text().replace("&", "")


def _keys(action: QAction) -> str:
    return action.shortcut().toString(_NATIVE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
