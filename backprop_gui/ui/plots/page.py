"""A page of the plots: heading and tools, the numbers read out, what is drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.formula.writing import Writing
from backprop_gui.ui.widgets.elided_label import ElidedLabel


class PlotPage(QWidget):
    """Where there is nothing to draw, a sentence stands in its place.

    What is read out has a line to itself: no tool and no heading takes its room.
    `became_visible`: whoever feeds the page need not while it is hidden.
    """

    became_visible = Signal()
    _arranged = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writing = Writing()
        self.heading, self.readout, self.note = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.sentence.setContentsMargins(24, 8, 24, 8)
        self._tools, self._keys = QHBoxLayout(), dict[Qt.Key, QToolButton]()
        self._stack = QStackedLayout(self)

    @property
    def says(self) -> str:
        """The sentence in the place of a drawing; "" while there is one."""
        return self.sentence.text() if self._stack.currentIndex() == 0 else ""

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of the drawing."""
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(0)

    def show_drawing(self) -> None:
        """Show what is drawn."""
        self._stack.setCurrentIndex(1)

    def show_note(self, what: str) -> None:
        """Say what the picture cannot show; nothing hides the line."""
        self.note.setText(f"⚠ {what}")
        self.note.setVisible(bool(what))

    def set_writing(self, writing: Writing) -> None:
        """Write numbers with other digits, another decimal mark."""
        self.writing = writing
        self._write()

    def add_choice(self, choice: QWidget) -> None:
        """Put one more tool before the others."""
        self._tools.insertWidget(1, choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self._keys.get(Qt.Key(event.key()))
        if button is not None and button.isVisible() and not event.modifiers():
            button.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.became_visible.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The theme may change before the page has its parts."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._arranged:
            self._apply_theme()

    def _write(self) -> None:
        """Write what is read out."""
        raise NotImplementedError

    def _apply_theme(self) -> None:
        """Draw in other colours."""
        raise NotImplementedError

    def _arrange(self, middle: QWidget, *tools: QWidget) -> None:
        """To be called once by a page, with what it draws on and what stands at the top right."""
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(6, 4, 6, 4)
        rows.setSpacing(2)
        rows.addLayout(self._tools)
        # The tools take their room first, the heading what is left.
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tools.setSpacing(2)
        self._tools.addWidget(self.heading, 1)
        for tool in tools:
            self._tools.addWidget(tool)
        for line in (self.readout, self.note):
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            rows.addWidget(line)
        rows.addWidget(middle, 1)
        self.note.hide()
        self._stack.addWidget(self.sentence)
        self._stack.addWidget(page)
        self._arranged = True

    def _button(self, text: str, key: Qt.Key, what: str) -> QToolButton:
        """A tool that the key of its letter clicks, too."""
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{what} ({key.name.removeprefix('Key_')})")
        button.setAccessibleName(what)
        button.setAutoRaise(True)
        self._keys[key] = button
        return button
