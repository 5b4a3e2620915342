from __future__ import annotations

import pytest

from backprop_gui.session.layout.layout import LayoutOptions
from backprop_gui.ui.canvas.places import EdgePlace, NodePlace, Place, cell_at, place_of
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.walk import Direction, first, last, step
from tests.ui.canvas.sample_graphs import graph

BIASED = LayoutOptions(biased=frozenset({1, 2}))
FOLDED = LayoutOptions(most_units=4)


def reachable(drawing: GraphView) -> set[Place]:
    start = first(drawing)
    assert start is not None
    seen, waiting = {start}, [start]
    while waiting:
        place = waiting.pop()
        for direction in Direction:
            following = step(drawing, place, direction)
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


@pytest.mark.parametrize(
    "drawing",
    [
        graph(),
        graph(options=BIASED),
        graph((9, 7, 2), options=FOLDED),
        graph((2, 2, 2), skips=[(0, 2)]),
    ],
    ids=["assignment", "biased", "folded", "skip"],
)
def test_arrows_reach_every_number(drawing: GraphView) -> None:
    wanted: set[Place] = {
        NodePlace(number, row, column)
        for number, node in enumerate(drawing.nodes)
        for row, cells in enumerate(node.rows)
        for column in range(len(cells))
    }
    wanted |= {
        EdgePlace(n, i) for n, bundle in enumerate(drawing.bundles) for i in range(len(bundle))
    }
    assert reachable(drawing) == wanted


def walk(drawing: GraphView, start: str, keys: str) -> str:
    place = place_of(drawing, start)
    assert place is not None
    for key in keys.split():
        place = step(drawing, place, Direction[key])
    return cell_at(drawing, place).name


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("x[0,1]", "RIGHT", "w[1,1,1]"),
        ("x[0,1]", "RIGHT RIGHT", "s[1,1]"),
        ("x[0,1]", "RIGHT DOWN RIGHT", "s[1,2]"),
        ("x[0,1]", "DOWN DOWN", "x[0,3]"),
        ("s[1,1]", "RIGHT", "x[1,1]"),
        ("s[1,1]", "DOWN", "dphi[1,1]"),
        ("x[1,1]", "DOWN", "dphi[1,1]"),
        ("s[1,1]", "DOWN DOWN", "delta[1,1]"),
        ("s[1,1]", "DOWN DOWN DOWN", "s[1,2]"),
        ("x[1,2]", "RIGHT LEFT", "x[1,2]"),
        ("x[2,1]", "RIGHT", "loss"),
        ("loss", "LEFT", "x[2,1]"),
        ("dx[2,1]", "DOWN", "y[1]"),
        ("x[0,1]", "UP", "x[0,1]"),
        ("x[0,1]", "LEFT", "x[0,1]"),
        ("loss", "RIGHT", "loss"),
    ],
)
def test_steps(start: str, keys: str, end: str) -> None:
    assert walk(graph(), start, keys) == end


def test_a_bias_lies_above_its_unit() -> None:
    drawing = graph(options=BIASED)
    assert walk(drawing, "s[1,1]", "UP") == "b[1,1]"
    assert walk(drawing, "b[1,2]", "DOWN") == "s[1,2]"
    assert walk(drawing, "b[1,2]", "RIGHT RIGHT") == "s[1,2]"


def test_a_walk_ends_at_the_loss() -> None:
    drawing = graph()
    end = last(drawing)
    assert end is not None
    assert cell_at(drawing, end).name == "loss"
