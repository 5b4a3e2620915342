"""A sentence is a text whose numbers can be written again."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.formula.numerals import exact
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.sentence import Exact, Sentence, written
from backprop_gui.formula.writing import Writing

COMMA = Writing(3, ",")


def test_its_numbers_are_written_with_the_digits_and_the_mark_that_are_asked_for() -> None:
    inner = Sentence(": {} = {}", Quantity("loss"), -0.123456789)
    outer = Sentence("{} crosses {}{}.", "{x} - 1.5", Exact(-0.123456789), inner)
    assert outer == "{x} - 1.5 crosses −0.123456789: loss = −0.12346."
    assert written(outer, COMMA) == "{x} - 1.5 crosses −0,123456789: loss = −0,123."
    assert written("plain 1.5", COMMA) == "plain 1.5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-0.25, "−0,25"),
        (1e-7, "1e-7"),
        (1e22, "1e22"),
        (math.inf, "∞"),
        (1e5, "100000"),
    ],
)
def test_an_exact_number_is_as_short_as_it_can_be(value: float, text: str) -> None:
    assert exact(value, COMMA) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_an_exact_number_reads_back(value: float) -> None:
    assert float(exact(value, COMMA).replace("−", "-").replace(",", ".")) == value
