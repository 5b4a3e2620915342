"""Mistakes at what was not written down, which an answer may show."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from backprop_gui.formula.expression import Expression
from backprop_gui.marking.matching import fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site, without_indices
from backprop_gui.marking.own import Own
from backprop_gui.marking.questions import WORSE, Found, Question, alternatives
from backprop_gui.marking.ripples import Overlay, Ripple, affected
from backprop_gui.marking.sheet import Cell

MOST_PLACES = 40
# Mistakes are tried at the nearest unwritten places first, until formulas of so many names in
# all have been looked at.
MOST_NAMES = 20_000
# The same mistake in several places is tried for so many of them.
MOST_TOGETHER = 400
# What it costs that a mistake was made where nothing was written, or in several places at once.
_HIDDEN, _THROUGHOUT = 0.7, 0.3


@dataclass(frozen=True)
class _Candidate:
    """A mistake at a place where nothing was written."""

    mistake: Mistake
    place: Cell
    right: Expression
    alternative: Alternative
    way: int
    value: Own
    cost: float

    @property
    def keys(self) -> Iterator[Hashable]:
        """What the same mistake at other places has in common with this one."""
        layer = self.place.quantity.indices[:1]
        like = without_indices(self.alternative.detail)
        yield self.mistake.id, self.alternative.detail
        yield self.mistake.id, like, self.way, self.place.quantity.kind, layer
        yield self.mistake.id, like, self.way, self.place.quantity.kind


def at_unwritten(question: Question, table: tuple[Mistake, ...]) -> Iterator[Found]:
    """Single mistakes, and the same mistake made at every place where it can be made."""
    tried = list[_Candidate]()
    for place, several in _by_place(question, table):
        tried += several
        near = Ripple(question, place).near([candidate.value for candidate in several])
        for candidate, is_near in zip(several, near, strict=True):
            if is_near:
                yield from _tried(question, [candidate])
    for alike in islice(_throughout(tried), MOST_TOGETHER):
        yield from _tried(question, alike)


def _by_place(
    question: Question, table: tuple[Mistake, ...]
) -> Iterator[tuple[Cell, list[_Candidate]]]:
    left = MOST_NAMES
    for place, distance in _reach(question)[1 : MOST_PLACES + 1]:
        names = max(len(question.sheet.sources(place)), 1)
        several = list(islice(_candidates(question, place, distance, table), left // names))
        left -= names * len(several)
        if several:
            yield place, several


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
    question: Question, place: Cell, distance: int, table: Iterable[Mistake]
) -> Iterator[_Candidate]:
    own, before = question.own, question.own[place].written
    hidden = tuple(mistake for mistake in table if not mistake.slip)
    for right in (form.right for form in question.sheet.forms(place)):
        site = Site(place, right, own)
        for mistake, ways in alternatives(question, site, hidden):
            cost = rarity(ways) + _HIDDEN + 0.1 * distance
            for way, alternative in enumerate(ways):
                written, exact = own.evaluated(alternative.right, place.iteration)
                if written != before and not math.isnan(written):
                    value = Own(written, exact)
                    yield _Candidate(mistake, place, right, alternative, way, value, cost)


def rarity(ways: list[Alternative]) -> float:
    """The more ways a mistake has, the more often one of them fits by chance."""
    return 0.8 * math.log10(len(ways))


def _throughout(candidates: list[_Candidate]) -> Iterator[list[_Candidate]]:
    """The same mistake at each place of a layer, or of all, where there is one way to make it."""
    groups: dict[Hashable, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        for key in candidate.keys:
            groups[key].append(candidate)
    seen = set[frozenset[int]]()
    for alike in groups.values():
        places = {candidate.place for candidate in alike}
        same = frozenset(map(id, alike))
        if 1 < len(places) == len(alike) and same not in seen:
            seen.add(same)
            yield alike


def _tried(question: Question, candidates: list[_Candidate]) -> Iterator[Found]:
    """What is found when it is calculated with these mistakes made."""
    cost = min(candidate.cost for candidate in candidates)
    candidates = sorted(candidates, key=lambda c: question.sheet.place(c.place))
    formulas = {candidate.place: candidate.alternative.right for candidate in candidates}
    numbers = Overlay(question.own, formulas, affected(question, frozenset(formulas)))
    cell, first = question.cell, candidates[0]
    right = question.sheet.forms(cell)[0].right
    guess = numbers.estimate(right, cell.iteration)
    how = fit(question.printed, guess.value, guess.slack, question.unit)
    if how:
        several = _THROUGHOUT if len(candidates) > 1 else 0.0
        score = first.mistake.common - cost - WORSE[how] - several
        yield Found(
            first.mistake,
            first.place,
            first.right,
            first.alternative,
            guess.value,
            guess.slack,
            numbers.evaluated(right, cell.iteration)[1],
            {place: numbers[place] for place in formulas},
            score,
        )
