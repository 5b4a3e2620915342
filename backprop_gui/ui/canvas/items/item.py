"""What all items of the drawing share."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class Item(QGraphicsItem):
    """Paints by `draw`, in the drawing's own lengths; what the mouse does is for the gestures."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Paint it all."""
        raise NotImplementedError
