"""Seeks the mistakes that give a person's number, at the answer and at what was not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import Expression
from backprop_gui.marking.coarseness import Coarseness
from backprop_gui.marking.matching import fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.own import Own
from backprop_gui.marking.questions import WORSE, Found, Question, alternatives
from backprop_gui.marking.unwritten import at_unwritten, rarity

# A mistake leaves a number as sharp as the right rule does, at most so many times less.
_BLUNTER = 100.0
Way = tuple[Mistake, Alternative, float]


def search(
    question: Question, table: Iterable[Mistake], coarse: Coarseness | None = None
) -> list[Found]:
    """All mistakes that give the number, the likeliest first; single ones, and made throughout.

    Where there are none, it is tried with `coarse`: unwritten numbers rounded like the others.
    """
    table = tuple(table)
    ways = [(right, _ways(question, right, table)) for right in _rights(question)]
    found = [*_at_answer(question, ways), *at_unwritten(question, table)]
    if not found and coarse is not None:
        found = list(_at_answer(replace(question, coarse=coarse), ways))
    return sorted(found, key=lambda f: -f.score)


def _rights(question: Question) -> Iterator[Expression]:
    return (form.right for form in question.sheet.forms(question.cell))


def _ways(question: Question, right: Expression, table: tuple[Mistake, ...]) -> list[Way]:
    """The mistakes in one formula of the answer, with what it costs to believe in each."""
    site = Site(question.cell, right, question.own, question.printed)
    return [
        (mistake, alternative, rarity(several))
        for mistake, several in alternatives(question, site, table)
        for alternative in several
    ]


def _at_answer(question: Question, ways: list[tuple[Expression, list[Way]]]) -> Iterator[Found]:
    cell, own = question.cell, question.own
    numbers = cache(own.lookup(cell.iteration))
    for right, several in ways:
        reach = _reach(question, right)
        for mistake, alternative, cost in several:
            value = float(evaluate(alternative.right, numbers))
            if abs(value - question.printed.value) > reach:
                continue
            guess = own.estimate(alternative.right, cell.iteration, question.coarse)
            how = fit(question.printed, guess.value, guess.slack, question.unit)
            if how:
                score = mistake.common - cost - WORSE[how]
                _, exact = own.evaluated(alternative.right, cell.iteration)
                changed = {cell: Own(question.printed.value, exact)}
                yield Found(
                    mistake,
                    cell,
                    right,
                    alternative,
                    guess.value,
                    guess.slack,
                    exact,
                    changed,
                    score,
                )


def _reach(question: Question, right: Expression) -> float:
    """From how far away rounding may lead to the answer; what is farther is not looked at."""
    slack = question.own.estimate(right, question.cell.iteration, question.coarse).slack
    return _BLUNTER * (slack + question.unit)


def best_of_each(question: Question, found: Iterable[Found]) -> list[Found]:
    """Each mistake once, in its first way; at the answer itself where that gives the same."""
    best: dict[str, Found] = {}
    for one in found:
        first = best.setdefault(one.mistake.id, one)
        if question.cell in one.changed and question.cell not in first.changed:
            best[one.mistake.id] = one if one.equals(first) else first
    return list(best.values())
