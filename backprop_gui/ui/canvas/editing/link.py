"""The line that is drawn from a unit to the pointer, and beside it what would come of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsView, QLabel
from shiboken6 import isValid

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.editing.workbench import Offer
from backprop_gui.ui.canvas.items.swing import swing
from backprop_gui.ui.look import theme

AWAY = QPoint(16, 14)
WIDEST = 340


class Link:
    """Hidden until it is shown. Dotted while nothing, or what is refused, is under the pointer."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self._line: QGraphicsPathItem | None = None
        self.label = QLabel(view)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.hide()

    def show(self, source: Box, pointer: QPoint, offer: Offer | None) -> None:
        """From the right side of a unit's box to a place in the viewport."""
        line = self._line
        if line is None or not isValid(line):  # a scene that is drawn anew deletes it
            line = self._line = QGraphicsPathItem()
            line.setZValue(5)
            self._view.scene().addItem(line)
        start, end = QPointF(source.right, source.centre[1]), self._view.mapToScene(pointer)
        line.setPath(swing(start, end))
        line.setPen(_pen(offer))
        self._tell(pointer, offer)

    def hide(self) -> None:
        """Take both away."""
        if self._line is not None and isValid(self._line):
            self._view.scene().removeItem(self._line)
        self._line = None
        self.label.hide()

    def _tell(self, pointer: QPoint, offer: Offer | None) -> None:
        self.label.setVisible(offer is not None)
        if offer is None:
            return
        colours = theme.current()
        ink, ground = (
            (colours.text, colours.panel) if offer.allowed else (colours.error, colours.error_fill)
        )
        edge = colours.accent if offer.allowed else colours.error
        text = ("+ " if offer.allowed else "✕ ") + offer.text
        if text != self.label.text() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, offer.text))
        self.label.setText(text)
        self.label.setStyleSheet(
            f"color: {ink}; background: {ground}; padding: 4px 6px;"
            f"border: 1px solid {edge}; border-radius: 4px;"
        )
        wanted = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 20
        self.label.setFixedWidth(min(wanted, WIDEST, self._view.width() - 8))
        self.label.adjustSize()
        self.label.move(self._inside(pointer + AWAY))
        self.label.raise_()

    def _inside(self, corner: QPoint) -> QPoint:
        room = self._view.size() - self.label.size()
        return QPoint(
            max(4, min(corner.x(), room.width() - 4)), max(4, min(corner.y(), room.height() - 4))
        )


def _pen(offer: Offer | None) -> QPen:
    colours, allowed = theme.current(), offer is not None and offer.allowed
    refused = offer is not None and not offer.allowed
    pen = QPen(QColor(colours.error if refused else colours.accent), 2.2)
    pen.setStyle(Qt.PenStyle.SolidLine if allowed else Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    return pen
