"""An answer that wants an explanation, and what is found for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from backprop_gui.formula.expression import Expression, quantities
from backprop_gui.formula.printed import Printed
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.matching import Fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.own import Own, OwnNumbers
from backprop_gui.marking.sheet import Cell, Sheet

MOST_ALTERNATIVES = 400
# What a poorer fit costs.
WORSE = {Fit.ROUNDED: 0.0, Fit.FROM_ROUNDED: 0.5, Fit.CUT_OFF: 1.0}

# Where nothing was rounded, two numbers are the same when only float64's last digits differ.
_SAME = 1e-9


@dataclass(frozen=True)
class Found:
    """A mistake that gives the number: where, with which formula, and what it makes of it.

    `reproduced` comes from the numbers as written, and their rounding may move it by `slack`;
    `exact` comes from the numbers before they were rounded;
    `changed` are the numbers that the mistake gives at its places; `score` ranks it.
    """

    mistake: Mistake
    place: Cell
    right: Expression
    alternative: Alternative
    reproduced: float
    slack: float
    exact: float
    changed: Mapping[Cell, Own]
    score: float

    def equals(self, other: Found) -> bool:
        """Whether both give the same number: no more apart than rounding before them explains."""
        a, b = self.reproduced, other.reproduced
        if not (math.isfinite(a) and math.isfinite(b)):
            return a == b or (math.isnan(a) and math.isnan(b))
        return abs(a - b) <= _SAME * max(abs(a), abs(b)) + self.slack + other.slack


@dataclass(frozen=True)
class Question:
    """An answer to explain: `unit` is the worth of its last place that counts.

    `is_wrong` tells the cells whose own numbers are wrong themselves; `coarse` how numbers that
    were not written down may have been rounded.
    """

    cell: Cell
    printed: Printed
    unit: float
    own: OwnNumbers
    is_wrong: Callable[[Cell], bool] = lambda _: False
    coarse: Coarseness | None = None

    @property
    def sheet(self) -> Sheet:
        """The worksheet."""
        return self.own.sheet


def alternatives(
    question: Question, site: Site, table: Iterable[Mistake]
) -> Iterator[tuple[Mistake, list[Alternative]]]:
    """Each mistake that can be made at a site, with all its ways."""
    for mistake in table:
        rewritten = islice(mistake.rewrites(site), MOST_ALTERNATIVES)
        made = [a for a in rewritten if a.right != site.right]
        if mistake.borrows:
            made = [a for a in made if not _borrows_wrong(question, site, a)]
        if made:
            yield mistake, made


def _borrows_wrong(question: Question, site: Site, alternative: Alternative) -> bool:
    new = set(quantities(alternative.right)) - set(quantities(site.right))
    return any(question.is_wrong(Cell(site.cell.iteration, name)) for name in new)
