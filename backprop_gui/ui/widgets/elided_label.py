"""A line of text that gives way: where it does not fit it ends in … and its tooltip says it all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

_STEP = 48  # pixels


class ElidedLabel(QLabel):
    """Its room changes in steps: numbers that run do not make the layout around them anew."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text, self._room = "", 0
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        """Unlike a QLabel's own text, this one asks for another layout only by steps."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        needed = self.fontMetrics().horizontalAdvance(text)
        if not self._room - 2 * _STEP <= needed <= self._room:
            self._room = -(-needed // _STEP) * _STEP
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if text == self._text else self._text)
        QPainter(self).drawText(self.rect(), self.alignment(), text)
