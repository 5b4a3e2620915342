"""What a formula looks like: no exponent runs into a layer's number, no bar is too long."""

from __future__ import annotations

import pytest

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.expression import Expression, Number, Sum, Transpose, call, ref, total
from backprop_gui.formula.writing import Writing
from backprop_gui.report.typesetting import equations_svg

TERMS = tuple(ref("delta", 1, n) for n in range(1, 6))


@pytest.mark.parametrize(
    ("node", "latex", "typst", "text"),
    [
        (
            ref("x", 1, 2) ** 2,
            r"{\left(x_{2}^{1}\right)}^{2}",
            "(x_(2)^(1))^(2)",
            "x[1,2]^2",
        ),
        (Transpose(ref("x", 0)), None, "(bold(x)^(0))^(top)", "x[0]ᵀ"),
        (ref("lr") ** 2, None, "eta^(2)", "lr^2"),
        (
            ref("db", 1, 2) ** 2,
            r"{\left(\frac{\partial L}{\partial b_{2}^{1}}\right)}^{2}",
            "(frac(partial L, partial b_(2)^(1)))^(2)",
            "db[1,2]^2",
        ),
        (Number(-3.0) ** 2, r"{\left(-3\right)}^{2}", "(-3)^(2)", "(−3)^2"),
    ],
)
def test_exponents_stand_clear_of_the_layers_number_and_of_bars(
    node: Expression, latex: str | None, typst: str, text: str
) -> None:
    equation = Equation(node)
    assert latex is None or equation.latex() == latex
    assert equation.typst().replace("−", "-") == typst
    assert equation.text() == text


def test_a_long_numerator_becomes_a_factor() -> None:
    mean = Equation(total(TERMS) / 4)
    assert mean.typst().startswith("frac(1, 4) dot (delta_(1)^(1) + ")
    assert mean.latex().startswith(r"\frac{1}{4} \cdot \left(")
    assert mean.text().endswith(") / 4")


def test_a_numerator_with_a_fraction_becomes_a_factor() -> None:
    nested = (ref("y", 1) / ref("x", 2, 1) + 1) / 4
    assert Equation(nested).typst().startswith("frac(1, 4) dot (frac(")


def test_a_short_numerator_stays_over_its_bar() -> None:
    assert Equation((ref("x", 2, 1) - ref("y", 1)) / 4).typst().startswith("frac(x_(1)^(2) - ")


def test_the_factor_is_bracketed_where_a_fraction_was_not() -> None:
    power = Equation((Sum(TERMS) / 4) ** 2)
    assert power.typst().startswith("(frac(1, 4) dot (")


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("value", [-1.5, 1.25e-9, float("inf"), float("-inf"), float("nan"), 0.0])
def test_every_number_can_be_typeset(value: float, mark: str) -> None:
    squared = Equation(Number(value) ** 2 + ref("x", 1, 1, 2) ** 2, ref("w_new", 1, 1, 1), "←")
    source = squared.typst(Writing(5, mark))
    (page,) = equations_svg([source], size_pt=11, colour="#16202c")
    assert page


def test_what_is_tall_or_long_stands_beside_a_fraction_not_on_it() -> None:
    y, x = ref("y", 1), ref("x", 2, 1)
    tall = Equation((-(y / x)) / 20).typst()
    assert tall.startswith("frac(1, 20) dot (-frac(")
    long = Equation(call("total", y * x + (1 - y) * (1 - x)) / 4).typst()
    assert long.startswith("frac(1, 4) dot sum (")
    assert Equation(call("total", y * x) / 4).typst().startswith("frac(sum (")
    assert Equation((-(y / x)) / 20).text() == "(−y[1] / x[2,1]) / 20"  # one line has no bar
