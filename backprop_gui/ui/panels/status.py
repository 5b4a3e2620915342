"""The status bar: the position in words, the progress of a run, the convention in force."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from backprop_gui.session.session import Session
from backprop_gui.ui.panels.program_model import PHASES
from backprop_gui.ui.plots.elided_label import ElidedLabel
from backprop_gui.ui.runner import Runner


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
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Go back to where this run began; F6 stops it where it is"))
        self.cancel.clicked.connect(runner.cancel)
        self.convention = QLabel()
        self.addWidget(self.position, 1)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.cancel)
        self.addPermanentWidget(self.convention)
        self.set_session(session)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session = session
        loss = session.network.loss
        self.convention.setText(f"{loss.entry.title} · {loss.convention()}")
        self.refresh()

    def refresh(self) -> None:
        """The session has moved, or a run has begun or ended."""
        text = position_in_words(self._session)
        if self._runner.running:
            text = self.tr("Running · {} · {:,.0f} iterations/s").format(text, self._runner.rate)
        if (left := self._runner.remaining) and left >= 1:
            text = self.tr("{} · about {:,.0f} s left").format(text, left)
        self.position.setText(text)
        share = self._runner.share
        for part in (self.progress, self.cancel):
            part.setVisible(self._runner.running and share is not None)
        self.progress.setValue(round(100 * min(share or 0.0, 1.0)))


def position_in_words(session: Session) -> str:
    """Where the session stands, in the words of the design: iteration, phase, line, element."""
    current, at = session.current, session.position
    if current is None:
        return "Start · nothing has been computed yet"
    place = session.find(current)
    number = session.program.producers[place.spec.name]
    operation = session.program.operations[number]
    where = f"Iteration {at.iteration} · {PHASES[operation.phase].lower()}"
    if at.operation == session.clock.operations:
        return f"Iteration {at.iteration} · finished"
    return (
        f"{where} · line {number + 1}, {operation.title} · "
        f"element {place.number + 1} of {place.spec.size}"
    )
