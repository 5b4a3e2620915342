"""Makes the window's actions, menus and toolbar from the table of commands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar

from backprop_gui.ui.commands import COMMANDS, FILE, MENUS, SUBMENUS, Command
from backprop_gui.ui.look.icons import icon
from backprop_gui.ui.parts import Parts


class Actions(QObject):
    """The actions by their command's id; `refresh` enables those that can act now."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts, self._window = parts, parts.window
        self._made = {command.id: self._action(command) for command in COMMANDS}
        self._made["open-recent"].setMenu(parts.recent)
        self._fill_menus()
        self.toolbar = self._toolbar()
        self.renew_icons()
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    @property
    def pointed(self) -> str:
        """What the commands about a line or quantity act on; "" for nothing."""
        return self._parts.pointed.name

    def refresh(self) -> None:
        """Enable what can act, disable what can't; mark what is chosen."""
        for command in COMMANDS:
            action = self._made[command.id]
            action.setEnabled(command.can(self._parts))
            if command.checked is not None:
                action.setChecked(command.checked(self._parts))

    def renew_icons(self) -> None:
        """Draw the icons in the theme's colours."""
        for command in COMMANDS:
            if command.icon:
                self._made[command.id].setIcon(icon(command.icon))

    def _action(self, command: Command) -> QAction:
        action = QAction(_tr(command.text), self._window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setToolTip(f"{_tr(command.does)} ({command.keys[0]})")
        action.setStatusTip(_tr(command.tip))
        action.setCheckable(command.checked is not None)
        action.setIconVisibleInMenu(command.checked is None)  # an icon looks like a mark
        action.triggered.connect(partial(self._trigger, command))
        if command.where:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._parts.area(command.where).addAction(action)
        return action

    def _trigger(self, command: Command) -> None:
        """The last drawing may be older than the last key: what can't act any more does not."""
        if command.can(self._parts):
            self._parts.message.dismiss()
            self._parts.desk.attempt(partial(command.run, self._parts))
        self.refresh()

    def _fill_menus(self) -> None:
        for title in MENUS:
            menu = self._window.menuBar().addMenu(_tr(title))
            commands = [command for command in COMMANDS if command.menu == title]
            inner = menu
            for before, command in zip([None, *commands], commands, strict=False):
                group = command.group
                if before is None or before.group != group:
                    inner = self._begin(menu, group)
                inner.addAction(self._made[command.id])

    def _begin(self, menu: QMenu, group: int) -> QMenu:
        """A group stands behind a line, or in a submenu of its own."""
        before = menu.actions()[-1:]
        if before and not (group in SUBMENUS and before[0].menu() is not None):
            menu.addSeparator()
        return menu.addMenu(_tr(SUBMENUS[group])) if group in SUBMENUS else menu

    def _toolbar(self) -> QToolBar:
        bar = QToolBar(_tr("Commands"), self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        commands = sorted((c for c in COMMANDS if c.bar), key=_place)
        for before, command in zip([None, *commands], commands, strict=False):
            if before is not None and before.group != command.group:
                bar.addSeparator()
            bar.addAction(self._made[command.id])
        return bar


def _place(command: Command) -> int:
    """The file's commands stand before the others."""
    return -1 if command.menu == FILE else 0


def _tr(text: str) -> str:
    return QCoreApplication.translate("commands", text)
