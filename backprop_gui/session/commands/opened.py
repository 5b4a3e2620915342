"""What an open session holds, and what stands where: the base of its commands."""

from __future__ import annotations

from pathlib import Path

from psygnal import Signal

from backprop_gui.engine.network import Network
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.commands.undo import UndoStack
from backprop_gui.session.document.document import Document
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.positions.timeline import Timeline
from backprop_gui.session.reading.naming import Place, find
from backprop_gui.session.run.answers import Handwork
from backprop_gui.session.run.branches import Branches
from backprop_gui.session.run.edits import Edits
from backprop_gui.session.run.notes import Notes
from backprop_gui.session.run.stages import Stages
from backprop_gui.session.stops.kept import Stops


class Opened:
    """A run's stages, the replay that shows one of them at a position, the undo stack, signals.

    Signals: `moved` (the position), `changed` (values or the document: edit, undo, redo).
    """

    moved = Signal(Position)
    changed = Signal()
    # What was computed last in a run at a position: everything that is drawn asks for it.
    _known: tuple[Stages, Position, Quantity | None] | None = None

    def _open(self, stages: Stages, position: Position) -> None:
        self._stages = stages
        self._replay = stages.at(position.iteration).shown()
        self._replay.seek(position)
        self._undo = UndoStack()
        self._branches = Branches()
        self._notes: Notes = ()
        self._stops = Stops()
        self._handwork = Handwork()
        self._moves: Moves = ()
        self._paused = False
        self.focus = 1
        self.path: Path | None = None

    @property
    def document(self) -> Document:
        """What the run starts from; after a change of structure, what it goes on from."""
        return self._replay.document

    @property
    def stages(self) -> Stages:
        """The run: one stage, and another one for each change of structure."""
        return self._stages

    @property
    def network(self) -> Network:
        """The network."""
        return self.document.network

    @property
    def program(self) -> Program:
        """The operations of the current iteration."""
        return self._replay.program(self.position.iteration)

    @property
    def position(self) -> Position:
        """What is computed next."""
        return self._replay.position

    @property
    def clock(self) -> Timeline:
        """Where each stepping command leads."""
        return self._stages.timeline(self._replay)

    @property
    def data(self) -> tuple[Array, Array]:
        """Inputs (samples, inputs) and targets (samples, outputs) with the edits up to here."""
        inputs, targets = self._replay.data
        return inputs.copy(), targets.copy()

    @property
    def edits(self) -> Edits:
        """All edits of this run, in order."""
        return self._stages.edits

    @property
    def finished(self) -> int:
        """How many iterations have been finished so far, wherever the position stands."""
        return self._stages.finished

    @property
    def current(self) -> Quantity | None:
        """The element just computed; None where nothing of this network has been."""
        known, at = self._known, self.position
        if known is None or known[0] is not self._stages or known[1] != at:
            known = self._known = self._stages, at, self.clock.just_computed(at)
        return known[2]

    def find(self, name: str | Quantity) -> Place:
        """The array and place of a name; raises UnknownName."""
        return find(self.program, name, self.focus)
