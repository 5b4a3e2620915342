"""What every drawing area of a plot has: the theme's axes, a ring while it has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip

from backprop_gui.ui.look import theme

STEPS: dict[Qt.Key, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}
"""By how much a key goes on among iterations or samples."""
ZOOMS: dict[Qt.Key, float] = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Minus: 1.25}
_MOVES: dict[Qt.Key, tuple[float, float]] = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}
"""Of what is in sight, right and up: with Shift."""
_HEIGHTS: dict[Qt.Key, float] = {Qt.Key.Key_Up: 0.8, Qt.Key.Key_Down: 1.25}
"""By how much the heights are zoomed: with Ctrl."""
_LINES = 10
"""So high, in lines of text, it has room for the name of the axis below."""


class PlotArea(pg.PlotWidget):  # type: ignore[misc]
    """Base of the charts.

    `exactly` gives what is read out with all its digits: a tooltip shows it where the mouse rests,
    and at the key Space.
    """

    exactly: Callable[[], str] = staticmethod(lambda: "")
    _made = False

    def set_decimal_mark(self, mark: str) -> None:
        """Write the values beside the axes with it."""
        for side in ("left", "bottom"):
            self.getAxis(side).set_decimal_mark(mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room what is drawn takes it, not the name of the axis below."""
        super().resizeEvent(event)
        if self._made:  # Qt gives it a size before it has axes
            lines = self.height() / self.fontMetrics().height()
            self.getAxis("bottom").showLabel(lines >= _LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._tell(self.viewport().rect().center())
        else:
            event.ignore()

    def looks_around(self, event: QKeyEvent) -> bool:
        """Shift and arrow keys move what is in sight, Ctrl, Up and Down zoom its heights.

        False for another key.
        """
        box, key, held = self.getViewBox(), Qt.Key(event.key()), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ShiftModifier and key in _MOVES:
            (left, right), (low, high) = box.viewRange()
            across, up = _MOVES[key]
            box.translateBy(x=across * (right - left), y=up * (high - low))
        elif held == Qt.KeyboardModifier.ControlModifier and key in _HEIGHTS:
            box.scaleBy(y=_HEIGHTS[key])
        else:
            return False
        box.sigRangeChangedManually.emit(box.state["mouseEnabled"])
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos())
            return True
        return bool(super().viewportEvent(event))

    def _tell(self, at: QPoint) -> None:
        """Until the mouse moves or another key is pressed."""
        area = self.viewport()
        around = QRect(at, at).adjusted(-2, -2, 2, 2)
        QToolTip.showText(area.mapToGlobal(at), self.exactly(), area, around)

    def apply_theme(self) -> None:
        """Draw ground and axes in the theme's colours."""
        colours = theme.current()
        self.setBackground(colours.panel)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(QPen(QColor(colours.outline), 1.01))  # Qt takes 0.1 ms a line at 1.0
            grid = colours.border if axis.grid else colours.outline
            axis.setTickPen(QPen(QColor(grid), 1.01))
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
