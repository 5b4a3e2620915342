"""What an entry of the table of mistakes is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backprop_gui.engine.activations import Activation
from backprop_gui.engine.network import Layer, Network
from backprop_gui.engine.operations.operation import Operation
from backprop_gui.engine.program import Program
from backprop_gui.formula.expression import Expression
from backprop_gui.formula.printed import Printed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.own import OwnNumbers
from backprop_gui.marking.sheet import Cell


@dataclass(frozen=True)
class Alternative:
    """A formula that somebody may have used instead; `detail` says what was exchanged."""

    right: Expression
    detail: str = ""


@dataclass(frozen=True)
class Site:
    """Where a mistake may have been made: a cell with one of its right formulas.

    `own` are the person's numbers; `printed` the answer, where the site is itself an answer.
    """

    cell: Cell
    right: Expression
    own: OwnNumbers
    printed: Printed | None = None

    @property
    def name(self) -> Quantity:
        """The quantity that is computed."""
        return self.cell.quantity

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.name.kind

    @property
    def program(self) -> Program:
        """The iteration's operations."""
        return self.own.sheet.program(self.cell.iteration)

    @property
    def operation(self) -> Operation:
        """The operation that computes it."""
        operation = self.own.sheet.operation(self.cell)
        assert operation is not None
        return operation

    @property
    def network(self) -> Network:
        """The network."""
        return self.program.network

    @property
    def layer(self) -> Layer:
        """The layer of a quantity that is named by its layer first."""
        return self.network.layers[self.name.indices[0] - 1]

    @property
    def phi(self) -> Activation:
        """The activation of that layer."""
        return self.layer.phi

    def number(self, name: Quantity) -> float:
        """The person's number."""
        return self.own[Cell(self.cell.iteration, name)].written

    def exists(self, name: Quantity) -> bool:
        """Whether the iteration has such an element."""
        specs = self.program.of_kind.get(name.kind, ())
        return any(spec.covers(name) and spec.place(name) is not None for spec in specs)

    def elements(self, kind: str) -> Iterator[Quantity]:
        """The names of all elements of a kind."""
        for spec in self.program.of_kind.get(kind, ()):
            yield from spec.elements()

    def alike(self, name: Quantity) -> Iterator[Quantity]:
        """The other elements of the same array."""
        for spec in self.program.of_kind.get(name.kind, ()):
            if spec.covers(name) and spec.place(name) is not None:
                yield from (other for other in spec.elements() if other != name)


def without_indices(detail: str) -> str:
    """What was exchanged, wherever it was: two such details tell of the same mistake."""
    return _INDICES.sub("", detail)


_INDICES = re.compile(r"\[[0-9,]+\]")
Rewrites = Callable[[Site], Iterator[Alternative]]


@dataclass(frozen=True)
class Mistake:
    """`rule` says what is right, in a sentence for the student.

    `common` ranks mistakes that fit equally well: 5 is frequent, 1 rare. A `slip` is made in
    writing a number down, so only where one was written. One that `borrows` takes the number of
    another quantity, which explains nothing where that one is wrong itself.
    """

    id: str
    title: str
    rule: str
    rewrites: Rewrites
    common: int = 3
    slip: bool = False
    borrows: bool = False
