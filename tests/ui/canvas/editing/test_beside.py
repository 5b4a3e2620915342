"""A note stands in sight and over nothing that it is about, wherever it has room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from backprop_gui.ui.canvas.editing.beside import DISTANCE, LEAST, beside

LINE = 20
ROOM = QRect(0, 0, 800, 500)


def height(width: int, letters: int) -> int:
    """Of a text that would be so many pixels long in one line."""
    return LINE * -(-letters // width)


@given(
    left=st.integers(-200, 900),
    top=st.integers(-100, 600),
    wanted=st.integers(20, 3000),
)
def test_it_is_in_sight_and_beside(left: int, top: int, wanted: int) -> None:
    about = QRect(left, top, 110, 40)
    found = beside(about, ROOM, wanted, lambda width: height(width, wanted))
    assert ROOM.contains(found)
    assert not found.intersects(about)
    assert found.width() <= wanted


def test_right_of_it_first_and_below_where_that_side_has_no_room() -> None:
    middle = QRect(300, 200, 110, 40)
    found = beside(middle, ROOM, 200, lambda _: LINE)
    assert found.left() == middle.right() + 1 + DISTANCE
    assert found.top() == middle.top()
    at_the_side = QRect(650, 200, 110, 40)
    found = beside(at_the_side, ROOM, LEAST, lambda _: LINE)
    assert found.top() == at_the_side.bottom() + 1 + DISTANCE
    in_the_corner = QRect(650, 460, 110, 40)
    found = beside(in_the_corner, ROOM, LEAST, lambda _: LINE)
    assert found.bottom() == in_the_corner.top() - 1 - DISTANCE


def test_in_a_room_that_is_too_small_it_stays_inside() -> None:
    found = beside(QRect(10, 10, 110, 40), QRect(0, 0, 130, 60), 3000, lambda _: 300)
    assert (found.left(), found.top()) == (DISTANCE, DISTANCE)
