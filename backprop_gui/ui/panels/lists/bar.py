"""The commands of a panel's list: buttons below or beside it, and the same in its context menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QSizePolicy, QToolButton, QWidget


class ActionBar(QWidget):
    """Shows actions of the window, which enable and explain themselves."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__()
        self._table = table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(4, 0, 4, 4)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def stand(self, upright: bool) -> None:
        """The buttons stand one below the other, or side by side."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if upright else direction.LeftToRight)

    def show_actions(self, actions: Iterable[QAction], texts: Iterable[str]) -> None:
        """Add one button for each; `texts` are the short words on them."""
        before: QWidget = self._table
        for action, text in zip(actions, texts, strict=True):
            action.setIconText(text)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._row.insertWidget(self._row.count() - 1, button)
            QWidget.setTabOrder(before, button)
            before = button
            self._table.addAction(action)
