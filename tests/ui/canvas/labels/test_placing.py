from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.labels.placing import Room, candidates, place, place_all, point_along
from backprop_gui.ui.canvas.labels.plan import LabelPlan, label_size
from backprop_gui.ui.canvas.places import EdgePlace, edge_points
from backprop_gui.ui.canvas.records import Flow, GraphView
from tests.ui.canvas.sample_graphs import graph

LINES = arrays(
    float, st.tuples(st.integers(1, 10), st.just(2), st.just(2)), elements=st.floats(0, 600)
)


def settled(drawing: GraphView) -> dict[EdgePlace, Box]:
    plan = LabelPlan(drawing.layout, label_size(drawing))
    plan.settle(drawing.bundles, [edge_points(drawing.layout, b) for b in drawing.bundles])
    return dict(plan.settled)


@given(LINES)
def test_placed_labels_overlap_neither_each_other_nor_what_was_there(lines) -> None:
    obstacle = Box(200, 200, 100, 100)
    found = place_all(lines, (50, 16), Room([obstacle]), range(len(lines)))
    if found is not None:
        for one, other in itertools.combinations([*found[1], obstacle], 2):
            assert not one.overlaps(other)


@given(LINES)
def test_a_label_stands_on_its_edge(lines) -> None:
    found = place_all(lines, (50, 16), Room(), range(len(lines)))
    for line, box in zip(lines, found[1] if found else [], strict=False):
        shares = np.linspace(0, 1, 201)
        points = np.array([point_along(line, share) for share in shares])
        step = np.linalg.norm(line[1] - line[0]) / 200
        assert np.linalg.norm(points - np.array(box.centre), axis=1).min() <= step + 1e-6


def test_crowded_labels_get_a_place_all_the_same() -> None:
    line = np.array([[[0.0, 0.0], [100.0, 0.0]]])
    everywhere = Room([Box(-500, -500, 1000, 1000)])
    assert place_all(line, (50, 16), everywhere, [0]) is None
    box = place(*candidates(line[0], (50, 16), line), everywhere)
    assert box.centre == (50, 0)


def test_all_edges_of_the_assignment_carry_numbers_in_both_directions() -> None:
    for flow in (Flow.FORWARD, Flow.BACKWARD):
        assert len(settled(graph(flow=flow))) == 3 * 2 + 2 * 1


def test_a_connection_without_room_for_all_numbers_shows_none_of_them() -> None:
    drawing = graph((2, 8, 8, 1))
    by_bundle = {edge.bundle for edge in settled(drawing)}
    assert 1 not in by_bundle
    assert 2 in by_bundle


def test_marked_edges_carry_numbers_even_there() -> None:
    drawing = graph((2, 8, 8, 1))
    points = [edge_points(drawing.layout, bundle) for bundle in drawing.bundles]
    plan = LabelPlan(drawing.layout, label_size(drawing))
    plan.settle(drawing.bundles, points)
    names = [cells[0].name for _, cells in plan.labels(drawing, points, [EdgePlace(1, 5)])]
    assert drawing.bundles[1].cells(5)[0].name in names
    assert drawing.bundles[1].cells(6)[0].name not in names
