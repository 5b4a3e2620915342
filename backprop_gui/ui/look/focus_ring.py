"""A ring around what has the keyboard: many widgets show it hardly or not at all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMenuBar, QWidget

from backprop_gui.ui.look import theme

_WIDTH = 2.0
# These have an outline and a caret of their own, and open menus a marked entry.
_MARKED = (QLineEdit, QAbstractSpinBox, QMenuBar)


class FocusRing(QWidget):
    """Lies over a widget, lets the mouse through, and leaves with it."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(around.rect())
        around.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is below."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._around.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), _WIDTH))
        inside = _WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), 3, 3
        )


class FocusMarker(QObject):
    """Puts the ring around what the keyboard has been led to by keys, in a window and its dialogs.

    Who points with the mouse sees where it is; Qt notes which of the two it was.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: FocusRing | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._move)

    def _move(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and before is not None:
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = FocusRing(now) if now is not None and self._wants(now) else None

    def _wants(self, widget: QWidget) -> bool:
        by_keys = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return by_keys and not isinstance(widget, _MARKED) and self._is_ours(widget)

    def _is_ours(self, widget: QWidget) -> bool:
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None
