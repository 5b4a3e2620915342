"""Numbers in any usual form, and what their digits say."""

from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.errors import BackpropError
from backprop_gui.formula.printed import printed

FORMS = (
    (".5", 0.5, 0.1, 1),
    ("1e-3", 0.001, 0.001, 1),
    ("1,5", 1.5, 0.1, 2),
    ("−2", -2.0, 1.0, 1),
    ("3/7", 3 / 7, 0.0, 17),
    ("-1/4", -0.25, 0.0, 17),
    ("1.2·10^-3", 0.0012, 0.0001, 2),
    ("1,2 x 10^(−3)", 0.0012, 0.0001, 2),
    ("4 * 10**2", 400.0, 100.0, 1),
    ("5·10⁻²", 0.05, 0.01, 1),
    ("1.2·10-3", 0.0012, 0.0001, 2),
    ("12%", 0.12, 0.01, 2),
    ("0.40", 0.4, 0.01, 2),
    (" 7.0 ", 7.0, 0.1, 2),
    ("1e0000000005", 1e5, 1e5, 1),
    ("1 000", 1000.0, 1.0, 4),
    ("0.123 456", 0.123456, 1e-6, 6),
    ("√2", math.sqrt(2), 0.0, 17),
    ("−√(0,5)", -math.sqrt(0.5), 0.0, 17),
    ("1/√2", 1 / math.sqrt(2), 0.0, 17),
    ("2√3/3", 2 / math.sqrt(3), 0.0, 17),
    ("sqrt(2)", math.sqrt(2), 0.0, 17),
    ("-½", -0.5, 0.0, 17),
    ("1⁄3", 1 / 3, 0.0, 17),
)


@pytest.mark.parametrize(("text", "value", "unit", "significant"), FORMS)
def test_every_usual_form(text: str, value: float, unit: float, significant: int) -> None:
    found = printed(text)
    assert found.value == pytest.approx(value, rel=1e-15)
    assert found.unit == pytest.approx(unit)
    assert found.significant == significant


def test_dots_go_on_with_what_repeats() -> None:
    assert printed("0.333…").value == pytest.approx(1 / 3, abs=1e-15)
    assert printed("0.1666...").value == pytest.approx(1 / 6, abs=1e-15)
    assert printed("0.14…").value == 0.14


def test_what_is_not_finite() -> None:
    assert printed("−∞").value == -math.inf
    assert math.isnan(printed("nan").value)


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "--1", "1e", "3/0", "/2", "1_0", "٣", "１", "0x1f"]
)
def test_what_is_no_number_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(BackpropError, match=r"is allowed"):
        printed(text)


@pytest.mark.parametrize(
    "text", ["1 2", "1, 5", "²", "2·105", "√", "√-2", "2√", "√/√", "1/2/3", "1/√0", "1½"]
)
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(BackpropError, match=r"is allowed"):
        printed(text)


def test_a_number_of_thousands_of_letters_is_refused() -> None:
    for text in ("9" * 5000, "1/" + "9" * 5000, "1e" + "9" * 5000):
        with pytest.raises(BackpropError, match="1,000 are allowed"):
            printed(text)


@pytest.mark.parametrize(
    "text", ["√" + "9" * 400, "1e999", "−1e400", "9" * 400 + "/1", "1e9999999999"]
)
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(BackpropError, match="is too large"):
        printed(text)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_every_float_reads_as_itself(value: float) -> None:
    assert printed(repr(value)).value == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with contextlib.suppress(BackpropError):
        assert printed(text).text == text
