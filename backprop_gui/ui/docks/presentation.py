"""Presentation: large type on the whole screen, and only what an audience follows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget
from shiboken6 import isValid

from backprop_gui.ui.canvas.view import CanvasView
from backprop_gui.ui.docks.docks import Docks
from backprop_gui.ui.docks.stage import best
from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.look.theme import Appearance

_LARGER = 1.5
_LAID_OUT = 10  # milliseconds until Qt has given everything the sizes of the other texts


@dataclass(frozen=True)
class Arrangement:
    """What a window remembers of its size and its docks."""

    geometry: QByteArray
    docks: QByteArray


@dataclass(frozen=True)
class _Before:
    """What the window was like, to the last pixel."""

    arrangement: Arrangement
    place: QRect
    state: Qt.WindowState
    hidden: tuple[QWidget, ...]
    text_size: int
    focus: QWidget | None


class Presentation(QObject):
    """`start` shows only canvas, program and explanation; `end` brings back what was."""

    def __init__(
        self, window: QMainWindow, docks: Docks, canvas: CanvasView, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._appearance = window, docks, appearance
        self._canvas = canvas
        self._before: _Before | None = None
        self._returning: _Before | None = None

    @property
    def on(self) -> bool:
        """Whether the window is presenting."""
        return self._before is not None

    @property
    def arrangement(self) -> Arrangement:
        """The window's at present; while it is presenting, the one to which it will return."""
        if self._before is not None:
            return self._before.arrangement
        return Arrangement(self._window.saveGeometry(), self._docks.state())

    def toggle(self) -> None:
        """Start or end."""
        if self.on:
            self.end()
        else:
            self.start()

    def start(self) -> None:
        """Hide the rest, enlarge, fill the screen."""
        self._returning = None
        self._before = before = self._remember()
        for part in before.hidden:
            part.hide()
        self._appearance.set_text_size(round(before.text_size * _LARGER))
        self._window.showFullScreen()
        self._window.installEventFilter(self)
        self._arrange()

    def end(self) -> None:
        """As if it had never been."""
        before, self._before = self._before, None
        if before is None:
            return
        self._appearance.set_text_size(before.text_size)
        self._returning = before
        self._window.setWindowState(before.state)
        if before.state is Qt.WindowState.WindowNoState:
            self._window.setGeometry(before.place)
        for part in before.hidden:
            part.show()
        self._docks.restore(before.arrangement.docks)
        QTimer.singleShot(_LAID_OUT, self._settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size, which some desktops give it only after a while."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            QTimer.singleShot(_LAID_OUT, self._arrange if self.on else self._settle)
        return False

    def _arrange(self) -> None:
        """What an audience follows, as large as the window allows."""
        if self.on:
            scale = text_scale()
            self._docks.only(best(self._window.size(), scale, self._canvas.zoom_in_room))

    def _settle(self) -> None:
        """The docks once more: in a window of another size they stand otherwise."""
        before = self._returning
        if before is not None and self._window.size() == before.place.size():
            self._returning = None
            self._window.removeEventFilter(self)
            self._docks.restore(before.arrangement.docks)
            if before.focus is not None and isValid(before.focus):  # a cell's editor is gone
                before.focus.setFocus()

    def _remember(self) -> _Before:
        window = self._window
        bars = [bar for bar in window.findChildren(QToolBar) if bar.isVisible()]
        return _Before(
            self.arrangement,
            window.geometry(),
            window.windowState(),
            (*bars, window.statusBar()),
            self._appearance.text_size,
            window.focusWidget(),
        )
