"""The status bar: the position in words, the progress of a run, the convention in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.panels.program.model import PHASES
from backprop_gui.ui.running.durations import duration
from backprop_gui.ui.running.journey import Journey
from backprop_gui.ui.running.runner import Runner
from backprop_gui.ui.widgets.elided_label import ElidedLabel


class Status(QStatusBar):
    """Shows a session and the runner that may be running it."""

    def __init__(self, session: Session, runner: Runner) -> None:
        super().__init__()
        self._session, self._runner = session, runner
        self.position = ElidedLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(self.tr("Progress of the run"))
        self.cancel = QToolButton()
        self.progress.hide()
        self.cancel.hide()
        self.convention = ElidedLabel()
        self.addWidget(self.position, 1)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.cancel)
        self.addPermanentWidget(self.convention)
        self.set_session(session)

    def show_cancel(self, action: QAction) -> None:
        """The command behind the button."""
        action.setIconText(self.tr("Cancel"))
        self.cancel.setDefaultAction(action)
        self.cancel.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """As high as its texts, which Qt finds out only when the grip comes or goes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for grip in (not self.isSizeGripEnabled(), self.isSizeGripEnabled()):
                self.setSizeGripEnabled(grip)

    def refresh(self) -> None:
        """The session has moved, or a run has begun or ended."""
        loss, journey = self._session.network.loss, self._runner.journey
        self.convention.setText(f"{loss.entry.title} · {loss.convention()}")
        self.position.setText(self._words(journey))
        for part in (self.progress, self.cancel):
            part.setVisible(journey is not None and journey.is_long)
        if journey is not None:
            self.progress.setValue(round(100 * (journey.share or 0.0)))

    def _words(self, journey: Journey | None) -> str:
        words = position_in_words(self._session)
        if journey is None:
            return words
        text = self.tr("Running · {} · {:,.0f} iterations/s").format(words, journey.rate)
        left = journey.remaining
        if left is None or left < 1:
            return text
        return self.tr("{} · about {} left").format(text, duration(left))


def position_in_words(session: Session) -> str:
    """Where the session stands, in the words of the design: iteration, phase, line, element."""
    current, at = session.current, session.position
    iteration = grouped(at.iteration)
    if current is None:
        where = f"Iteration {iteration} · changed at its start" if at.iteration else "Start"
        return f"{where} · nothing has been computed yet"
    place = session.find(current)
    number = session.program.producers[place.spec.name]
    operation = session.program.operations[number]
    where = f"Iteration {iteration} · {PHASES[operation.phase].lower()}"
    if session.clock.is_end(at):
        return f"Iteration {iteration} · finished"
    return (
        f"{where} · line {number + 1}, {notation.shown(session, operation.title)} · "
        f"element {place.number + 1} of {place.spec.size}"
    )
