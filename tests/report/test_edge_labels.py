"""The numbers of edges stand on their edges, apart from each other and from what stands there."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backprop_gui.report.figures.edge_labels import places
from backprop_gui.session.layout.layout import Box

POINTS = st.tuples(st.floats(0, 400), st.floats(0, 400))
LINES = st.lists(st.tuples(st.tuples(POINTS, POINTS), st.floats(20, 60)), max_size=8)
UNITS = (Box(0, 0, 60, 60), Box(340, 340, 60, 60))


@given(LINES)
def test_no_number_covers_another_or_a_unit(drawn: list) -> None:  # type: ignore[type-arg]
    lines = [np.array(line) for line, _ in drawn]
    found = places(lines, [width for _, width in drawn], UNITS)
    boxes = [box for box in found if box is not None]
    for one, other in itertools.combinations((*boxes, *UNITS), 2):
        assert not one.overlaps(other) or {one, other} == set(UNITS)
    for box, (start, stop) in zip(found, lines, strict=True):
        if box is not None:
            way, off = stop - start, np.array(box.centre) - start
            assert abs(way[0] * off[1] - way[1] * off[0]) <= 1e-6 * (1 + np.abs(way).max() * 400)


def test_a_number_keeps_away_from_units_and_other_edges() -> None:
    line = np.array([(60.0, 30.0), (400.0, 30.0)])
    across = np.array([(170.0, -200.0), (170.0, 200.0)])
    first, none = places([line, across], [50.0, 0.0], UNITS)
    assert first is not None
    assert none is None
    assert first.left >= 66.0
    assert first.right < 170.0 or first.left > 170.0


def test_where_no_room_is_there_is_no_number() -> None:
    assert places([np.array([(60.0, 30.0), (70.0, 30.0)])], [50.0], UNITS) == [None]
