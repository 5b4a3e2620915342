"""How numbers are written."""

from __future__ import annotations

import pytest

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),  # a person's zero has no sign
        (-0.00246650, "−0.0024665"),
        (1e-7, "1e-7"),
        (float("-inf"), "−∞"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_in_one_line(value: float, written: str) -> None:
    assert plain(value) == written


def test_digits_and_mark_are_chosen() -> None:
    assert plain(2 / 3, Writing(3, ",")) == "0,667"
