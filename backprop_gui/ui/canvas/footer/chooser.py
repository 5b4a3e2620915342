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
        self.edges = _button(_tr("Edges"), _tr("What edges show"))
        self.units = _button(_tr("Units"), _tr("What units show"))
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
        """Say what is shown; it is seen in the legend."""
        edges, units = EDGES[showing.edges].title, UNITS[showing.units].title
        for button, title in ((self.edges, edges), (self.units, units)):
            button.setAccessibleName(f"{button.toolTip()}: {_tr(title)}")


def _button(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text + "\u2003")  # room for the arrow
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(name)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)
