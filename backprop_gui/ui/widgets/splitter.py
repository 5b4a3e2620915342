"""A splitter whose border is moved by arrow keys, too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

_STEP = 16  # pixels
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)


class Splitter(QSplitter):
    """Its borders have the `name` and can be reached by Tab."""

    def __init__(
        self, orientation: Qt.Orientation, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._name = name

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self, self._name)


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: QSplitter, name: str) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {**dict.fromkeys(_BACK, -_STEP), **dict.fromkeys(_ON, _STEP)}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            upright = self.orientation() == Qt.Orientation.Vertical
            self.moveSplitter((self.y() if upright else self.x()) + step)
