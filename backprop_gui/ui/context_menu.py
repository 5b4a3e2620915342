"""The context menus of program, canvas and tables: what can be done about what is under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QMenu

from backprop_gui.ui.commands.stops import POINTED
from backprop_gui.ui.menus import Actions


class ContextMenu(QObject):
    """Of one widget: a right click chooses what is there, the menu's commands then act on it.

    The menu key acts on what is chosen already. `own` are groups of commands of this widget alone.
    """

    def __init__(self, area: QAbstractScrollArea, actions: Actions, *own: tuple[str, ...]) -> None:
        super().__init__(area)
        self._area, self._actions = area, actions
        self._groups = (*POINTED, *own)
        self.menu = QMenu(area)
        area.viewport().installEventFilter(self)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return False
        self._fill()
        if any(action.isEnabled() for action in self.menu.actions()):
            self.menu.popup(self._place(event))
        return True

    def _place(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return self._area.mapToGlobal(self._area.rect().center())
        return event.globalPos()

    def _fill(self) -> None:
        self._actions.refresh()
        self.menu.clear()
        for group in self._groups:
            self.menu.addActions(list(self._shown(group)))
            self.menu.addSeparator()

    def _shown(self, group: tuple[str, ...]) -> list[QAction]:
        return [self._actions[name] for name in group]
