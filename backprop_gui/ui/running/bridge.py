"""From the session's signals to Qt's, coalesced: however many steps, one drawing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.session import Session
from backprop_gui.ui.running.pace import Pace

EQUATION_DELAY = 8  # milliseconds: the step is painted before its equation is asked for


class Bridge(QObject):
    """Tells when to draw.

    `refreshed` comes once the event loop has handled the keys that wait, so that held keys draw
    the newest position only; `settled` a little later, for what may lag behind: the equation.
    While a run computes, it is drawn at intervals and nothing settles.
    """

    refreshed = Signal()
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._draw = self._timer(self._refresh)
        self._settle = self._timer(self._settle_down)
        self._pace: Pace | None = None

    def attach(self, session: Session) -> None:
        """Listen to this session and to no other."""
        if self._session is not None:
            self._session.moved.disconnect(self.schedule)
            self._session.changed.disconnect(self.schedule)
        self._session = session
        session.moved.connect(self.schedule)
        session.changed.connect(self.schedule)
        self.schedule()

    def schedule(self) -> None:
        """Draw as soon as there is nothing else to do; a run is drawn by its own pace."""
        if self._pace is None and not self._draw.isActive():
            self._draw.start(0)

    @property
    def waiting(self) -> bool:
        """Whether something has not been drawn yet."""
        return self._draw.isActive() or self._settle.isActive()

    def set_busy(self, busy: bool) -> None:
        """Whether a run computes."""
        self._pace = Pace() if busy else None
        self._draw.start(0)

    def pace(self, seconds: float) -> None:
        """A run has computed for so long again: draw it at once if that is due."""
        if self._pace is not None and self._pace.is_due(seconds):
            self._refresh()

    def _refresh(self) -> None:
        self._draw.stop()
        if self._pace is not None:
            self._pace.draw()
        self.refreshed.emit()
        if self._pace is None:
            self._settle.start(EQUATION_DELAY)

    def _settle_down(self) -> None:
        """A key that is held has already asked for the next drawing: what may lag behind waits."""
        if not self._draw.isActive():
            self.settled.emit()

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
