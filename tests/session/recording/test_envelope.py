from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from backprop_gui.session.recording.envelope import Envelope

VALUES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -0.0, 1.0, math.nan, math.inf, -math.inf]),
)


@st.composite
def cut_rows(draw: st.DrawFn) -> tuple[NDArray[np.float64], list[int]]:
    """Rows (n, curves) and the places at which they are cut into blocks."""
    shape = (draw(st.integers(0, 70)), draw(st.integers(1, 3)))
    rows = draw(hnp.arrays(np.float64, shape, elements=VALUES))
    return rows, sorted(draw(st.lists(st.integers(0, shape[0]), max_size=6)))


def filled(
    rows: NDArray[np.float64], cuts: list[int], *, buckets: int = 8, first_iteration: int = 0
) -> Envelope:
    envelope = Envelope(rows.shape[1], first_iteration=first_iteration, buckets=buckets)
    for start, stop in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        envelope.append(first_iteration + start, rows[start:stop])
    return envelope


def oracle(column: list[float], bucket: int) -> list[tuple[int, float]]:
    """Brute force: of each bucket the first smallest and first largest number, in order."""
    points: list[tuple[int, float]] = []
    for start in range(0, len(column), bucket):
        block = [(start + i, v) for i, v in enumerate(column[start : start + bucket])]
        numbers = [pair for pair in block if not math.isnan(pair[1])] or block[:1]
        extremes = [min(numbers, key=lambda p: p[1]), max(numbers, key=lambda p: p[1])]
        points += sorted(extremes, key=lambda p: p[0])[: min(bucket, 2)]
    return points


def same(a: float, b: float) -> bool:
    return a == b or (math.isnan(a) and math.isnan(b))


@given(cut_rows(), st.integers(0, 1000))
def test_points_are_the_true_extremes_of_every_bucket(
    case: tuple[NDArray[np.float64], list[int]], first: int
) -> None:
    rows, cuts = case
    envelope = filled(rows, cuts, first_iteration=first)
    iterations, values = envelope.points()
    for curve in range(rows.shape[1]):
        expected = oracle(rows[:, curve].tolist(), envelope.bucket)
        assert (iterations[curve] - first).tolist() == [at for at, _ in expected]
        assert all(map(same, values[curve].tolist(), [value for _, value in expected]))


@given(cut_rows())
def test_the_way_the_rows_arrive_does_not_matter(
    case: tuple[NDArray[np.float64], list[int]],
) -> None:
    rows, cuts = case
    pieces, whole = filled(rows, cuts), filled(rows, [])
    for a, b in zip(pieces.points(), whole.points(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert pieces.first_nonfinite.tolist() == whole.first_nonfinite.tolist()


@given(st.integers(0, 3000), st.sampled_from([2, 4, 8, 64]))
def test_buckets_are_the_smallest_power_of_two_that_fits(length: int, buckets: int) -> None:
    envelope = filled(np.zeros((length, 1)), [], buckets=buckets)
    smallest = 1
    while math.ceil(length / smallest) > buckets:
        smallest *= 2
    assert envelope.bucket == smallest
    assert envelope.points()[0].shape[1] <= 2 * buckets


@given(cut_rows())
def test_the_first_value_that_is_no_number_is_remembered(
    case: tuple[NDArray[np.float64], list[int]],
) -> None:
    rows, cuts = case
    for curve, found in enumerate(filled(rows, cuts).first_nonfinite.tolist()):
        bad = [i for i, v in enumerate(rows[:, curve].tolist()) if not math.isfinite(v)]
        assert found == (bad[0] if bad else -1)


def test_a_spike_survives_a_million_iterations() -> None:
    values = np.linspace(1.0, 0.5, 1_000_000)
    values[777_777] = 9.0
    iterations, heights = filled(values[:, np.newaxis], [10, 500_000], buckets=1280).points()
    assert heights.max() == 9.0
    assert iterations[0, heights[0].argmax()] == 777_777
    assert heights.size <= 2560


@given(st.integers(17, 200), st.integers(0, 40))
def test_halved_it_keeps_the_extremes_of_all_and_goes_on_with_half_the_rows(
    rows: int, more: int
) -> None:
    walk = np.random.default_rng(rows).normal(size=(rows, 2)).cumsum(axis=0)
    envelope = filled(walk, [])
    before = envelope.points()
    envelope.halve()
    for a, b in zip(before, envelope.points(), strict=True):
        np.testing.assert_array_equal(a, b)
    assert envelope.length == len(walk[::2])
    later = 2 * (envelope.length + np.arange(more))
    new = np.random.default_rng(more).normal(size=(more, 2))
    envelope.append(envelope.length, new, later)
    iterations, values = envelope.points()
    seen = np.concatenate([walk, np.full((2 * more + 1, 2), np.nan)])
    seen[later] = new
    for curve in range(2):
        at = iterations[curve].astype(int)
        assert at.tolist() == sorted(at)
        np.testing.assert_array_equal(values[curve], seen[at, curve])
    assert values.min() == np.nanmin(seen)
    assert values.max() == np.nanmax(seen)
    assert iterations.shape[1] <= 16


@pytest.mark.parametrize("rows", [3, 16])
def test_no_bucket_is_left_with_a_single_row(rows: int) -> None:
    with pytest.raises(ValueError, match="cannot be halved"):
        filled(np.zeros((rows, 1)), []).halve()


def test_a_block_that_leaves_a_hole_is_refused() -> None:
    envelope = filled(np.zeros((3, 1)), [])
    with pytest.raises(ValueError, match="iteration 3 comes next, not 4"):
        envelope.append(4, np.zeros((1, 1)))


def test_a_block_with_other_curves_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rows must be \(n, 2\), not \(3, 1\)"):
        Envelope(2).append(0, np.zeros((3, 1)))


def test_buckets_must_be_mergeable() -> None:
    with pytest.raises(ValueError, match="even and positive"):
        Envelope(1, buckets=5)
