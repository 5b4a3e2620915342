"""Says in words what a mistake was, with both calculations."""

from __future__ import annotations

from backprop_gui.formula.comparing import differing
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Number, Ref
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import substitute
from backprop_gui.formula.writing import Writing
from backprop_gui.marking.own import OwnNumbers
from backprop_gui.marking.questions import Found, Question
from backprop_gui.marking.sheet import Cell
from backprop_gui.marking.verdicts import Diagnosis

MOST = 6
Steps = tuple[Equation, ...]
_WEAK_DIGITS = 2


def diagnosed(question: Question, found: list[Found]) -> tuple[Diagnosis, ...]:
    """The best few, each confirmed by its own recalculation; equal numbers share a rank."""
    writing = Writing(min(max(question.printed.significant + 1, 5), 12))
    made, ranks = [], list[Found]()
    for one in found[:MOST]:
        if not any(map(one.equals, ranks)):
            ranks.append(one)
        rank = next(n for n, other in enumerate(ranks, 1) if one.equals(other))
        made.append(_diagnosis(question, one, writing, rank))
    return tuple(made)


def _diagnosis(question: Question, one: Found, writing: Writing, rank: int) -> Diagnosis:
    own, place = question.own, one.place
    right, mistaken = (
        _equations(formula, own, place) for formula in differing(one.right, one.alternative.right)
    )
    return Diagnosis(
        one.mistake.id,
        one.mistake.title,
        _text(question, one, writing, right, mistaken),
        one.reproduced,
        one.place,
        one.alternative.detail,
        rank,
        question.printed.significant <= _WEAK_DIGITS,
        places=places(one),
        rule=one.mistake.rule,
        right=right,
        mistaken=mistaken,
    )


def _text(question: Question, one: Found, writing: Writing, right: Steps, mistaken: Steps) -> str:
    """The rule, the right calculation and the one that gives the person's number."""
    name = one.place.quantity
    parts = [f"{one.mistake.title}: {one.alternative.detail}." if one.alternative.detail else ""]
    parts += [
        one.mistake.rule,
        _said("Right:", name, right, writing),
        _said("Yours fits", name, mistaken, writing),
    ]
    if one.place != question.cell:
        reached = f"{question.cell.quantity} = {plain(one.reproduced, writing)}"
        parts.append(f"{unwritten(places(one))}; it leads to {reached}.")
    if question.printed.significant <= _WEAK_DIGITS:
        parts.append("So few digits fit many mistakes: this is a weak sign.")
    return " ".join(filter(None, parts))


def places(one: Found) -> tuple[str, ...]:
    """Where the mistake was made."""
    return tuple(str(cell.quantity) for cell in one.changed)


def unwritten(names: tuple[str, ...]) -> str:
    """Says of some quantities that there is no answer for them."""
    return f"{', '.join(names)} {'was' if len(names) == 1 else 'were'} not written down"


def _said(words: str, name: Quantity, steps: Steps, writing: Writing) -> str:
    texts = dict.fromkeys(Equation(step.right).text(writing) for step in steps)
    return f"{words} {name} = {' = '.join(texts)}."


def _equations(right: Expression, own: OwnNumbers, place: Cell) -> Steps:
    """The formula, the same with the person's numbers put in, and what it gives."""
    put_in = substitute(right, own.lookup(place.iteration))
    value = Number(own.estimate(right, place.iteration).value)
    return tuple(Equation(step, Ref(place.quantity)) for step in (right, put_in, value))
