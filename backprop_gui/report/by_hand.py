"""What a person set inside the iterations of a report: where, to what, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.document.document import Document
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import find
from backprop_gui.session.reading.reading import Reader
from backprop_gui.session.run.edits import Edit, Edits
from backprop_gui.session.run.replay import Replay


@dataclass(frozen=True)
class ByHand:
    """One edit. An input or target is that of `sample` in the data set, from 1, before scaling."""

    quantity: Quantity
    value: float
    was: float
    sample: int | None = None

    def words(self, writing: Writing) -> str:
        """For a person: set by hand here: w[2,1,1] = 0.5 (was 1)."""
        of = "" if self.sample is None else f" of sample {self.sample}"
        value, was = plain(self.value, writing), plain(self.was, writing)
        return f"set by hand here: {self.quantity}{of} = {value} (was {was})"


At = dict[Position, tuple[ByHand, ...]]


def by_hand(document: Document, edits: Edits, end: int) -> At:
    """The edits before the start of iteration `end`, by their positions."""
    found: At = {}
    replay = Replay(document)
    for edit in edits:
        if edit.position.iteration >= end:
            break
        replay.seek(edit.position)
        sample = None if edit.row is None else edit.row + 1
        told = ByHand(edit.quantity, edit.value, _was(replay, edit), sample)
        found[edit.position] = (*found.get(edit.position, ()), told)
        replay.edits = (*replay.edits, edit)
        replay.apply(edit)
    return found


def _was(replay: Replay, edit: Edit) -> float:
    if edit.row is None:
        return Reader(replay).number(find(replay.machine.program, edit.quantity).name)
    array = replay.data[0 if edit.quantity.kind == "x" else 1]
    return float(array[edit.row, edit.quantity.indices[-1] - 1])
