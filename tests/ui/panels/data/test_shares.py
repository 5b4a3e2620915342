"""A number of samples is typed as a number or as a share."""

from __future__ import annotations

import pytest

from backprop_gui.errors import InvalidValue
from backprop_gui.ui.panels.data.fields import count


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("20", 20), ("25 %", 10), ("12,5%", 5), ("99.9 %", 39)]
)
def test_a_share_is_a_number_of_samples(text: str, number: int) -> None:
    assert count(text, 40) == number


@pytest.mark.parametrize("text", ["100 %", "-1 %", "half", "1.5", "%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match=f"{text}'? is not allowed"):
        count(text, 40)
