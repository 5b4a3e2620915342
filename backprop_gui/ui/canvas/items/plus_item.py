"""One plus, shown while the pointer is near; filled while it is under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from backprop_gui.ui.canvas.items.item import Item
from backprop_gui.ui.canvas.items.pluses import RADIUS, Plus
from backprop_gui.ui.look import theme

ARM = 4.6


class PlusItem(Item):
    def __init__(self) -> None:
        super().__init__()
        self.plus: Plus | None = None
        self._hot = False
        self.setZValue(6)

    def show_plus(self, plus: Plus | None, hot: bool = False) -> None:
        """Show this one, or none; `hot` where a click would add."""
        if (plus, hot) != (self.plus, self._hot):
            self.prepareGeometryChange()
            self.plus, self._hot = plus, hot
            self.update()

    def boundingRect(self) -> QRectF:
        if self.plus is None:
            return QRectF()
        reach = RADIUS + 2
        return QRectF(self.plus.x - reach, self.plus.y - reach, 2 * reach, 2 * reach)

    def draw(self, painter: QPainter) -> None:
        if self.plus is None:
            return
        colours = theme.current()
        middle = QPointF(self.plus.x, self.plus.y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(QColor(colours.accent if self._hot else colours.panel))
        painter.drawEllipse(middle, RADIUS, RADIUS)
        ink = colours.accent_text if self._hot else colours.accent
        painter.setPen(QPen(QColor(ink), 2.0, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(middle - QPointF(ARM, 0), middle + QPointF(ARM, 0))
        painter.drawLine(middle - QPointF(0, ARM), middle + QPointF(0, ARM))
