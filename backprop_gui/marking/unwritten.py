"""Mistakes at what was not written down, which an answer may show."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from backprop_gui.formula.expression import Expression
from backprop_gui.marking.matching import fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.own import Own
from backprop_gui.marking.questions import WORSE, Found, Question, alternatives
from backprop_gui.marking.ripples import Overlay, Ripple, affected
from backprop_gui.marking.sheet import Cell

MOST_PLACES = 40
# Mistakes are tried at the nearest unwritten places first, until formulas of so many names in
# all have been looked at.
MOST_NAMES = 25_000
# What it costs that a mistake was made where nothing was written, or in several places at once.
_HIDDEN, _THROUGHOUT = 0.7, 0.3


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


def at_unwritten(question: Question, table: tuple[Mistake, ...]) -> Iterator[Found]:
    """Single mistakes, and the same mistake made at every place where it can be made."""
    alike: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for place, several in _by_place(question, table):
        for candidate in several:
            alike[candidate.key].append(candidate)
        near = Ripple(question, place).near([candidate.value for candidate in several])
        for candidate, is_near in zip(several, near, strict=True):
            if is_near:
                yield from _tried(question, [candidate])
    for several in alike.values():
        yield from _together(question, several)


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
            for alternative in ways:
                written, exact = own.evaluated(alternative.right, place.iteration)
                if written != before and not math.isnan(written):
                    value = Own(written, exact)
                    yield _Candidate(mistake, place, right, alternative, value, cost)


def rarity(ways: list[Alternative]) -> float:
    """The more ways a mistake has, the more often one of them fits by chance."""
    return 0.8 * math.log10(len(ways))


def _together(question: Question, alike: list[_Candidate]) -> Iterator[Found]:
    places = {candidate.place: candidate for candidate in reversed(alike)}
    if len(places) > 1:
        yield from _tried(question, [places[p] for p in reversed(places)])


def _tried(question: Question, candidates: list[_Candidate]) -> Iterator[Found]:
    """What is found when it is calculated with these mistakes made."""
    changed = {candidate.place: candidate.value for candidate in candidates}
    numbers = Overlay(question.own, changed, affected(question, frozenset(changed)))
    cell, first = question.cell, candidates[0]
    right = question.sheet.forms(cell)[0].right
    guess = numbers.estimate(right, cell.iteration)
    how = fit(question.printed, guess.value, guess.slack, question.unit)
    if how:
        several = _THROUGHOUT if len(candidates) > 1 else 0.0
        score = first.mistake.common - first.cost - WORSE[how] - several
        yield Found(
            first.mistake,
            first.place,
            first.right,
            first.alternative,
            guess.value,
            numbers.evaluated(right, cell.iteration)[1],
            changed,
            score,
        )
