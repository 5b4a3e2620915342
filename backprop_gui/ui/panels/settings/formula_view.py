"""Typeset formulas, as high as they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from backprop_gui.ui.equations.view import EquationView, TypesetLine

_MARGIN = 10


class FormulaView(EquationView):
    """Hidden while there is no formula."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.typeset.connect(self._take_height)

    def show_formulas(self, lines: tuple[TypesetLine, ...]) -> None:
        """Replace the formulas, if they are others."""
        self.setVisible(bool(lines))
        if lines != self.lines:
            self.show_lines(lines)
            self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines broken anew have another height."""
        super().resizeEvent(event)
        self._take_height()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the panel: what is wider scrolls."""
        return QSize(0, 0)

    def _take_height(self) -> None:
        bottom = max((place.bottom() for place in self._page.places), default=0.0)
        bar = self.horizontalScrollBar().sizeHint().height()
        wide = self._page.width() > self.viewport().width()
        height = int(bottom) + _MARGIN + (bar if wide else 0)
        if height != self.height():
            self.setFixedHeight(height)
