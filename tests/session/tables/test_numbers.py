"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.session.tables.numbers import number, written


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_what_is_written_is_read(value: float, decimal: str) -> None:
    assert number(written(value, decimal), decimal) == value


@given(st.integers(1000, 10**15), st.sampled_from(" '’\u00a0\u202f"), st.sampled_from(".,"))
def test_thousands_set_apart_are_read(value: int, gap: str, decimal: str) -> None:
    cell = f"{value:,}".replace(",", gap)
    assert number(cell, decimal) == value
    assert number(f"-{cell}{decimal}5", decimal) == -value - 0.5


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1,234,567", ".", 1234567),
        ("1.234.567", ",", 1234567),
        ("1.234", ".", 1.234),
        ("1,234", ",", 1.234),
    ],
)
def test_marks_between_thousands_are_read_where_nothing_else_is_meant(
    cell: str, decimal: str, value: float
) -> None:
    assert number(cell, decimal) == value


@pytest.mark.parametrize(
    ("cell", "decimal"),
    [
        ("1,234", "."),  # may be 1.234
        ("1.234", ","),
        ("1 23", "."),
        ("1 2345", "."),
        ("12,34,567", "."),
        ("1,234.567.8", "."),
        ("0x10", "."),
        ("1_000", "."),
        ("nan", "."),
        ("1e999", "."),
        ("", "."),
    ],
)
def test_other_texts_are_no_numbers(cell: str, decimal: str) -> None:
    assert number(cell, decimal) is None


def test_a_comma_may_be_known_to_set_thousands_apart() -> None:
    assert number("1,234", comma_groups=True) == 1234
    assert number("0,234", comma_groups=True) is None
