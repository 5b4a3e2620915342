"""What log-points have written, with the position of each line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.sentence import written
from backprop_gui.formula.writing import Writing
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.stops.stop import LogLine
from backprop_gui.ui.panels.position.where import where


class LogLines(QPlainTextEdit):
    """Text to read and to copy. `went_to` carries the line that was double-clicked or entered."""

    went_to = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setToolTip(self.tr("Enter, or a double click, goes to where a line was written."))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the line under the mouse."""
        super().mouseDoubleClickEvent(event)
        self._go(self.cursorForPosition(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk, Enter goes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.textCursor())
        else:
            super().keyPressEvent(event)

    def _go(self, cursor: QTextCursor) -> None:
        if self.toPlainText():
            self.went_to.emit(cursor.blockNumber())


class LogPanel(QWidget):
    """Follows the end of the log. `wanted` carries where a line was written."""

    wanted = Signal(Position)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[LogLine, ...] = ()
        self._writing = Writing()
        self.lines = LogLines()
        self.lines.setAccessibleName(self.tr("Log"))
        self.lines.went_to.connect(lambda n: self.wanted.emit(self._shown[n].position))
        self.lines.setPlaceholderText(
            self.tr("A breakpoint with a log text writes here instead of stopping.")
        )
        self.count = QLabel()
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.clicked.connect(self._clear)
        self.setMinimumWidth(120)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 6, 4)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.lines, 1)
        layout.addLayout(foot)
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session's log."""
        self._session = session
        self.refresh()

    def set_writing(self, writing: Writing) -> None:
        """Write the numbers of all lines with other digits or another decimal mark."""
        self._writing, self._shown = writing, ()
        self.lines.clear()
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        lines = self._session.log
        if lines is self._shown and lines:
            return
        known = len(self._shown)
        goes_on = bool(known) and len(lines) >= known and lines[0] is self._shown[0]
        new = lines[known:] if goes_on else lines
        if not goes_on:
            self.lines.clear()
        if new:
            self.lines.appendPlainText("\n".join(map(self._written, new)))
        self._shown = lines
        one = len(lines) == 1
        self.count.setText(
            self.tr("1 line") if one else self.tr("{} lines").format(grouped(len(lines)))
        )
        self.clear.setEnabled(bool(lines))

    def _clear(self) -> None:
        self._session.clear_log()
        self.refresh()

    def _written(self, line: LogLine) -> str:
        return f"{where(line.position, self._session.clock)}:  {written(line.text, self._writing)}"
