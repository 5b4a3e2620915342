"""What a sketch shows of a session, read from its SVG."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

import backprop_gui as bg
from backprop_gui.report.figures import svg
from backprop_gui.report.figures.sketch import MOST_UNITS, SIZE, session_sketch

_SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing: str, kind: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter(_SVG + kind))


def strokes(drawing: str) -> list[str]:
    return [path.get("class", "") for path in drawn(drawing, "path")]


@pytest.mark.parametrize("name", [example.name for example in bg.examples()])
def test_all_of_an_example_lies_inside_the_picture(name: str) -> None:
    drawing = session_sketch(bg.open_example(name))
    for path in drawn(drawing, "path"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
        assert all(0 <= x <= SIZE.width for x in numbers[::2])
        assert all(0 <= y <= SIZE.height for y in numbers[1::2])
    for circle in drawn(drawing, "circle"):
        x, y, r = (float(circle.get(key, "")) for key in ("cx", "cy", "r"))
        assert r <= x <= SIZE.width - r
        assert r <= y <= SIZE.height - r


def test_edges_have_the_sign_and_the_size_of_their_weights() -> None:
    weights = [[[1.0, -2.0], [0.5, 0.0]], [[-0.25], [2.0]]]
    layers = (bg.Layer(2, "tanh", bias=False), bg.Layer(1, bias=False))
    network = bg.Network(2, layers, masks={"w[1]": [[1, 1], [0, 1]]})
    drawing = session_sketch(bg.Session(network, [[1, 1]], [[1]], weights=weights))
    edges = [(p.get("class"), p.get("stroke-width")) for p in drawn(drawing, "path")]
    assert edges == [
        ("stroke-grid", "1"),  # the removed one lies below all
        ("stroke-line", "0.6"),
        ("stroke-negative", "0.85"),
        ("stroke-positive", "1.6"),
        ("stroke-negative", "2.6"),
        ("stroke-positive", "2.6"),
    ]
    assert len(drawn(drawing, "circle")) == 3
    assert 'aria-label="A network of layers of 2, 2, 1 units."' in drawing


def test_a_skip_connection_goes_over_the_layers_between() -> None:
    network = bg.Network(1, (bg.Layer(1), bg.Layer(1)), connections=(bg.Connection(0, 2),))
    drawing = session_sketch(bg.Session(network, [[1]], [[1]]))
    ways = [path.get("d", "").count("L") for path in drawn(drawing, "path")]
    assert sorted(ways)[:2] == [1, 1]
    assert max(ways) > 8


def test_a_large_layer_folds() -> None:
    network = bg.Network(100, (bg.Layer(1),))
    drawing = session_sketch(bg.Session(network, np.ones((1, 100)), [[1]]))
    assert len(drawn(drawing, "path")) == MOST_UNITS
    assert [text.text for text in drawn(drawing, "text")] == ["⋮"]


def test_what_is_not_finite_is_broken() -> None:
    session = bg.open_example("saturation")
    session.step_iteration()
    assert {p.get("stroke-dasharray") for p in drawn(session_sketch(session, True), "path")} == {
        "3 3"
    }


def test_losses_of_all_branches_stand_beside_the_network() -> None:
    session = bg.open_example("momentum-in-a-ravine")
    curves = [path for path in drawn(session_sketch(session), "path") if _points(path) > 10]
    assert [curve.get("class") for curve in curves] == ["stroke-negative", "stroke-positive"]
    assert curves[0].get("stroke-dasharray")
    assert not curves[1].get("stroke-dasharray")
    assert "the loss across iterations" in session_sketch(session)


def test_losses_of_any_kind_are_drawn() -> None:
    session = bg.open_example("exploding-steps")
    session.step_iteration(1100)
    assert np.isnan(session.history("loss")[-1])
    session_sketch(session)
    session = bg.Session(bg.Network(1, (bg.Layer(1),)), [[0]], [[0]])
    session.step_iteration(20)
    assert not session.history("loss").any()
    session_sketch(session)


def test_a_drawing_in_other_colours() -> None:
    drawing = svg.recoloured(session_sketch(bg.open_example("xor")), {"positive": "#123456"})
    assert ".stroke-positive{stroke:#123456}" in drawing
    assert ElementTree.fromstring(drawing) is not None


def test_gradients_take_the_place_of_weights() -> None:
    session = bg.open_example("vanishing-gradients")
    weights = session_sketch(session)
    session.step_iteration()
    gradients = session_sketch(session, gradients=True)
    faint = [strokes(drawing).count("stroke-line") for drawing in (weights, gradients)]
    assert faint[0] < 5
    assert faint[1] > 50


def _points(path: ElementTree.Element) -> int:
    return path.get("d", "").count("L")
