"""The worksheet of a run: every quantity of some iterations, its formulas, the engine's number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from backprop_gui.engine.operations.operation import Form, Operation
from backprop_gui.engine.operations.update import new_name
from backprop_gui.engine.program import Program
from backprop_gui.formula.expression import quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.reading.naming import find, one_element
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.session import Session


@dataclass(frozen=True)
class Cell:
    """One number of a worksheet: an element of an iteration, counted from 0."""

    iteration: int
    quantity: Quantity


class Sheet:
    """Some iterations of a session; the session itself does not move."""

    def __init__(self, session: Session, iterations: Iterable[int]) -> None:
        self._moments: dict[int, Replay] = {k: session.end_of(k) for k in sorted(set(iterations))}
        self._forms: dict[Cell, tuple[Form, ...]] = {}
        self._sources: dict[Cell, tuple[Cell, ...]] = {}
        self._numbers: dict[Cell, float] = {}

    @property
    def iterations(self) -> tuple[int, ...]:
        """The iterations, in order."""
        return tuple(self._moments)

    def program(self, iteration: int) -> Program:
        """The operations of an iteration."""
        return self._moments[iteration].program(iteration)

    def cell(self, iteration: int, name: str | Quantity) -> Cell:
        """The cell of a name; raises UnknownName, InvalidValue for a whole array."""
        place = one_element(find(self.program(iteration), name))
        return Cell(iteration, place.name)

    def engine(self, cell: Cell) -> float:
        """The number that the engine computes."""
        if cell not in self._numbers:
            place = find(self.program(cell.iteration), cell.quantity)
            array = self._moments[cell.iteration].array(place.spec.name)
            self._numbers[cell] = float(array[place.index])
        return self._numbers[cell]

    def operation(self, cell: Cell) -> Operation | None:
        """What computes a cell; None for what is given."""
        program = self.program(cell.iteration)
        number = program.producers.get(find(program, cell.quantity).spec.name)
        return None if number is None else program.operations[number]

    def forms(self, cell: Cell) -> tuple[Form, ...]:
        """The formulas of a cell, the computed one first; none for what is given."""
        if cell not in self._forms:
            operation = self.operation(cell)
            self._forms[cell] = () if operation is None else operation.forms(cell.quantity)
        return self._forms[cell]

    def sources(self, cell: Cell) -> tuple[Cell, ...]:
        """What a cell is computed from, be it in the iteration before."""
        if cell not in self._sources:
            self._sources[cell] = tuple(self._find_sources(cell))
        return self._sources[cell]

    def before(self, cell: Cell) -> Cell | None:
        """The cell of the iteration before that a parameter or state comes from.

        None where there is none: a network that was changed starts from given numbers.
        """
        program, earlier = self.program(cell.iteration), cell.iteration - 1
        spec, begins = find(program, cell.quantity).spec, self._begins(cell.iteration)
        if spec not in (*program.parameters, *program.states) or cell.iteration == begins:
            return None
        if earlier not in self._moments:
            return None
        return Cell(earlier, new_name(cell.quantity))

    def _begins(self, iteration: int) -> int:
        return self._moments[iteration].document.begins

    def place(self, cell: Cell) -> tuple[int, int, int]:
        """When a cell is computed: iteration, operation (−1: given), element."""
        program = self.program(cell.iteration)
        found = find(program, cell.quantity)
        return cell.iteration, program.producers.get(found.spec.name, -1), found.number

    def row(self, iteration: int) -> Iterator[Cell]:
        """All computed cells of an iteration, in order."""
        for operation in self.program(iteration).operations:
            for element in operation.output.elements():
                yield Cell(iteration, element)

    def _find_sources(self, cell: Cell) -> Iterator[Cell]:
        if before := self.before(cell):
            yield before
        for form in self.forms(cell)[:1]:
            for name in quantities(form.right):
                yield Cell(cell.iteration, name)

    @cached_property
    def parameters(self) -> tuple[Quantity, ...]:
        """The elements of all parameters."""
        program = self.program(self.iterations[0])
        return tuple(name for spec in program.parameters for name in spec.elements())
