"""What stands beside the table of samples, or below it where the panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from backprop_gui.ui.look.fonts import follow_font, text_scale

_MOST = 16_777_215  # Qt's QWIDGETSIZE_MAX
SIDE_WIDTH = 212  # pixels at the ordinary text size


class Side(QScrollArea):
    """Beside the table it scrolls by itself; below it, it is as high as what is in it."""

    def __init__(self, note: QLabel, form: QWidget) -> None:
        super().__init__()
        self._beside = True
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 2, 8, 2)
        note.setWordWrap(True)
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for widget in (note, form):
            column.addWidget(widget)
        column.addStretch(1)
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.installEventFilter(self)
        follow_font(self, self._fit)

    def stand(self, *, beside: bool) -> None:
        """Beside the table, or below it."""
        self._beside = beside
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside needs another height."""
        done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: words wrap elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = round(SIDE_WIDTH * text_scale())
        self.setMinimumWidth(width if self._beside else 0)
        self.setMaximumWidth(width if self._beside else _MOST)
        self.setMinimumHeight(0 if self._beside else self._needed())
        self.setMaximumHeight(_MOST if self._beside else self._needed())

    def _needed(self) -> int:
        wraps, usual = self._inside.heightForWidth(self.width()), self._inside.sizeHint().height()
        return wraps if wraps > 0 else usual
