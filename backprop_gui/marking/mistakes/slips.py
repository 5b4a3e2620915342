"""Slips of the pen: digits, signs, the decimal point, a number copied from beside."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from backprop_gui.engine.operations.update import new_name
from backprop_gui.errors import InvalidValue
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Negative, Number, Ref, quantities
from backprop_gui.formula.printed import printed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.marking.matching import fit
from backprop_gui.marking.mistakes.entry import Alternative, Mistake, Site
from backprop_gui.marking.mistakes.trees import each_term, exchanged, taken_apart, times
from backprop_gui.marking.sheet import Cell

_DIGITS = re.compile(r"[0-9]")


def _decimal_slip(site: Site) -> Iterator[Alternative]:
    for power in (-1, 1, -2, 2, -3, 3):
        yield Alternative(
            times(10.0**power, site.right), f"the decimal point moved by {abs(power)}"
        )


def _sign_slip(site: Site) -> Iterator[Alternative]:
    yield Alternative(Negative(site.right), "the sign")


def _sign_of_a_term(site: Site) -> Iterator[Alternative]:
    """In a sum; in an update that is ascent."""
    if site.kind in _SUMS:
        for term, right in each_term(site.right, _negative):
            yield Alternative(right, f"the sign of {Equation(term).text()}")


def _negative(term: Expression) -> Expression:
    return term.operand if isinstance(term, Negative) else Negative(term)


def _decimal_of_a_term(site: Site) -> Iterator[Alternative]:
    """A number in a term of a sum was read with its decimal point moved."""
    if site.kind in _SUMS and len(taken_apart(site.right)[0]) > 1:
        for factor in (10.0, 0.1):
            for term, right in each_term(site.right, partial(times, factor)):
                yield Alternative(right, f"{factor:g} times {Equation(term).text()}")


def _digits_swapped(site: Site) -> Iterator[Alternative]:
    """Two neighbouring digits exchanged give the right number."""
    if site.printed is None:
        return
    own = site.own.estimate(site.right, site.cell.iteration)
    for text, what in with_digits_swapped(site.printed.text):
        try:
            other = printed(text)
        except InvalidValue:
            continue
        if fit(other, own.value, own.slack, other.unit):
            yield Alternative(Number(site.printed.value), what)


def with_digits_swapped(text: str) -> Iterator[tuple[str, str]]:
    """Each way to exchange two neighbouring digits of a number, and what was done."""
    places = [found.start() for found in _DIGITS.finditer(text)]
    for a, b in pairwise(places):
        if text[a] != text[b]:
            swapped = text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
            yield swapped, f"{text[b]}{text[a]} written as {text[a]}{text[b]}"


def _copied(site: Site) -> Iterator[Alternative]:
    """A neighbouring quantity's number: the next unit's, or one beside it on the sheet."""
    layer, *rest = site.name.indices or (0,)
    beside = [Quantity(kind, site.name.indices) for kind in _BESIDE if kind != site.kind]
    other_layers = [
        Quantity(site.kind, (n, *rest)) for n in range(1, site.network.depth + 1) if n != layer
    ]
    for other in (*site.alike(site.name), *beside, *other_layers):
        if other != site.name and site.exists(other):
            yield Alternative(Ref(other), f"the number of {other}")


_BESIDE = ("s", "x", "dx", "dphi", "delta", "dw", "w", "w_new", "db", "b", "b_new", "y")


def _stale(site: Site) -> Iterator[Alternative]:
    """The same quantity's number of the iteration before, or a parameter that was not renewed."""
    earlier = Cell(site.cell.iteration - 1, site.name)
    if earlier.iteration in site.own.sheet.iterations:
        yield Alternative(Number(site.own[earlier].written), "the last iteration's number")
    if site.kind in ("w_new", "b_new"):
        old = Quantity(site.kind.removesuffix("_new"), site.name.indices)
        if new_name(old) == site.name:
            yield Alternative(Ref(old), "the old value")


def _rounded_early(site: Site) -> Iterator[Alternative]:
    """A number was rounded to few digits before it was used."""
    for name in quantities(site.right):
        value = site.number(name)
        if value and math.isfinite(value):
            for digits in range(1, 13):
                rounded = float(f"{value:.{digits - 1}e}")
                if rounded != value:
                    right = exchanged(site.right, {name: Number(rounded)})
                    yield Alternative(right, f"{name} rounded to {rounded!r}")


_SUMS = ("s", "dx", "delta", "dw", "db", "loss")

MISTAKES = (
    Mistake("sign-slip", "The sign is wrong", "Only the sign differs.", _sign_slip, 3, slip=True),
    Mistake(
        "decimal-slip",
        "The decimal point has slipped",
        "The digits are right, their place is not.",
        _decimal_slip,
        3,
        slip=True,
    ),
    Mistake(
        "sign-slip",
        "A term has the wrong sign",
        "Every term of a sum keeps its own sign.",
        _sign_of_a_term,
        2,
    ),
    Mistake(
        "decimal-slip",
        "The decimal point of a term has slipped",
        "The digits are right, their place is not.",
        _decimal_of_a_term,
        2,
    ),
    Mistake(
        "digits-swapped",
        "Two digits were exchanged",
        "The number is right but for two neighbouring digits.",
        _digits_swapped,
        3,
        slip=True,
    ),
    Mistake(
        "copied-wrong",
        "A neighbouring number was written down",
        "The number is that of another quantity.",
        _copied,
        2,
        slip=True,
        borrows=True,
    ),
    Mistake(
        "stale-value",
        "An old number was kept",
        "Every iteration computes its numbers anew.",
        _stale,
        3,
        slip=True,
    ),
    Mistake(
        "rounded-early",
        "A number was rounded too early",
        "Round at the end; work on with all digits.",
        _rounded_early,
        1,
    ),
)
