"""Where one stood, to come back at once; how far it is to somewhere else."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.document import Document
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.edits import Edits


@dataclass(frozen=True, eq=False)
class Bookmark:
    """A position of a run, and the parameters at the start of its iteration, before its edits."""

    position: Position
    state: Array
    document: Document
    edits: Edits


@dataclass(frozen=True)
class Way:
    """So many iterations have to be computed; `seconds` is what they are expected to take.

    None where nothing has been run yet that would tell.
    """

    iterations: int
    seconds: float | None
