"""Where two formulas differ is highlighted in both, in every style."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from backprop_gui.formula.comparing import differing
from backprop_gui.formula.equation import Equation
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import (
    Expression,
    Highlight,
    call,
    ref,
    walk,
)
from backprop_gui.report.typesetting import equations_svg
from tests.formula.test_evaluation import NAMES, TREES, VALUES

W, X, B, C = ref("w", 1, 1, 1), ref("x", 0, 1), ref("b", 1, 1), ref("b", 1, 2)


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (W * X + B, W * X + C, ("w[1,1,1] · x[0,1] + «b[1,1]»", "w[1,1,1] · x[0,1] + «b[1,2]»")),
        (W * X + B, W * X, ("w[1,1,1] · x[0,1] + «b[1,1]»", "w[1,1,1] · x[0,1]")),
        (W, 2 * W, ("w[1,1,1]", "«2» · w[1,1,1]")),
        (W - B, W + B, ("w[1,1,1] − «b[1,1]»", "w[1,1,1] + «b[1,1]»")),
        (call("ln", X), call("log10", X), ("«ln(x[0,1])»", "«log₁₀(x[0,1])»")),
        ((W - B) ** 2, (C - B) ** 2, ("(«w[1,1,1]» − b[1,1])^2", "(«b[1,2]» − b[1,1])^2")),
        (W / X, B / X, ("«w[1,1,1]» / x[0,1]", "«b[1,1]» / x[0,1]")),
    ],
)
def test_the_smallest_parts_are_highlighted(
    one: Expression, other: Expression, texts: tuple[str, str]
) -> None:
    found = differing(one, other)
    assert tuple(Equation(part).text() for part in found) == texts


def test_every_style_marks_it() -> None:
    _, other = differing(W, 2 * W)
    equation = Equation(other)
    assert "underline(2)" in equation.typst()
    assert r"\underline{2}" in equation.latex()
    assert '<mrow class="highlight">' in equation.mathml()
    light, dark = (
        equations_svg([equation.typst()], size_pt=12, colour=colour)[0]
        for colour in ("#101010", "#f0f0f0")
    )
    assert b"#a94606" in light
    assert b"#f59a4a" in dark


@given(TREES, TREES, VALUES)
def test_what_is_highlighted_means_the_same(
    one: Expression, other: Expression, values: tuple[list[float], ...]
) -> None:
    table = {name: value[0] for name, value in zip(NAMES, values, strict=True)}
    for plain, marked in zip((one, other), differing(one, other), strict=True):
        expected, found = (evaluate(node, table.__getitem__) for node in (plain, marked))
        assert found == expected or (math.isnan(found) and math.isnan(expected))


@given(TREES)
def test_nothing_is_highlighted_where_nothing_differs(tree: Expression) -> None:
    assert not any(isinstance(node, Highlight) for node in walk(differing(tree, tree)[0]))
