"""What other numbers at unwritten places make of an answer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Expression, quantities
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.own import MOST_MOVED, Floats, Own, OwnNumbers
from backprop_gui.marking.questions import Question
from backprop_gui.marking.sheet import Cell


def affected(question: Question, places: frozenset[Cell]) -> frozenset[Cell]:
    """Some places, and what lies between them and the answer unwritten and depends on one."""
    known, sheet = question.own.known, question.sheet
    depends: dict[Cell, bool] = {}

    def asks(cell: Cell) -> bool:
        if cell not in depends:
            depends[cell] = cell in places
            ends = depends[cell] and len(places) == 1
            written = cell in known and cell != question.cell
            each = () if written or ends else [asks(source) for source in sheet.sources(cell)]
            depends[cell] |= any(each)
        return depends[cell]

    asks(question.cell)
    return frozenset(cell for cell, does in depends.items() if does)


class Overlay(OwnNumbers):
    """Numbers in which a few follow by other formulas, and what depends on those within `among`."""

    def __init__(
        self, base: OwnNumbers, formulas: Mapping[Cell, Expression], among: frozenset[Cell]
    ) -> None:
        super().__init__(base.sheet)
        self._base, self._formulas, self._among = base, formulas, among

    def __getitem__(self, cell: Cell) -> Own:
        return super().__getitem__(cell) if cell in self._among else self._base[cell]

    def is_engines(self, cell: Cell) -> bool:
        return cell not in self._among and self._base.is_engines(cell)

    def _follow(self, cell: Cell) -> Own:
        if cell in self._formulas:
            return Own(*self.evaluated(self._formulas[cell], cell.iteration))
        return super()._follow(cell)


class Ripple:
    """Many numbers for one place, carried to the answer all at once."""

    def __init__(self, question: Question, place: Cell) -> None:
        self._question, self._place = question, place
        among = affected(question, frozenset([place])) - {place, question.cell}
        self._between = sorted(among, key=question.sheet.place)

    def near(self, tried: list[Own]) -> list[bool]:
        """Which of them may give the answer; those that are False do not."""
        numbers = {self._place: np.array([[own.written, own.exact] for own in tried]).T}
        for cell in self._between:
            numbers[cell] = self._follow(cell, numbers)
        question = self._question
        right = question.sheet.forms(question.cell)[0].right
        values, slack = self._estimate(right, numbers)
        with np.errstate(all="ignore"):
            away = np.abs(values - question.printed.value)
            tiny = 1e-12 * np.maximum(np.abs(values), abs(question.printed.value))
            far = away > 1.001 * (question.unit + slack) + tiny
        return [not one for one in far]

    def _follow(self, cell: Cell, numbers: dict[Cell, Floats]) -> Floats:
        """The written numbers in one row, the exact ones in the next."""
        count = numbers[self._place].shape[1]
        if before := self._question.sheet.before(cell):
            return numbers[before]
        right = self._question.sheet.forms(cell)[0].right
        found = evaluate(right, lambda name: self._pair(Cell(cell.iteration, name), numbers))
        return np.broadcast_to(found, (2, count))

    def _pair(self, cell: Cell, numbers: dict[Cell, Floats]) -> Floats:
        if cell in numbers:
            return numbers[cell]
        own = self._question.own[cell]
        return np.array([[own.written], [own.exact]])

    def _estimate(self, right: Expression, numbers: dict[Cell, Floats]) -> tuple[Floats, Floats]:
        """The answer by the written numbers, and how much their rounding can move it."""
        iteration = self._question.cell.iteration
        pairs = {n: self._pair(Cell(iteration, n), numbers) for n in quantities(right)}
        moving = [n for n, (written, exact) in pairs.items() if np.any(written != exact)]
        moving = moving[:MOST_MOVED]
        table: dict[Quantity, Floats] = {n: pair[:1] for n, pair in pairs.items()}
        for row, name in enumerate(moving, start=1):
            table[name] = np.repeat(pairs[name][:1], len(moving) + 1, axis=0)
            table[name][row] = pairs[name][1]
        shape = (len(moving) + 1, numbers[self._place].shape[1])
        values: Floats = np.broadcast_to(evaluate(right, table.__getitem__), shape)
        with np.errstate(all="ignore"):
            return values[0], np.nan_to_num(np.abs(values[1:] - values[0])).sum(axis=0)
