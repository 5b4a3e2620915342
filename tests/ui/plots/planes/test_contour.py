"""The line where a function changes its sign."""

from __future__ import annotations

import numpy as np
import pytest

from backprop_gui.ui.plots.planes.contour import zero_line

ACROSS, UP = np.linspace(-2, 2, 41), np.linspace(-1.5, 1.5, 31)
X, Y = np.meshgrid(ACROSS, UP)


def test_of_a_slope_it_is_straight_and_goes_from_edge_to_edge() -> None:
    x, y = zero_line(X - 2 * Y + 0.13, ACROSS, UP)
    np.testing.assert_allclose(x - 2 * y + 0.13, 0, atol=1e-12)
    assert (x.min(), x.max()) == (-2.0, 2.0)
    lengths = np.hypot(x[1::2] - x[::2], y[1::2] - y[::2])
    np.testing.assert_allclose(lengths.sum(), np.hypot(4, 2))


def test_a_circle_is_closed_and_round() -> None:
    x, y = zero_line(X**2 + Y**2 - 0.97**2, ACROSS, UP)
    np.testing.assert_allclose(np.hypot(x, y), 0.97, atol=0.004)
    ends, times = np.unique(np.column_stack([x, y]).round(9), axis=0, return_counts=True)
    assert len(ends) > 50
    assert set(times) == {2}


def test_where_nothing_changes_sign_there_is_none() -> None:
    for values in (np.ones_like(X), -np.ones_like(X), np.full_like(X, np.nan)):
        x, y = zero_line(values, ACROSS, UP)
        assert (x.size, y.size) == (0, 0)


def test_a_square_without_a_number_has_none() -> None:
    values = X.copy()
    values[10, :] = np.nan
    x, y = zero_line(values + 0.03, ACROSS, UP)
    np.testing.assert_allclose(x, -0.03)
    assert not ((y > UP[9] + 1e-9) & (y < UP[11] - 1e-9)).any()


@pytest.mark.parametrize("corner", [np.nan, np.inf, -np.inf])
def test_a_square_with_one_corner_that_is_not_finite_has_none(corner: float) -> None:
    values = np.array([[corner, 1.0], [1.0, -1.0]])
    x, y = zero_line(values, np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    assert (x.size, y.size) == (0, 0)


def test_a_saddle_has_two_lines_in_its_square() -> None:
    x, y = zero_line(
        np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.0, 1.0]), np.array([0.0, 1.0])
    )
    assert len(x) == len(y) == 4
