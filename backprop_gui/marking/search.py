"""Seeks the mistakes that give a person's number, at the answer and at what was not written."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from backprop_gui.formula.expression import Expression, quantities
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.matching import Fit, fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.own import Own, OwnNumbers
from backprop_gui.marking.printed import Printed
from backprop_gui.marking.sheet import Cell, Sheet

MOST_PLACES = 40
MOST_ALTERNATIVES = 400
_WORSE = {Fit.ROUNDED: 0.0, Fit.FROM_ROUNDED: 0.5, Fit.CUT_OFF: 1.0}
# What it costs that a mistake was made where nothing was written, or in several places at once.
_HIDDEN, _THROUGHOUT = 0.7, 0.3


@dataclass(frozen=True)
class Found:
    """A mistake that gives the number: where, with which formula, and what it makes of it.

    `changed` are the numbers that the mistake gives at its places; `score` ranks it.
    """

    mistake: Mistake
    place: Cell
    right: Expression
    alternative: Alternative
    reproduced: float
    changed: Mapping[Cell, Own]
    score: float


class Overlay(OwnNumbers):
    """Numbers in which a few are others, and what depends on those within `affected`."""

    def __init__(
        self, base: OwnNumbers, changed: Mapping[Cell, Own], affected: frozenset[Cell]
    ) -> None:
        super().__init__(base.sheet, changed)
        self._base, self._affected = base, affected

    def __getitem__(self, cell: Cell) -> Own:
        if cell in self.known or cell in self._affected:
            return super().__getitem__(cell)
        return self._base[cell]

    def is_engines(self, cell: Cell) -> bool:
        return cell not in self.known and cell not in self._affected and super().is_engines(cell)


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


def search(question: Question, table: Iterable[Mistake]) -> list[Found]:
    """All mistakes that give the number, the best first; single ones and those made throughout."""
    table = tuple(table)
    found: list[Found] = list(_at_answer(question, table))
    hidden: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    reach = _reach(question)
    for place, distance in reach[1 : MOST_PLACES + 1]:
        for candidate in _candidates(question, place, distance, table):
            hidden[candidate.key].append(candidate)
    for alike in hidden.values():
        found += _single(question, alike)
        found += _together(question, alike)
    return _best_of_each(found)


@dataclass(frozen=True)
class _Candidate:
    """A mistake at a place where nothing was written."""

    mistake: Mistake
    place: Cell
    right: Expression
    alternative: Alternative
    value: Own
    cost: float

    @property
    def key(self) -> tuple[str, str]:
        return self.mistake.id, self.alternative.detail


def _at_answer(question: Question, table: tuple[Mistake, ...]) -> Iterator[Found]:
    cell, own = question.cell, question.own
    for right in (form.right for form in question.sheet.forms(cell)):
        site = Site(cell, right, own, question.printed)
        for mistake, alternatives in _alternatives(question, site, table):
            for alternative in alternatives:
                guess = own.estimate(alternative.right, cell.iteration, question.coarse)
                how = fit(question.printed, guess.value, guess.slack, question.unit)
                if how:
                    score = mistake.common - _rarity(alternatives) - _WORSE[how]
                    changed = {cell: Own(question.printed.value, guess.value)}
                    yield Found(mistake, cell, right, alternative, guess.value, changed, score)


def _alternatives(
    question: Question, site: Site, table: tuple[Mistake, ...]
) -> Iterator[tuple[Mistake, list[Alternative]]]:
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


def _rarity(alternatives: list[Alternative]) -> float:
    """The more ways a mistake has, the more often one of them fits by chance."""
    return 0.8 * math.log10(len(alternatives))


def _reach(question: Question) -> list[tuple[Cell, int]]:
    """The answer and what it is computed from that was not written, nearest first."""
    seen, waiting = {question.cell: 0}, [question.cell]
    for cell in waiting:
        if len(waiting) > MOST_PLACES:
            break
        for source in question.sheet.sources(cell):
            unwritten = source not in question.own.known and question.sheet.forms(source)
            if unwritten and source not in seen:
                seen[source] = seen[cell] + 1
                waiting.append(source)
    return list(seen.items())


def _candidates(
    question: Question, place: Cell, distance: int, table: tuple[Mistake, ...]
) -> Iterator[_Candidate]:
    own, before = question.own, question.own[place].written
    hidden = tuple(mistake for mistake in table if not mistake.slip)
    for right in (form.right for form in question.sheet.forms(place)):
        site = Site(place, right, own)
        for mistake, alternatives in _alternatives(question, site, hidden):
            cost = _rarity(alternatives) + _HIDDEN + 0.1 * distance
            for alternative in alternatives:
                written, exact = own.evaluated(alternative.right, place.iteration)
                if written != before and not math.isnan(written):
                    value = Own(written, exact)
                    yield _Candidate(mistake, place, right, alternative, value, cost)


def _single(question: Question, alike: list[_Candidate]) -> Iterator[Found]:
    for candidate in alike:
        yield from _tried(question, [candidate])


def _together(question: Question, alike: list[_Candidate]) -> Iterator[Found]:
    """The same mistake at every place where it can be made."""
    places = {candidate.place: candidate for candidate in reversed(alike)}
    if len(places) > 1:
        yield from _tried(question, [places[p] for p in reversed(places)])


def _tried(question: Question, candidates: list[_Candidate]) -> Iterator[Found]:
    changed = {candidate.place: candidate.value for candidate in candidates}
    numbers = Overlay(question.own, changed, affected(question, frozenset(changed)))
    cell, first = question.cell, candidates[0]
    for form in question.sheet.forms(cell)[:1]:
        guess = numbers.estimate(form.right, cell.iteration)
        how = fit(question.printed, guess.value, guess.slack, question.unit)
        if how:
            several = _THROUGHOUT if len(candidates) > 1 else 0.0
            score = first.mistake.common - first.cost - _WORSE[how] - several
            yield Found(
                first.mistake,
                first.place,
                first.right,
                first.alternative,
                guess.value,
                changed,
                score,
            )


def affected(question: Question, places: frozenset[Cell]) -> frozenset[Cell]:
    """What lies between some places and the answer, unwritten, and depends on one of them."""
    known, sheet = question.own.known, question.sheet
    depends: dict[Cell, bool] = {}

    def asks(cell: Cell) -> bool:
        if cell in places:
            return True
        if cell not in depends:
            depends[cell] = False
            written = cell in known and cell != question.cell
            each = () if written else [asks(source) for source in sheet.sources(cell)]
            depends[cell] = any(each)
        return depends[cell]

    asks(question.cell)
    return frozenset(cell for cell, does in depends.items() if does)


def _best_of_each(found: list[Found]) -> list[Found]:
    """Each mistake once, in its most likely way."""
    best: dict[str, Found] = {}
    for one in sorted(found, key=lambda f: -f.score):
        best.setdefault(one.mistake.id, one)
    return list(best.values())
