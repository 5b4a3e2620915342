"""From the session's signals to Qt's, coalesced: however many steps, one drawing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.session import Session

FRAME = 33  # milliseconds between drawings while a run computes
EQUATION_DELAY = 8  # the step is painted before its equation is asked for


class Bridge(QObject):
    """Tells when to draw.

    `refreshed` comes once the event loop has handled the keys that wait, so that held keys draw
    the newest position only; `settled` a little later, for what may lag behind: the equation.
    """

    refreshed = Signal()
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._draw = self._timer(self.refreshed.emit)
        self._settle = self._timer(self.settled.emit)
        self._draw.timeout.connect(lambda: self._settle.start(EQUATION_DELAY))
        self._pause = 0

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
        """Draw as soon as there is nothing else to do."""
        if not self._draw.isActive():
            self._draw.start(self._pause)

    @property
    def waiting(self) -> bool:
        """Whether something has not been drawn yet."""
        return self._draw.isActive() or self._settle.isActive()

    def set_busy(self, busy: bool) -> None:
        """While a run computes, draw at intervals."""
        self._pause = FRAME if busy else 0
        if not busy:
            self._draw.start(0)

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
