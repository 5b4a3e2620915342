from __future__ import annotations

import numpy as np
import pytest

from backprop_gui.ui.plots.curves.series import CurveGroup, Series
from tests.ui.plots.curves.curves import random_walks


def test_growing_gives_what_showing_all_at_once_gives() -> None:
    walks = random_walks(4000, 3)
    grown = CurveGroup(random_walks(10, 3))
    for length in (10, 11, 1500, 4000):
        grown.show([walk.until(length) for walk in walks], grown=True)
    for a, b in zip(grown.points(0, 4000), CurveGroup(walks).points(0, 4000), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_close_up_is_drawn_from_every_value() -> None:
    (walk,) = random_walks(100_000, 1)
    iterations, values = CurveGroup([walk]).points(5000, 5500)
    first, last = int(iterations[0, 0]), int(iterations[0, -1])
    assert first < 5000
    assert last > 5500
    np.testing.assert_array_equal(values[0], walk.values[first : last + 1])


def test_the_whole_of_a_long_curve_is_drawn_from_few_points() -> None:
    iterations, _ = CurveGroup(random_walks(100_000, 1)).points(0, 100_000)
    assert 1280 <= iterations.size <= 2560


def test_a_part_too_large_to_read_is_drawn_from_the_whole_curves_points() -> None:
    group = CurveGroup(random_walks(30_000, 100))
    iterations, _ = group.points(1000, 29_000)
    assert iterations.shape[1] <= 1280


def test_iterations_may_be_left_out() -> None:
    iterations = np.arange(0, 80_000, 8)
    group = CurveGroup([Series("w", "w", iterations, np.sqrt(iterations))])
    assert group.sparse
    assert [group.nearest(k) for k in (-5, 3, 5, 79_999)] == [0, 0, 8, 79_992]
    assert group.has(16)
    assert not group.has(17)
    assert group.values_at(16).tolist() == [4.0]
    drawn, values = group.points(800, 1600)
    assert drawn[0].tolist() == list(range(792, 1609, 8))
    np.testing.assert_array_equal(values, np.sqrt(drawn))


def test_values_at_an_iteration_are_exact() -> None:
    walks = random_walks(50, 2)
    expected = [walk.values[31] for walk in walks]
    assert CurveGroup(walks).values_at(31).tolist() == expected


def test_the_first_iteration_without_a_number_is_found() -> None:
    a, b = random_walks(3000, 2)
    b.values[1234:] = np.nan
    assert CurveGroup([a]).first_nonfinite == -1
    assert CurveGroup([a, b]).first_nonfinite == 1234


def test_no_series_are_a_group_without_iterations() -> None:
    group = CurveGroup()
    assert (group.length, group.last, group.has(0)) == (0, -1, False)


def test_curves_of_a_group_have_the_same_iterations() -> None:
    with pytest.raises(ValueError, match="same iterations"):
        CurveGroup([*random_walks(3, 1), *random_walks(4, 1)])


def test_a_series_has_one_value_per_iteration() -> None:
    (walk,) = random_walks(3, 1)
    with pytest.raises(ValueError, match=r"\(2,\) values for \(3,\) iterations"):
        type(walk)("loss", "L", walk.iterations, walk.values[:2])
