"""Formulas evaluate as NumPy computes, and vectorise to the same numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_gui.formula.evaluation import evaluate, magnitude
from backprop_gui.formula.expression import (
    Branch,
    Cases,
    Comparison,
    Expression,
    Guard,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ref,
    Sum,
    call,
    quantities,
    walk,
)
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import rewrite, substitute
from backprop_gui.formula.vectorising import Vectoriser

NAMES = tuple(Quantity("x", (n,)) for n in range(3))
NUMBERS = st.floats(allow_nan=True, allow_infinity=True, width=32) | st.sampled_from((0.0, 1.0))


def _larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    comparison = st.builds(Comparison, parts, st.sampled_from(("<", ">=", "==", "!=")), parts)
    branches = st.lists(st.builds(Branch, parts, comparison), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, parts, parts),
        st.builds(lambda base: Power(base, Number(2.0)), parts),
        st.builds(Negative, parts),
        # A factor such as y or 1 − y, never nan.
        st.builds(Guard, parts, st.sampled_from((0.0, 0.5)).map(Number)),
        st.builds(call, st.sampled_from(("exp", "ln", "tanh", "abs", "sigmoid", "sqrt")), parts),
        st.builds(lambda a, b: call("max", a, b), parts, parts),
        st.builds(Cases, branches, parts),
    )


LEAVES = st.sampled_from(NAMES).map(Ref) | st.sampled_from((0.0, 0.5, 2.0, -1.0)).map(Number)
TREES = st.recursive(LEAVES, _larger, max_leaves=8)
VALUES = st.tuples(*(st.lists(NUMBERS, min_size=3, max_size=3),) * 3)


@settings(max_examples=300)
@given(TREES, VALUES)
def test_a_vectorised_formula_gives_what_each_element_gives(
    tree: Expression, values: tuple[list[float], ...]
) -> None:
    arrays = {name: np.array(row) for name, row in zip(NAMES, values, strict=True)}
    out = np.empty(3)
    with np.errstate(all="ignore"):
        for step in Vectoriser(arrays.__getitem__, np.dtype(float)).steps(tree, out):
            step()
    for place in range(3):
        element = evaluate(tree, lambda name, at=place: float(arrays[name][at]))
        assert _close(float(element), float(out[place])), (tree, element, out[place])


def _close(a: float, b: float) -> bool:
    """exp, ln and tanh of one number and of a row may differ in the last bits."""
    both_nan = math.isnan(a) and math.isnan(b)
    overflowing = max(abs(a), abs(b)) > 1e300
    return both_nan or overflowing or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


@given(TREES)
def test_rewriting_by_nothing_changes_nothing(tree: Expression) -> None:
    assert rewrite(tree, lambda part: part) == tree
    assert set(quantities(tree)) == {n.quantity for n in walk(tree) if isinstance(n, Ref)}


@given(TREES, st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_numbers_put_in_evaluate_to_the_same(tree: Expression, row: tuple[float, ...]) -> None:
    values = dict(zip(NAMES, row, strict=True))
    filled = substitute(tree, values.__getitem__)
    assert quantities(filled) == ()
    both = [float(evaluate(form, values.__getitem__)) for form in (tree, filled)]
    assert both[0] == both[1] or all(map(math.isnan, both))


X = Ref(NAMES[0])


@pytest.mark.parametrize(
    ("formula", "x", "value"),
    [
        (X / 0, 1.0, math.inf),
        (X / 0, 0.0, math.nan),
        (call("ln", X), 0.0, -math.inf),
        (call("ln", X), -1.0, math.nan),
        (call("sigmoid", X), -1000.0, 0.0),
        (call("sigmoid", X), 1000.0, 1.0),
        (call("step", X, 0), 0.0, 0.0),
        (call("step", X, 0.5), 0.0, 0.5),
        (call("max", 0, X), math.nan, math.nan),
        (0 * call("ln", X), 0.0, math.nan),
        (0 * call("ln", Guard(X, Number(0.0))), 0.0, 0.0),
        (call("erf", X), 0.5, math.erf(0.5)),
        (Cases((Branch(Number(1.0), Comparison(X, ">", Number(0.0))),), -X), -3.0, 3.0),
    ],
)
def test_values(formula: Expression, x: float, value: float) -> None:
    found = float(evaluate(formula, lambda _: x))
    assert found == value or (math.isnan(found) and math.isnan(value))


@pytest.mark.parametrize(
    ("formula", "size"),
    [(X - X, 6.0), (X * 2 - X, 9.0), (-X, 3.0), ((X - X) / X, 2.0), (1 - call("tanh", X), 4.0)],
)
def test_magnitude_is_that_of_what_is_added_up(formula: Expression, size: float) -> None:
    assert magnitude(formula, lambda _: 3.0) == pytest.approx(size)


def test_what_depends_on_given_data_alone_is_computed_ahead() -> None:
    y, x = Quantity("y"), Quantity("x")
    arrays: dict[Quantity, Any] = {y: np.array([1.0, 2.0]), x: np.array([3.0, 4.0])}
    vectoriser = Vectoriser(arrays.__getitem__, np.dtype(float), frozenset({y}))
    out = np.empty(2)
    calls = vectoriser.steps(Ref(x) * (1 - Ref(y)), out)
    assert len(calls) == 1
    (part,) = vectoriser.preparation
    assert part.sources == (y,)
    for step in (*part.steps, *calls):
        step()
    assert out.tolist() == [0.0, -4.0]
