"""The menu from which a layer's activation is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from backprop_gui.engine.activations import ACTIVATIONS


class ActivationMenu(QMenu):
    """All of the table, the present one marked; `choose` gets the name of another one."""

    def __init__(self, parent: QWidget, present: str, choose: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Activation of the layer"))
        group = QActionGroup(self)
        for name, entry in ACTIVATIONS.items():
            action = QAction(entry.title, group, checkable=True, checked=name == present)
            action.setData(name)
            self.addAction(action)
            if name == present:
                self.setActiveAction(action)
        self.triggered.connect(lambda action: choose(action.data()))
