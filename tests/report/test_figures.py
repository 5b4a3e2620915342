"""Drawings are SVG that stays inside its frame, with round numbers on the axes."""

from __future__ import annotations

import itertools
import math
import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backprop_gui as bg
from backprop_gui.report.content import content
from backprop_gui.report.figures.network import network_drawing
from backprop_gui.report.figures.plot import curves_plot, loss_plot
from backprop_gui.report.figures.ticks import extent, tick_text, ticks, whole_ticks
from backprop_gui.report.records import Curves, Series
from tests.report.networks import SESSIONS

SVG = "{http://www.w3.org/2000/svg}"
LOSS = bg.Quantity("loss")


def series(*values: float, name: str = "loss") -> Series:
    return Series(bg.Quantity.parse(name), tuple(range(1, len(values) + 1)), values)


def texts(drawing: str) -> list[str]:
    return ["".join(node.itertext()) for node in fromstring(drawing).iter(f"{SVG}text")]


@given(
    st.floats(-1e9, 1e9).flatmap(
        lambda low: st.tuples(st.just(low), st.floats(1e-3, 1e9).map(lambda wide: low + wide))
    )
)
def test_ticks_are_few_lie_inside_and_are_evenly_spaced(span: tuple[float, float]) -> None:
    low, high = span
    found = ticks(low, high)
    assert 2 <= len(found) <= 8
    slack = 1e-6 * (high - low) + 1e-6 * max(abs(low), abs(high))
    assert all(low - slack <= tick <= high + slack for tick in found)
    gaps = [b - a for a, b in itertools.pairwise(found)]
    assert max(gaps) - min(gaps) <= slack


@given(st.integers(1, 100_000))
def test_ticks_of_iterations_are_whole_and_start_at_the_first(last: int) -> None:
    found = whole_ticks(1, last)
    assert found[0] == 1
    assert all(tick == int(tick) and 1 <= tick <= last for tick in found)
    assert len(found) == len(set(found)) <= 12


def test_ticks_are_told_apart() -> None:
    found = ticks(0.99, 1.01)
    step = found[1] - found[0]
    assert len({tick_text(tick, step) for tick in found}) == len(found)
    assert tick_text(-0.5, 0.5) == "−0.5"


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=5))
def test_an_extent_is_never_empty(values: list[float]) -> None:
    moderate = [value for value in values if not abs(value) > 1e300]
    low, high = extent(moderate)
    assert low < high
    assert all(low <= value <= high for value in moderate if math.isfinite(value))


@pytest.mark.parametrize("values", [(6.0,), (6.0, 6.0), (3.0, math.nan, 1.0), (1.0, math.inf)])
def test_losses_of_any_kind_are_drawn(values: tuple[float, ...]) -> None:
    drawing = loss_plot(series(*values))
    said = texts(drawing)
    assert {"iteration", "loss", "1"} <= set(said)
    assert not re.search(r'="[^"]*(nan|inf)', drawing)
    marks = list(fromstring(drawing).iter(f"{SVG}circle"))
    assert len(marks) == sum(map(math.isfinite, values))


def test_equal_curves_are_one_curve_that_names_them() -> None:
    members = tuple(series(1.0, 0.5, name=f"w[1,{i},1]") for i in (1, 2, 3))
    other = series(1.0, 0.7, name="w[1,4,1]")
    drawing = curves_plot(Curves(bg.Quantity("w", (1,)), (*members, other), 0))
    assert any("= … =" in said for said in texts(drawing))
    assert "4 of 4 parameters" in drawing


def test_more_curves_than_pens_are_counted() -> None:
    many = tuple(series(1.0, float(i), name=f"w[1,{i},1]") for i in range(1, 12))
    said = texts(curves_plot(Curves(bg.Quantity("w", (1,)), many, 5)))
    assert "3 more" in said


@pytest.mark.parametrize("name", SESSIONS)
def test_the_network_is_drawn_inside_its_frame(name: str) -> None:
    report = content(SESSIONS[name]())
    root = fromstring(network_drawing(report.session.network, report.drawn, bg.Writing()))
    left, top, width, height = map(float, root.get("viewBox", "").split())
    boxes = [
        {k: float(r.get(k, "")) for k in ("x", "y", "width", "height")}
        for r in root.iter(f"{SVG}rect")
    ]
    assert len(boxes) >= 5
    for box in boxes:
        assert left <= box["x"]
        assert box["x"] + box["width"] <= left + width
        assert top <= box["y"]
        assert box["y"] + box["height"] <= top + height


def test_the_network_shows_its_numbers_and_what_it_folds() -> None:
    report = content(SESSIONS["assignment"]())
    said = texts(network_drawing(report.session.network, report.drawn, bg.Writing()))
    assert any(text.endswith("= 0.99753") for text in said)
    assert any(text.endswith("= 6.0025") for text in said)
    assert said.count("1") == 8
    wide = content(SESSIONS["wide"]())
    folded = texts(network_drawing(wide.session.network, wide.drawn, bg.Writing()))
    assert "… 10 more units" in folded


def test_the_network_tells_the_names_of_layers_and_units() -> None:
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)])
    names = {"x[1]": "hidden", "x[0,2]": "a < b", "x[1,1]": "edge", "x[2,1]": "a" * 40}
    session = bg.Session(network, [[1, 2]], [[0]], labels=names)
    report = content(session)
    drawn = session.document.labels
    said = texts(network_drawing(network, report.drawn, bg.Writing(), drawn))
    assert {"layer 1 · hidden", "a < b", "edge · tanh"} <= set(said)
    assert any(text.startswith("aaa") and "… · identity" in text for text in said)
    assert "tanh" in said  # the unit without a name


def test_only_units_with_a_bias_have_one_in_the_drawing() -> None:
    boxes = []
    for bias in ((True, False), (False, False), False, True):
        network = bg.Network(1, (bg.Layer(2, bias=bias), bg.Layer(1, bias=False)))
        drawing = network_drawing(network, {}, bg.Writing())
        boxes.append(drawing.count("<rect"))
    some, none, never, both = boxes
    assert (some - never, none - never, both - never) == (1, 0, 2)


@pytest.mark.parametrize("name", bg.NOTATIONS)
def test_the_network_is_drawn_in_its_notation(name: str) -> None:
    session = bg.open_example("nlp-assignment")
    drawn = network_drawing(session.network, {}, bg.Writing(notation=bg.NOTATIONS[name]))
    letter = {"assignment": ">x<", "nielsen": ">a<", "cs231n": "X[0]", "pytorch": "input[0]"}[name]
    assert letter in drawn
