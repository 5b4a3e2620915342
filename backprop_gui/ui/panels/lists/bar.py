"""The commands of a panel's list: buttons below it, and the same in its context menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QToolButton, QWidget

from backprop_gui.ui.widgets.flow import FlowLayout


class ActionBar(QWidget):
    """Shows actions of the window, which enable and explain themselves; `last` comes after them.

    Where it is narrow its buttons stand in several lines.
    """

    def __init__(self, table: QAbstractItemView, last: QWidget | None = None) -> None:
        super().__init__()
        self._table, self._last = table, last
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._flow = FlowLayout()
        self._flow.setContentsMargins(4, 0, 4, 4)
        self.setLayout(self._flow)

    def show_actions(self, actions: Iterable[QAction], texts: Iterable[str]) -> None:
        """Add one button for each; `texts` are the short words on them."""
        before: QWidget = self._table
        for action, text in zip(actions, texts, strict=True):
            action.setIconText(text)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._flow.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
            self._table.addAction(action)
        if self._last is not None:
            self._flow.addWidget(self._last)
            QWidget.setTabOrder(before, self._last)
