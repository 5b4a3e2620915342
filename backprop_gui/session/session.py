"""A debugging session: a document, the edits made to it, and a position in its run.

Everything that a person can do in the window is a method here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from numpy.typing import ArrayLike

from backprop_gui.engine.network import Network
from backprop_gui.session.commands.answering import Answering
from backprop_gui.session.commands.arranging import Arranging
from backprop_gui.session.commands.branching import Branching
from backprop_gui.session.commands.stopping import Stopping
from backprop_gui.session.document.making import check_settings, document
from backprop_gui.session.layout.moves import Moves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.answers import Handwork
from backprop_gui.session.run.branches import Branches
from backprop_gui.session.run.notes import Notes
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.run.stages import Stage, Stages
from backprop_gui.session.stops.kept import Stops


class Session(Stopping, Branching, Answering, Arranging):
    """Steps through training, forwards and backwards; see the module's docstring."""

    def __init__(self, network: Network, inputs: ArrayLike, targets: ArrayLike, **settings: Any):
        """Settings are those of `document.document`; raises InvalidValue."""
        check_settings(settings)
        replay = Replay(document(network, inputs, targets, **settings))
        self._open(Stages((Stage.of(replay),)), replay.position)

    @classmethod
    def of(
        cls,
        stages: Stages,
        position: Position | None = None,
        branches: Branches | None = None,
        notes: Notes = (),
        stops: Stops | None = None,
        handwork: Handwork | None = None,
        moves: Moves = (),
    ) -> Session:
        """A session on a run, at a position (None: its beginning)."""
        session = cls.__new__(cls)
        session._open(stages, position or stages.parts[0].replay.clock.origin)
        session._branches, session._notes = branches or Branches(), notes
        session._stops, session._handwork = stops or Stops(), handwork or Handwork()
        session._moves = moves
        return session

    # Keeping.

    def save(self, path: str | Path) -> None:
        """Write the session as a .bpg file, all or nothing; raises StorageError."""
        from backprop_gui.session.storage.storage import save

        content = (self._branches, self._stops, self._handwork, self._moves)
        save(self._run_now(), self._replay, *content, Path(path))
        self.path = Path(path)
