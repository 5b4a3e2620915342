from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.ui.canvas.items.colours import edge_pen, edge_pens
from backprop_gui.ui.canvas.items.edge_classes import (
    ABSENT,
    CLASSES,
    FIRST_SIGNED,
    NOT_FINITE,
    WIDTHS,
    ZERO,
    classify,
    strength_of,
    strongest,
    width_of,
)
from backprop_gui.ui.look import theme

NUMBERS = st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=30)


@given(NUMBERS, st.floats(1e-6, 1e6))
def test_hue_is_the_sign_of_the_value(values, scale) -> None:
    numbers = np.array(values)
    for value, number in zip(numbers, classify(numbers, scale), strict=True):
        assert 0 <= number < CLASSES
        assert (number == ABSENT) == bool(np.isnan(value))
        assert (number == ZERO) == (value == 0)
        assert (number == NOT_FINITE) == bool(np.isinf(value))
        if np.isfinite(value):
            assert np.sign(strength_of(int(number))) == np.sign(value)


@given(st.floats(0, 10), st.floats(0, 10))
def test_a_larger_value_never_gets_a_thinner_line(one, other) -> None:
    small, large = sorted((one, other))
    thin, wide = classify(np.array([small, large]), 5.0)
    assert width_of(int(thin)) <= width_of(int(wide))


def test_the_scale_gets_the_widest_line_on_both_sides() -> None:
    low, high, beyond = classify(np.array([-2.0, 2.0, 9.0]), 2.0)
    assert width_of(int(low)) == width_of(int(high)) == width_of(int(beyond)) == WIDTHS[-1]
    assert strength_of(int(low)) == -1
    assert strength_of(int(high)) == 1


def test_no_pen_is_exactly_one_pixel_wide() -> None:
    widths = [
        edge_pen(theme.theme("light"), n, z).widthF() for n in range(CLASSES) for z in (0.1, 1, 3)
    ]
    assert min(widths) > 1.0


@pytest.mark.parametrize("name", ["light", "dark"])
def test_signs_have_different_colours(name: str) -> None:
    colours = [edge_pen(theme.theme(name), number, 1.0).color().name() for number in range(CLASSES)]
    first, second = FIRST_SIGNED, FIRST_SIGNED + len(WIDTHS)
    negative, positive = colours[first:second], colours[second:]
    assert not set(negative) & set(positive)
    assert colours[ZERO] not in negative + positive


@given(NUMBERS, st.integers(1, 10))
def test_the_strongest_are_no_smaller_than_the_rest(values, count) -> None:
    numbers = np.nan_to_num(np.abs(np.array(values)), nan=-1.0)
    chosen = strongest(np.array(values), count)
    assert len(chosen) == min(count, len(values))
    rest = np.delete(numbers, chosen)
    assert not len(rest) or numbers[chosen].min() >= rest.max()


def test_what_is_not_finite_is_no_absent_number() -> None:
    values = np.array([np.nan, np.nan, np.inf, -np.inf])
    absent = np.array([True, False, False, False])
    assert classify(values, 1.0, absent).tolist() == [ABSENT, NOT_FINITE, NOT_FINITE, NOT_FINITE]
    assert 0 not in strongest(values, 3, absent)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_absent_removed_and_not_finite_edges_differ_in_more_than_colour(name: str) -> None:
    pens = edge_pens(theme.theme(name), 1.0)
    patterns = [tuple(pen.dashPattern()) for pen in (pens[ABSENT], pens[NOT_FINITE], pens[CLASSES])]
    assert len(set(patterns)) == 3
    assert pens[NOT_FINITE].widthF() > 2 * pens[ABSENT].widthF()
