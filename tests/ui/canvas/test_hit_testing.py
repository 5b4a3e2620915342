from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.hit_testing import crossing, distances, nearest_edge

COORDINATE = st.floats(-500, 500).map(lambda value: round(value, 3))
LINES = arrays(
    float, st.tuples(st.integers(1, 8), st.integers(2, 5), st.just(2)), elements=COORDINATE
)


@given(LINES, st.tuples(COORDINATE, COORDINATE))
def test_distance_is_that_to_the_nearest_of_many_points(lines, at) -> None:
    t = np.linspace(0, 1, 400)[:, None]
    for line, distance in zip(lines, distances(lines, at), strict=True):
        ends = itertools.pairwise(line)
        dense = np.concatenate([a + t * (b - a) for a, b in ends])
        gap = max(np.linalg.norm(b - a) for a, b in itertools.pairwise(line)) / 399
        nearest = np.linalg.norm(dense - np.array(at), axis=1).min()
        assert nearest - gap - 1e-6 <= distance <= nearest + 1e-6


def test_the_nearest_of_two_edges_is_hit() -> None:
    lines = np.array([[[0.0, 0.0], [100.0, 0.0]], [[0.0, 10.0], [100.0, 10.0]]])
    assert nearest_edge(lines, (50, 3), within=5) == 0
    assert nearest_edge(lines, (50, 8), within=5) == 1


@pytest.mark.parametrize("at", [(50, 20), (-10, 0), (200, 0)])
def test_nothing_is_hit_far_away(at: tuple[float, float]) -> None:
    lines = np.array([[[0.0, 0.0], [100.0, 0.0]]])
    assert nearest_edge(lines, at, within=5) is None


def test_no_edges_no_hit() -> None:
    assert nearest_edge(np.empty((0, 2, 2)), (0, 0), within=5) is None


@given(LINES, st.tuples(COORDINATE, COORDINATE, st.floats(1, 300), st.floats(1, 300)))
def test_a_line_crosses_a_box_where_one_of_its_points_lies_inside(lines, place) -> None:
    box, t = Box(*place), np.linspace(0, 1, 400)[:, None]
    for line, crosses in zip(lines, crossing(lines, box), strict=True):
        dense = np.concatenate([a + t * (b - a) for a, b in itertools.pairwise(line)])
        gap = max(np.linalg.norm(b - a) for a, b in itertools.pairwise(line)) / 399 + 1e-6
        low, high = np.array([box.left, box.top]), np.array([box.right, box.bottom])
        if ((dense >= low) & (dense <= high)).all(axis=1).any():
            assert crosses
        if not ((dense >= low - gap) & (dense <= high + gap)).all(axis=1).any():
            assert not crosses
