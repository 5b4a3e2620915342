"""However long a drawing takes, a run keeps its share of the time, and is drawn often enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.running import pace
from backprop_gui.ui.running.pace import FRAME, SHARE, SLICE, SLOWEST, Pace

drawings = st.lists(st.floats(0.0005, 0.08), min_size=1, max_size=8)


def simulated(
    drawings: list[float], slice_: float = SLICE, frames: int = 200
) -> tuple[float, float, float]:
    """Frames a second, the run's share, the longest time without a drawing.

    Drawings take so long, one by one, and each slice of the run so long.
    """
    now = longest = 0.0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "perf_counter", lambda: now)
        paced, computed = Pace(), 0.0
        lengths: Iterator[float] = cycle(drawings)
        for _ in range(frames):
            paced.draw()
            began, now = now, now + next(lengths)
            due = False
            while not due:
                now += slice_
                computed += slice_
                due = paced.is_due(slice_)
            longest = max(longest, now - began)
    return frames / now, computed / now, longest


@given(drawings)
def test_the_run_keeps_its_share_unless_it_is_drawn_as_seldom_as_may_be(
    drawings: list[float],
) -> None:
    _, share, longest = simulated(drawings)
    assert longest <= SLOWEST + 1e-9
    assert share >= SHARE - 0.03 or longest >= SLOWEST - SLICE


@given(st.floats(0.0005, (1 - SHARE) * FRAME))
def test_what_is_drawn_fast_enough_is_drawn_thirty_times_a_second(drawing: float) -> None:
    rate, share, _ = simulated([drawing])
    assert rate >= 30
    assert share >= SHARE


@given(st.floats(0.0005, 0.03))
def test_no_slice_delays_a_drawing(slice_: float) -> None:
    """Of a large network one iteration takes as long as many of a small one."""
    _, share, longest = simulated([0.002], slice_)
    assert longest <= FRAME + 1e-9
    assert share >= SHARE


def test_a_long_drawing_among_short_ones_is_let_pass() -> None:
    rate, share, _ = simulated([0.02, *[0.008] * 5])
    assert rate >= 30
    assert share >= 0.6
