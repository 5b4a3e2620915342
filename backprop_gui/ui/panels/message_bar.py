"""One message to the person, above the canvas; the next command takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from backprop_gui.ui.look import theme
from backprop_gui.ui.look.selectable import SELECTABLE

_MOMENT = 150  # milliseconds: what a short run has to tell comes in the place of the old message


class MessageBar(QFrame):
    """Hidden until something is told; the text can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._bad = True
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(SELECTABLE)
        close = QToolButton()
        close.setText("✕")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_MOMENT)
        self._leaving.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 4, 4)
        layout.addWidget(self._text, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        self._colour()

    @property
    def text(self) -> str:
        """What is being told; "" where nothing is, or no longer."""
        return "" if self.isHidden() or self._leaving.isActive() else self._text.text()

    def dismiss(self) -> None:
        """Take the message away in a moment: another one until then does not move the canvas."""
        if not self.isHidden():
            self._leaving.start()

    def note(self, text: str) -> None:
        """Show good news."""
        self.tell(text, bad=False)

    def tell(self, text: str, *, bad: bool = True) -> None:
        """Show a refusal, or in calm colours what went well."""
        self._leaving.stop()
        self._bad = bad
        self._colour()
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def changeEvent(self, event: QEvent) -> None:
        """Wear the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        colours = theme.current()
        fill = colours.error_fill if self._bad else colours.panel
        mark = colours.error if self._bad else colours.accent
        sheet = f"#message {{ background: {fill}; border: 0; border-left: 3px solid {mark}; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
