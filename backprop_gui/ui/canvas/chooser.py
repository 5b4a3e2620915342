"""Two buttons over the canvas: what its edges show, and what its units show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from backprop_gui.ui.canvas.shows import EDGES, UNITS, Showing


class Chooser(QWidget):
    """Hidden until it has something to offer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edges = _button(_tr("What edges show"))
        self.units = _button(_tr("What units show"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.edges)
        layout.addWidget(self.units)
        self.hide()

    def offer(self, edges: Sequence[QAction], units: Sequence[QAction]) -> None:
        """The choices as actions, one of each checked."""
        for button, actions in ((self.edges, edges), (self.units, units)):
            menu = QMenu(button)
            menu.addActions(list(actions))
            button.setMenu(menu)
        self.show()

    def show_chosen(self, showing: Showing) -> None:
        """Say on the buttons what is shown."""
        self.edges.setText(_tr("Edges: {}").format(_tr(EDGES[showing.edges].title)))
        self.units.setText(_tr("Units: {}").format(_tr(UNITS[showing.units].title)))
        self.adjustSize()


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)
