"""From the session's signals to Qt's, coalesced: however many steps, one drawing."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from backprop_gui.session.session import Session

FRAME = 0.028  # seconds from drawing to drawing while a run computes, up to a slice more
SHARE = 0.56  # of the time belongs to the run, however long a drawing takes
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
        self._settle = self._timer(self.settled.emit)
        self._busy, self._drawn, self._computed = False, 0.0, 0.0

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
        if not self._busy and not self._draw.isActive():
            self._draw.start(0)

    @property
    def waiting(self) -> bool:
        """Whether something has not been drawn yet."""
        return self._draw.isActive() or self._settle.isActive()

    def set_busy(self, busy: bool) -> None:
        """Whether a run computes."""
        self._busy, self._drawn, self._computed = busy, perf_counter(), 0.0
        self._draw.start(0)

    def pace(self, seconds: float) -> None:
        """A run has computed for so long again: draw it if that is due."""
        self._computed += seconds
        since = perf_counter() - self._drawn
        if since >= FRAME and self._computed >= SHARE * since and not self._draw.isActive():
            self._draw.start(0)

    def _refresh(self) -> None:
        self._drawn, self._computed = perf_counter(), 0.0
        self.refreshed.emit()
        if not self._busy:
            self._settle.start(EQUATION_DELAY)

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
