"""Numbers beside an axis: apart, told apart, and round."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.plots.axes.ticks import evenly, multiples, of_decades, power_of_ten


@given(st.floats(-300, 300), st.floats(1e-4, 300), st.floats(1.5, 40))
def test_logarithms_are_apart_in_sight_and_told_apart(low: float, span: float, most: float) -> None:
    high = min(low + span, 305.0)
    found = of_decades(low, high, (high - low) / most)
    gaps = [b - a for a, b in pairwise(found)]
    assert all(gap >= (high - low) / most * (1 - 1e-6) for gap in gaps)
    assert all(low - 1e-9 <= place <= high + 1e-9 for place in found)
    written = [power_of_ten(place, ".") for place in found]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(
    ("low", "high", "most", "written"),
    [
        (-4, 0, 5, ["0.0001", "0.001", "0.01", "0.1", "1"]),
        (-1.1, 0.9, 8, ["0.1", "0.2", "0.5", "1", "2", "5"]),
        (-2.0, -0.95, 40, [f"0.0{n}" for n in range(1, 10)] + ["0.1"]),
        (-1.26, -0.96, 4, ["0.06", "0.08", "0.1"]),
        (-8, 8, 4, ["1e-8", "0.0001", "1", "10000", "1e8"]),
    ],
)
def test_round_numbers_stand_beside_a_logarithmic_axis(
    low: float, high: float, most: float, written: list[str]
) -> None:
    assert [
        power_of_ten(place, ".") for place in of_decades(low, high, (high - low) / most)
    ] == written


@pytest.mark.parametrize(
    ("values", "spacing", "written"),
    [
        ([-0.5, -5e-17, 0.5], 0.5, ["−0,5", "0,0", "0,5"]),
        ([0.95, 1.0, 1.05], 0.05, ["0,95", "1,00", "1,05"]),
        ([0.0, 0.0002, 0.0004], 0.0002, ["0", "0,0002", "0,0004"]),
        ([0.0, 100_000.0, 200_000.0], 100_000, ["0", "1e5", "2e5"]),
        ([123_456.0, 123_456.5], 0.5, ["123456", "123456,5"]),
        ([12_000.0, 14_000.0], 2_000, ["12000", "14000"]),
    ],
)
def test_evenly_spaced_numbers_are_told_apart_with_the_decimal_mark(
    values: list[float], spacing: float, written: list[str]
) -> None:
    assert evenly(values, spacing, ",") == written


@given(st.integers(-8, 8), st.sampled_from([1, 2, 5]), st.integers(-1000, 1000))
def test_neighbours_are_never_written_alike(power: int, step: int, first: int) -> None:
    spacing = step * 10.0**power
    values = [(first + n) * spacing for n in range(4)]
    written = evenly(values, spacing, ".")
    assert len(set(written)) == 4
    for text, value in zip(written, values, strict=True):
        assert math.isclose(float(text.replace("−", "-")), value, abs_tol=spacing / 50)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(0.05, 0.9))
def test_multiples_are_apart_and_in_sight(low: float, span: float, share: float) -> None:
    step, found = multiples(low, low + span, share * span)
    assert len(found) == 1 or (found and step >= share * span * (1 - 1e-6))
    near = step / 1e6
    assert all(low - near <= value <= low + span + near for value in found)
    assert all(math.isclose(b - a, step, rel_tol=1e-5) for a, b in pairwise(found))


@pytest.mark.parametrize("width", [1e-14, 1e-16, 1e-17, 1e-40, 1e-320])
def test_zoomed_in_farther_than_numbers_tell_apart_few_are_left(width: float) -> None:
    for middle in (0.0, 1.0, -200.0):
        found = of_decades(middle - width, middle + width, width / 8)
        assert 1 <= len(found) <= 40
        assert found == pytest.approx([middle] * len(found), abs=1e-13)
