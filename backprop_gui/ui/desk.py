"""What the window works on: one session, the runner, the settings; and what is told to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from backprop_gui.errors import BackpropError
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.writing import Writing
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.running.bridge import Bridge
from backprop_gui.ui.running.runner import Runner
from backprop_gui.ui.settings import FEWEST_DIGITS, MOST_DIGITS, Settings

_NEAR = 4  # iterations
_FAR = 0.1  # seconds


class Desk(QObject):
    """Knows no widgets. `opened` brings another session, `writing_changed` another way to write.

    `told` brings a refusal, `noted` good news.
    """

    opened = Signal()
    told = Signal(str)
    noted = Signal(str)
    writing_changed = Signal(Writing)

    def __init__(self, session: Session, settings: Settings, name: str = "") -> None:
        super().__init__()
        self.session, self.settings, self.name = session, settings, name
        self.bridge, self.runner = Bridge(self), Runner(self)
        self.runner.changed.connect(lambda: self.bridge.set_busy(self.runner.running))
        self.runner.computed.connect(self.bridge.pace)
        notation.choose(self.writing.notation)
        self._saved = _content(session)
        self._remember()
        self.bridge.attach(session)

    @property
    def writing(self) -> Writing:
        """How numbers and quantities are written."""
        return self.settings.writing

    @property
    def folder(self) -> Path:
        """Where the session's file is, or the one opened last."""
        path = self.session.path or next(iter(self.settings.recent), None)
        return path.parent if path else Path()

    def beside(self, ending: str) -> Path:
        """A file there, called after the session: `mine-answers.csv` beside `mine.bpg`."""
        return self.folder / f"{Path(self.name).stem}{ending}"

    @property
    def modified(self) -> bool:
        """Whether there are edits or settings that no file holds."""
        return _content(self.session) != self._saved

    def open(self, session: Session, name: str) -> None:
        """Work on another session; a run of the old one ends."""
        self.runner.pause()
        self.session, self.name, self._saved = session, name, _content(session)
        self._remember()
        self.bridge.attach(session)
        self.opened.emit()

    def save(self, path: Path) -> None:
        """Write the session; raises StorageError."""
        self.session.save(path)
        self.name, self._saved = path.name, _content(self.session)
        self.settings.remember(path)
        self.bridge.schedule()

    def run(self, iterations: int) -> None:
        """Run so many iterations in slices."""
        clock, at = self.session.clock, self.session.position
        self.runner.run(self.session, clock.iteration(at, iterations))

    def seek(self, position: Position) -> None:
        """Go to a position in slices."""
        self.runner.run(self.session, self.session.clock.checked(position))

    def undo(self) -> None:
        """Take the last change back; a long way to where one stands is gone in slices."""
        self._arrive(self.session.undo(arrive=False))

    def redo(self) -> None:
        """Make it again; the way likewise."""
        self._arrive(self.session.redo(arrive=False))

    def _arrive(self, position: Position) -> None:
        if position == self.session.position:
            return
        if self.is_far(position):
            self.seek(position)
        else:
            self.session.seek(position)

    def is_far(self, position: Position) -> bool:
        """Whether the way there would hold up the window, so that it is gone in slices."""
        way = self.session.way_to(position)
        return way.iterations > _NEAR and (way.seconds is None or way.seconds > _FAR)

    def focus(self, step: int) -> None:
        """Look at the next sample of the batch (1) or the one before (−1)."""
        self.look_at((self.session.focus - 1 + step) % self.samples + 1)

    def look_at(self, sample: int) -> None:
        """Put a sample of the batch, from 1, in focus."""
        self.session.focus = sample
        self.bridge.schedule()

    def go_to_batch_with(self, number: int) -> None:
        """To the first element of the next iteration that has a sample of the data set."""
        found = self.session.next_batch_with(number)
        self.session.focus = found.place
        self.seek(found.position)

    @property
    def samples(self) -> int:
        """How many samples the current batch has."""
        return self.session.program.samples

    def more_digits(self, step: int) -> None:
        """Write numbers with more or fewer digits."""
        writing = self.writing
        digits = min(max(writing.digits + step, FEWEST_DIGITS), MOST_DIGITS)
        self._write(replace(writing, digits=digits))

    def swap_decimal_mark(self) -> None:
        """Point or comma."""
        mark = "." if self.writing.decimal_mark == "," else ","
        self._write(replace(self.writing, decimal_mark=mark))

    def choose_notation(self, name: str) -> None:
        """Draw and spell quantities in the notation of this name."""
        self._write(replace(self.writing, notation=NOTATIONS[name]))

    def attempt(self, do: Callable[[], object]) -> None:
        """Do something; what it refuses becomes one message."""
        try:
            do()
        except BackpropError as refusal:
            self.told.emit(notation.shown(self.session, str(refusal)))

    def _remember(self) -> None:
        if self.session.path is not None:
            self.settings.remember(self.session.path)

    def _write(self, writing: Writing) -> None:
        self.settings.writing = writing
        notation.choose(writing.notation)
        self.writing_changed.emit(writing)
        self.bridge.schedule()


def _content(session: Session) -> tuple[object, ...]:
    """What a file would hold; documents are equal if they are the same one."""
    branches = tuple((branch.name, branch.parted) for branch in session.branches)
    kept = (session.notes, session.breakpoints, session.watches, session.answers, session.moves)
    return session.stages.documents, session.edits, kept, session.branch, branches
