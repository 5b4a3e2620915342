"""What every drawing area of a plot has: the theme's axes, a ring while it has the keyboard."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen

from backprop_gui.ui.look import theme

STEPS: dict[Qt.Key, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}
"""By how much a key goes on among iterations or samples."""
ZOOMS: dict[Qt.Key, float] = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Minus: 1.25}


class PlotArea(pg.PlotWidget):  # type: ignore[misc]
    """Base of the charts."""

    def apply_theme(self) -> None:
        """Draw ground and axes in the theme's colours."""
        colours = theme.current()
        self.setBackground(colours.panel)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(QPen(QColor(colours.border), 1.01))  # Qt takes 0.1 ms a line at 1.0
            axis.setTextPen(colours.muted)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
