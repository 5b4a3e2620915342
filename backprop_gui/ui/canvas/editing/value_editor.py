"""A small field over the canvas in which one number is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from backprop_gui.ui.canvas.editing.beside import beside
from backprop_gui.ui.look import theme

LEAST_HEIGHT, NARROWEST = 26, 110
# A long reason hides less of the drawing in a few lines.
WIDEST = 320
# A menu or another window takes the focus only for a while: nothing is accepted then.
PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)

Accept = Callable[[str], str | None]


class ValueEditor(QLineEdit):
    """Enter and leaving accept, Escape cancels; a refused value stays, the reason beside it.

    `accept` gets the text and returns None, or why it is refused.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, name: str, text: str, accept: Accept) -> None:
        super().__init__(text, parent)
        self._over = parent
        self._given, self._accept = text, accept
        self._around = QRect()
        self._done = False
        self.setAccessibleName(self.tr("New value of {name}").format(name=name))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._reason = QLabel(parent)
        self._reason.setWordWrap(True)
        self._reason.hide()
        self.textEdited.connect(self._reason.hide)
        self.setStyleSheet(
            f"QLineEdit {{ border: 2px solid {theme.current().accent}; border-radius: 5px; }}"
        )
        self.installEventFilter(self)
        self.selectAll()

    @property
    def reason(self) -> str:
        """Why the last value was refused; empty where it was not."""
        return self._reason.text() if self._reason.isVisibleTo(self._over) else ""

    def put(self, around: QRect) -> None:
        """Stand over `around`, the number's place in the parent."""
        self._around = around
        width, height = max(NARROWEST, around.width()), max(LEAST_HEIGHT, self.sizeHint().height())
        self.setGeometry(0, 0, width, height)
        corner = around.center() - QPoint(width // 2, height // 2)
        room = self._over.rect()
        corner.setX(max(0, min(corner.x(), room.width() - width)))
        corner.setY(max(0, min(corner.y(), room.height() - height)))
        self.move(corner)
        self._put_reason()

    def submit(self) -> bool:
        """Hand the text over; False where it was refused and the field stays."""
        if self._done:
            return True
        refusal = None if self.text() == self._given else self._accept(self.text())
        if refusal is None:
            self.close_editor()
            return True
        self._show_reason(refusal)
        return False

    def close_editor(self) -> None:
        """Go away without handing anything over."""
        if self._done:
            return
        self._done = True
        if self.hasFocus():
            self._over.setFocus()
        self.hide()
        self._reason.hide()
        self._reason.deleteLater()
        self.deleteLater()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape is a shortcut elsewhere; while typing it belongs to the field."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING and not self._done and not self.submit():
            QTimer.singleShot(0, self, self.setFocus)

    def _show_reason(self, refusal: str) -> None:
        colours = theme.current()
        self._reason.setText(refusal)
        self.setAccessibleDescription(refusal)
        self._reason.setStyleSheet(
            f"color: {colours.error}; background: {colours.error_fill}; padding: 4px 6px;"
            f"border: 1px solid {colours.error}; border-radius: 4px;"
        )
        self._put_reason()
        self._reason.show()
        self._reason.raise_()

    def _put_reason(self) -> None:
        """Beside the field and the number below it, in sight."""
        label, room = self._reason, self._over.rect()
        about = self.geometry().united(self._around.intersected(room))
        wanted = min(label.fontMetrics().horizontalAdvance(label.text()) + 20, WIDEST)
        label.setGeometry(beside(about, room, wanted, label.heightForWidth))
