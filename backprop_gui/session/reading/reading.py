"""What can be read at the current position, and what is marked as computed before an edit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.arrays import ArraySpec
from backprop_gui.errors import NotComputed
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import Place, find
from backprop_gui.session.reading.outdated import names_of
from backprop_gui.session.run.edits import Edit
from backprop_gui.session.run.replay import Replay


@dataclass(frozen=True)
class ArrayReading:
    """A whole array as it can be read now: `known` marks the elements that have a value."""

    spec: ArraySpec
    values: Array
    known: NDArray[np.bool_]


class Reader:
    """Reads the numbers of a replay, honestly: what is not computed has no value."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay

    def value(self, place: Place) -> float | Array:
        """A float, or a read-only copy of a whole array; raises NotComputed."""
        if not self.is_known(place):
            raise NotComputed(f"{place.name} has not been computed yet in this iteration.")
        array = self._replay.array(place.spec.name)
        if place.index is not None:
            return float(array[place.index])
        copy: Array = array.copy()
        copy.setflags(write=False)
        return copy

    def number(self, name: Quantity) -> float:
        """The number of one element; raises NotComputed."""
        return float(self.value(find(self._replay.machine.program, name)))

    def is_known(self, place: Place) -> bool:
        """Whether a quantity has a value; a whole array only when all of it has."""
        computed = self.computed_at(place)
        return computed is None or computed <= self._replay.position

    def array(self, name: Quantity) -> ArrayReading:
        """A whole array with the mask of what is known; unknown elements read as nan."""
        spec = find(self._replay.machine.program, name).spec
        values, known = self._replay.array(spec.name).copy(), np.ones(spec.shape, bool)
        revealed = self._revealed(spec)
        if revealed < spec.size:
            known.reshape(-1)[spec.places[revealed:]] = False
            values[~known] = np.nan
        if spec.present is not None:
            known &= spec.present
        return ArrayReading(spec, values, known)

    def computed_at(self, place: Place) -> Position | None:
        """The position right after a quantity is computed; None for what is always there."""
        producer = self._replay.machine.program.producers.get(place.spec.name)
        if producer is None:
            return None
        iteration = self._replay.position.iteration
        return self._replay.clock.spelled(iteration, producer, place.number + 1)

    def is_stale(self, place: Place) -> bool:
        """Whether what a value was computed from has been edited since, however indirectly."""
        edits = self._edits_here()
        return bool(edits) and self._stale(place, edits)

    def edited(self, place: Place) -> Edit | None:
        """The last edit of this element in this iteration, if it has been set by hand."""
        found = [e for e in self._edits_here() if place.name in self._names(e)]
        return found[-1] if found else None

    def _revealed(self, spec: ArraySpec) -> int:
        producer = self._replay.machine.program.producers.get(spec.name)
        at = self._replay.position
        if producer is None or producer < at.operation:
            return spec.size
        return at.element if producer == at.operation else 0

    def _edits_here(self) -> list[Edit]:
        at = self._replay.position
        return [
            e
            for e in self._replay.edits
            if e.position <= at and (e.position.iteration == at.iteration)
        ]

    def _names(self, edit: Edit) -> tuple[Quantity, ...]:
        return names_of(edit, self._replay, self._replay.position.iteration)

    def _stale(self, place: Place, edits: list[Edit]) -> bool:
        """Search back along the sources for one that was edited after it had been used."""
        last_edit = {name: e.position for e in edits for name in self._names(e)}
        waiting = [place.name] if place.index is not None else list(place.spec.elements())
        seen = set(waiting)
        while waiting:
            name = waiting.pop()
            computed = self._computed_here(name)
            if computed is None or name in last_edit:
                continue
            for source in self._sources(name):
                if source in last_edit and last_edit[source] >= computed:
                    return True
                if source not in seen:
                    seen.add(source)
                    waiting.append(source)
        return False

    def _computed_here(self, name: Quantity) -> Position | None:
        """When an element was computed, if it was."""
        computed = self.computed_at(find(self._replay.machine.program, name))
        return computed if computed and computed <= self._replay.position else None

    def _sources(self, name: Quantity) -> tuple[Quantity, ...]:
        program = self._replay.machine.program
        operation = program.operations[program.producers[find(program, name).spec.name]]
        return quantities(operation.forms(name)[0].right)
