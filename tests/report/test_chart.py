"""Plots and tables as drawings: what is in them, where, and that nothing breaks them."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backprop_gui.report.figures.chart import (
    Area,
    Axis,
    Chart,
    Line,
    Mark,
    Paper,
    Raster,
    chart,
)
from backprop_gui.report.figures.matrix import Matrix, matrix

SVG = "{http://www.w3.org/2000/svg}"
PAPER = Paper("#ffffff", "#000000", "#777777", "#dddddd")
ACROSS = Axis((0.0, 10.0), "iteration", [(0.0, "0"), (10.0, "10")])
EMPTY = Chart(
    "loss < 1 & more", (900.0, 480.0), ACROSS, Axis((-1.0, 1.0), "L", [(0.0, "0")]), PAPER
)


def inside(drawn: Chart) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(chart(drawn))
    (group,) = (g for g in root.iter(f"{SVG}g") if g.get("clip-path"))
    return list(group)


def test_titles_and_ticks_are_written_whatever_is_in_them() -> None:
    root = ElementTree.fromstring(chart(EMPTY))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words[:4] == ["loss < 1 & more", "0", "0", "10"]
    assert {"iteration", "L"} <= set(words)


def test_a_curve_is_interrupted_where_it_is_not_finite() -> None:
    y = np.array([0.0, 1.0, np.nan, 1.0, np.inf, 0.5])
    (path,) = inside(replace(EMPTY, lines=[Line(np.arange(6.0), y, "#ff0000", 1)]))
    assert path.get("d", "").count("M") == 3
    assert path.get("stroke") == "#ff0000"


def test_pairs_are_strokes_of_their_own() -> None:
    line = Line(np.arange(4.0), np.zeros(4), "#000000", 1, pairs=True)
    (path,) = inside(replace(EMPTY, lines=[line]))
    assert path.get("d", "").count("M") == 2


def test_marks_stand_where_their_numbers_are_and_a_raster_below_all() -> None:
    square = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0]])
    marks = [Mark(x, 0.0, square, "#111111", "#222222", 1) for x in (0.0, 10.0)]
    raster = Raster(b"png", (0.0, 10.0), (-1.0, 1.0))
    image, first, second = inside(replace(EMPTY, marks=marks, raster=raster))
    left = float(image.get("x", ""))
    right = left + float(image.get("width", ""))
    assert first.get("d", "").startswith(f"M{left - 1:g} ")
    assert second.get("d", "").startswith(f"M{right - 1:g} ")


def test_an_area_goes_there_and_back() -> None:
    area = Area(np.arange(3.0), np.zeros(3), np.ones(3), "#0000ff", 0.2)
    (path,) = inside(replace(EMPTY, areas=[area]))
    assert path.get("d", "").count("L") == 5
    assert path.get("d", "").endswith("Z")
    nothing = Area(np.arange(2.0), np.full(2, np.nan), np.ones(2), "#0000ff", 0.2)
    assert inside(replace(EMPTY, areas=[nothing])) == []


@given(arrays(np.float64, 7, elements=st.floats(width=64)))
def test_no_number_breaks_a_drawing(values: np.ndarray) -> None:
    with np.errstate(all="ignore"):
        drawn = chart(replace(EMPTY, lines=[Line(np.arange(7.0), values, "#000000", 1)]))
    ElementTree.fromstring(drawn)
    assert "nan" not in drawn
    assert "inf" not in drawn


def test_a_matrix_has_a_cell_for_each_count() -> None:
    cells = [[("3", "#aaaaaa"), ("0", "#bbbbbb")], [("1", "#cccccc"), ("9", "#dddddd")]]
    drawn = Matrix("classes", ("accuracy",), ["is <a", "is b"], ["<a", "b"], cells, PAPER)
    root = ElementTree.fromstring(matrix(drawn))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words == ["classes", "accuracy", "<a", "b", "is <a", "3", "0", "is b", "1", "9"]
    fills = [rect.get("fill") for rect in root.iter(f"{SVG}rect")]
    assert fills == ["#ffffff", "#aaaaaa", "#bbbbbb", "#cccccc", "#dddddd"]
