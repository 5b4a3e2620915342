from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.session.layout.layout import Box, GraphLayout, LayoutOptions, lay_out

SIZES = st.lists(st.integers(1, 30), min_size=2, max_size=5)


@st.composite
def layouts(draw: st.DrawFn) -> GraphLayout:
    sizes = draw(SIZES)
    pairs = list(itertools.combinations(range(len(sizes)), 2))
    skips = draw(st.sets(st.sampled_from(pairs)))
    steps = {(layer, layer + 1) for layer in range(len(sizes) - 1)}
    options = LayoutOptions(
        most_units=draw(st.integers(2, 12)),
        unfolded=draw(st.frozensets(st.integers(0, 4))),
        biased=draw(st.frozensets(st.integers(1, 4))),
        named=draw(st.frozensets(st.integers(0, 4))),
        targets=draw(st.booleans()),
    )
    return lay_out(sizes, sorted(steps | skips), options)


def boxes(layout: GraphLayout) -> list[Box]:
    found = [layout.loss, *layout.targets]
    for place in layout.layers:
        found += [*place.boxes, *place.biases, *([place.fold] if place.fold else [])]
    return found


@given(layouts())
def test_nothing_overlaps(layout: GraphLayout) -> None:
    for one, other in itertools.combinations(boxes(layout), 2):
        assert not one.overlaps(other)


def test_below_units_with_names_there_is_room_for_a_line() -> None:
    for units, biased in itertools.product((1, 3, 6, 12), (True, False)):
        has = frozenset({1}) if biased else frozenset()
        options = LayoutOptions(biased=has, named=frozenset({0, 1}))
        layout = lay_out((units, units, 1), [(0, 1), (1, 2)], options)
        for place in layout.layers[:2]:
            for box in place.boxes:
                line = Box(box.left, box.bottom + 1, box.width, 18)
                assert not any(line.overlaps(other) for other in boxes(layout))


@given(layouts())
def test_layers_run_from_left_to_right_to_the_loss(layout: GraphLayout) -> None:
    for before, after in itertools.pairwise(layout.layers):
        assert before.bounds.right < after.bounds.left
    assert layout.layers[-1].bounds.right < layout.loss.left


@given(layouts())
def test_everything_lies_inside_the_bounds(layout: GraphLayout) -> None:
    around = layout.bounds
    for box in boxes(layout):
        assert Box.around([around, box]) == around


@given(layouts())
def test_skip_connections_cross_no_unit_in_between(layout: GraphLayout) -> None:
    for route in layout.routes:
        starts = [(b.right, b.centre[1]) for b in layout.layers[route.source].boxes]
        ends = [(b.left, b.centre[1]) for b in layout.layers[route.target].boxes]
        pairs = np.array(list(itertools.product(starts, ends)))
        points = route.points(pairs[:, 0], pairs[:, 1]).reshape(-1, 2)
        for place in layout.layers[route.source + 1 : route.target]:
            around = Box.around([*place.boxes, *place.biases])
            between = (points[:, 0] > around.left) & (points[:, 0] < around.right)
            inside = (points[:, 1] > around.top) & (points[:, 1] < around.bottom)
            assert not (between & inside).any()


@given(layouts())
def test_edges_begin_and_end_at_their_units(layout: GraphLayout) -> None:
    for route in layout.routes:
        start = np.array([[layout.layers[route.source].boxes[0].right, 3.0]])
        end = np.array([[layout.layers[route.target].boxes[-1].left, 5.0]])
        (line,) = route.points(start, end)
        assert line[0] == pytest.approx(start[0])
        assert line[-1] == pytest.approx(end[0])


@given(layouts())
def test_every_unit_is_drawn_or_in_the_fold(layout: GraphLayout) -> None:
    for place in layout.layers:
        rows = {unit: place.row_of(unit) for unit in range(-1, place.size + 3)}
        drawn = {unit: row for unit, row in rows.items() if row is not None}
        assert tuple(drawn) == place.shown
        assert list(drawn.values()) == list(range(len(place.boxes)))
        assert place.folded == (place.hidden > 0)


def test_a_large_layer_shows_its_first_and_last_units() -> None:
    layout = lay_out([784, 10], [(0, 1)], LayoutOptions(most_units=4))
    assert layout.layers[0].shown == (1, 2, 783, 784)
    assert layout.layers[0].hidden == 780
    assert layout.unit(0, 300) is None
    fold = layout.layers[0].fold
    assert fold is not None
    assert layout.layers[0].boxes[1].bottom < fold.top < fold.bottom < layout.layers[0].boxes[2].top


def test_an_unfolded_layer_shows_all_units() -> None:
    layout = lay_out([784, 10], [(0, 1)], LayoutOptions(unfolded=frozenset({0})))
    assert len(layout.layers[0].shown) == 784


def test_the_same_structure_has_the_same_layout() -> None:
    options = LayoutOptions(biased=frozenset({1}))
    assert lay_out([3, 2, 1], [(0, 1), (1, 2)], options) == lay_out(
        [3, 2, 1], [(0, 1), (1, 2)], options
    )


def test_a_bias_stands_above_its_unit_and_a_target_below_its_output() -> None:
    layout = lay_out([3, 2], [(0, 1)], LayoutOptions(biased=frozenset({1})))
    place = layout.layers[1]
    for unit, bias, target in zip(place.boxes, place.biases, layout.targets, strict=True):
        assert bias.bottom < unit.top
        assert target.top > unit.bottom


@pytest.mark.parametrize(
    ("sizes", "connections", "says"),
    [
        ([3], [], "at least two layers"),
        ([3, 0], [(0, 1)], "at least one unit"),
        ([3, 1], [(1, 0)], "earlier layer to a later one"),
        ([3, 1], [(0, 2)], "earlier layer to a later one"),
    ],
)
def test_impossible_structures_are_refused(
    sizes: list[int], connections: list[tuple[int, int]], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        lay_out(sizes, connections)


def test_an_unknown_connection_has_no_route() -> None:
    with pytest.raises(KeyError):
        lay_out([3, 2, 1], [(0, 1), (1, 2)]).route(0, 2)


def test_few_tall_layers_use_the_width_of_what_they_are_drawn_on() -> None:
    layout = lay_out((64, 12, 10), [(0, 1), (1, 2)])
    assert layout.bounds.width > layout.bounds.height


def test_many_tall_layers_stand_no_further_apart_for_it() -> None:
    sizes = [12] * 8
    layout = lay_out(sizes, [(n, n + 1) for n in range(7)])
    gaps = {
        second.boxes[0].left - first.boxes[0].right
        for first, second in itertools.pairwise(layout.layers)
    }
    assert max(gaps) <= 300


def test_four_units_stand_closer_than_three() -> None:
    def apart(units: int) -> float:
        first, second, *_ = lay_out((2, units, 1), [(0, 1), (1, 2)]).layers[1].boxes
        return second.top - first.top

    assert apart(12) < apart(4) < apart(3)
