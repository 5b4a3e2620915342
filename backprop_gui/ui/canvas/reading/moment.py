"""A session at one moment: what has a value, what was computed last, and from what."""

from __future__ import annotations

from functools import cached_property

from backprop_gui.engine.network import Connection
from backprop_gui.engine.operations.operation import Phase
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.edge_numbers import (
    EdgeNumber,
    Numbers,
    Read,
    edge_numbers,
    reader,
)
from backprop_gui.session.reading.naming import find
from backprop_gui.session.reading.reading import ArrayReading
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.reading.slots import Slot
from backprop_gui.ui.canvas.records import Role


class Moment:
    """Reads a session where it stands; every array once."""

    def __init__(self, session: Session) -> None:
        self._session, self._program = session, session.program
        self._arrays: dict[Quantity, ArrayReading] = {}
        self._edited = any(
            e.position.iteration == session.position.iteration for e in session.edits
        )

    @cached_property
    def last(self) -> Quantity | None:
        """The element computed last, with its sample; None at the very beginning."""
        return self._session.current

    @cached_property
    def sources(self) -> frozenset[Quantity]:
        """What the element computed last was computed from."""
        return frozenset() if self.last is None else frozenset(self._session.sources(self.last))

    @cached_property
    def roles(self) -> dict[str, Role]:
        """The part that elements have in what was computed last, by their names with sample."""
        found = {str(source): Role.SOURCE for source in self.sources}
        return found if self.last is None else found | {str(self.last): Role.CURRENT}

    @cached_property
    def phase(self) -> Phase | None:
        """The phase of the element computed last."""
        at = self._session.position
        if self.last is None:
            return None
        number = at.operation if at.element else at.operation - 1
        return self._program.operations[number].phase

    @property
    def sample(self) -> tuple[int, int] | None:
        """The sample of the element computed last and how many there are, in a larger batch."""
        if self.last is None:
            return None
        place = find(self._program, self.last)
        if not place.spec.names_sample or place.index is None:
            return None
        return place.index[0] + 1, place.spec.shape[0]

    def value(self, slot: Slot) -> float | None:
        """An element's number; None where this iteration has not computed it."""
        read = self.array(slot.array)
        return float(read.values.item(slot.place)) if read.known.item(slot.place) else None

    def stale(self, name: Quantity) -> bool:
        """Whether a source of the element was edited after it had been computed."""
        return self._edited and self._session.is_stale(name)

    def array(self, name: Quantity) -> ArrayReading:
        """A whole array; nan where absent."""
        if name not in self._arrays:
            self._arrays[name] = self._session.array(name)
        return self._arrays[name]

    def edges(self, connection: Connection, which: EdgeNumber) -> Numbers:
        """Numbers of a connection's edges, (units before, units after)."""
        return edge_numbers(which, connection, self._read, self._session.focus)

    @cached_property
    def _read(self) -> Read:
        return reader(self._program, self.array)
