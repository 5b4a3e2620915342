"""Formulas are cut where a line may break, and nothing is lost."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Number, Product, Sum, call, ref, total
from backprop_gui.report.mathml_lines import lines

TERMS = tuple(ref("x", 1, n) * ref("w", 2, n, 1) for n in range(1, 7))


def words(formula: str) -> str:
    return "".join(fromstring(formula).itertext())


@pytest.mark.parametrize(
    "right",
    [
        total(TERMS),
        Product((Number(-0.5), Sum(TERMS))),
        -Sum(TERMS) / 4,
        call("step", ref("s", 1, 1), 0),
        Number(-1.5),
    ],
)
def test_the_parts_are_the_whole(right: Expression) -> None:
    whole = Equation(right, ref("s", 2, 1)).mathml()
    assert "".join(map(words, lines(whole))) == words(whole)


def test_a_long_sum_may_break_before_its_terms() -> None:
    parts = [words(part) for part in lines(Equation(total(TERMS), ref("s", 2, 1)).mathml())]
    assert len(parts) >= 4
    assert all(part[0] in "=+" for part in parts[1:])


def test_the_sign_of_a_number_stays_at_the_number() -> None:
    terms = tuple(Product((Number(-0.123456), Number(-3.21))) for _ in range(4))
    parts = [words(part) for part in lines(Equation(total(terms)).mathml(), "=")]
    assert parts[0].startswith("=")
    assert not any(part.endswith(("(", "·", "−")) for part in parts)
    assert all(part.startswith("+") for part in parts[1:])


def test_cases_keep_their_brace() -> None:
    formula = Equation(call("step", ref("s", 1, 1), 0), ref("dphi", 1, 1)).mathml()
    with_brace = [part for part in lines(formula) if "mtable" in part]
    assert len(with_brace) == 1
    assert "{" in words(with_brace[0])


def test_short_parentheses_stay_whole() -> None:
    terms = tuple(call("ln", 1 - ref("x", 2, n, 3)) for n in range(1, 6))
    parts = [words(part) for part in lines(Equation(-Sum(terms), ref("loss")).mathml())]
    assert len(parts) == 5
    assert all("(1−x" in part for part in parts)
