"""The person's own numbers: what was written, and what follows from it where nothing was written.

A person goes on with the number on paper or with the one in the calculator's memory. Both are
carried: `written` and `exact`; the truth lies between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Expression, quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.sheet import Cell, Sheet

Floats = NDArray[np.float64]
# A number that may be another one, and the value that it then has.
Move = tuple[Cell, float]
# More numbers than these are not moved one by one.
MOST_MOVED = 40


@dataclass(frozen=True)
class Own:
    """A number as written and as it was before rounding."""

    written: float
    exact: float

    @classmethod
    def of(cls, value: float) -> Own:
        """One that was not rounded."""
        return cls(value, value)


@dataclass(frozen=True)
class Estimate:
    """A value computed from the person's numbers; their rounding can move it by `slack`."""

    value: float
    slack: float


class OwnNumbers:
    """Numbers of all cells: those that are known, and those that follow from them.

    What does not depend on anything known otherwise is the engine's number.
    """

    def __init__(self, sheet: Sheet, known: Mapping[Cell, Own] | None = None) -> None:
        self.sheet = sheet
        self.known: dict[Cell, Own] = dict(known or {})
        self._followed: dict[Cell, Own] = {}
        self._spreads: dict[Cell, float] = {}

    def put(self, cell: Cell, own: Own) -> None:
        """From now on a cell has this number."""
        self.known[cell] = own
        self._followed.clear()
        self._spreads.clear()

    def without(self, cell: Cell) -> OwnNumbers:
        """The same numbers as if this one was not known."""
        return OwnNumbers(self.sheet, {c: own for c, own in self.known.items() if c != cell})

    def __getitem__(self, cell: Cell) -> Own:
        if cell in self.known:
            return self.known[cell]
        if cell not in self._followed:
            self._followed[cell] = self._follow(cell)
        return self._followed[cell]

    def is_engines(self, cell: Cell) -> bool:
        """Whether a number is the engine's, to the last digit."""
        engine, own = self.sheet.engine(cell), self[cell]
        return own.written == own.exact == engine

    def _follow(self, cell: Cell) -> Own:
        engine = Own.of(self.sheet.engine(cell))
        sources = self.sheet.sources(cell)
        if all(map(self.is_engines, sources)):
            return engine
        if before := self.sheet.before(cell):
            return self[before]
        right = self.sheet.forms(cell)[0].right
        written, exact = self.evaluated(right, cell.iteration)
        return Own(written, exact)

    def evaluated(self, right: Expression, iteration: int) -> tuple[float, float]:
        """A formula with the written numbers put in, and with the exact ones."""
        names = quantities(right)
        table = {name: self._pair(Cell(iteration, name)) for name in names}
        found = evaluate(right, table.__getitem__)
        written, exact = np.broadcast_to(found, (2,))
        return float(written), float(exact)

    def estimate(
        self, right: Expression, iteration: int, coarse: Coarseness | None = None
    ) -> Estimate:
        """A formula's value from the written numbers, and how much their rounding can move it.

        With `coarse`, numbers that were not written down may have been rounded like the others.
        """
        cells = [Cell(iteration, name) for name in quantities(right)]
        if coarse is None and all(self[c].written == self[c].exact for c in cells):
            return Estimate(float(evaluate(right, lambda n: self[Cell(iteration, n)].written)), 0.0)
        rounded = [] if coarse is None else self._rounded(cells, coarse)
        return self._moved(right, cells, [*self._remembered(cells), *rounded])

    def _moved(self, right: Expression, cells: list[Cell], moves: list[Move]) -> Estimate:
        """The value, and how far each move alone takes it, all together."""
        moves = moves[:MOST_MOVED]
        width = len(moves) + 1
        table = {cell.quantity: np.full(width, self[cell].written) for cell in cells}
        for place, (cell, value) in enumerate(moves, start=1):
            table[cell.quantity][place] = value
        values: Floats = np.broadcast_to(evaluate(right, table.__getitem__), (width,))
        with np.errstate(all="ignore"):
            return Estimate(float(values[0]), float(np.abs(values[1:] - values[0]).sum()))

    def _remembered(self, cells: list[Cell]) -> list[Move]:
        """Each number that the calculator may have had with more digits."""
        own = ((cell, self[cell]) for cell in cells)
        return [(cell, number.exact) for cell, number in own if number.exact != number.written]

    def _rounded(self, cells: list[Cell], coarse: Coarseness) -> list[Move]:
        """Each number that may have been rounded without being written down."""
        spreads = ((cell, self._spread(cell, coarse)) for cell in cells)
        return [(cell, self[cell].written + spread) for cell, spread in spreads if spread]

    def _spread(self, cell: Cell, coarse: Coarseness) -> float:
        """How far a number that was not written down may be off, rounded like those before it."""
        if cell in self.known:
            return 0.0
        if before := self.sheet.before(cell):
            return self._spread(before, coarse)
        if not self.sheet.forms(cell):
            return 0.0
        if cell not in self._spreads:
            right = self.sheet.forms(cell)[0].right
            sources = [Cell(cell.iteration, name) for name in quantities(right)]
            moved = self._moved(right, sources, self._rounded(sources, coarse)).slack
            spread = moved + coarse.half_unit(self[cell].written)
            self._spreads[cell] = spread if np.isfinite(spread) else 0.0
        return self._spreads[cell]

    def _pair(self, cell: Cell) -> Floats:
        own = self[cell]
        return np.array([own.written, own.exact])

    def lookup(self, iteration: int) -> Numbers:
        """The written numbers of an iteration by name."""
        return Numbers(self, iteration)


@dataclass(frozen=True)
class Numbers:
    """The written numbers of one iteration."""

    own: OwnNumbers
    iteration: int

    def __call__(self, name: Quantity) -> float:
        return self.own[Cell(self.iteration, name)].written
