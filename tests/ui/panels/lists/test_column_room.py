"""Columns share a width so that as much as possible is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.panels.lists.column_room import shared

WIDTHS = st.lists(st.integers(1, 2000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("wanted", "room", "given_"),
    [
        ([50, 60, 70], 200, [50, 60, 70]),
        ([50, 900, 40], 200, [50, 110, 40]),
        ([500, 50, 900], 250, [100, 50, 100]),
        ([500, 500], 50, [80, 80]),
        ([30, 500], 50, [30, 80]),
    ],
)
def test_the_widest_yield(wanted: list[int], room: int, given_: list[int]) -> None:
    assert shared(wanted, room, 80) == given_


@given(WIDTHS, st.integers(1, 3000))
def test_what_fits_is_given_and_room_is_not_wasted(wanted: list[int], room: int) -> None:
    found = shared(wanted, room, 0)
    assert all(width <= want for width, want in zip(found, wanted, strict=True))
    if sum(wanted) <= room:
        assert found == wanted
    else:
        assert room - len(wanted) < sum(found) <= room
