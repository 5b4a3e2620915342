"""The number that a formula gives, and how large the terms are that it comes from."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from backprop_gui.formula.expression import (
    Call,
    Cases,
    Comparison,
    Expression,
    Guard,
    Highlight,
    MatrixProduct,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Ref,
    Sum,
    Transpose,
)
from backprop_gui.formula.functions import FUNCTIONS
from backprop_gui.formula.quantity import Quantity

Lookup = Callable[[Quantity], Any]

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def evaluate(node: Expression, value: Lookup) -> Any:
    """The value of a formula, with `value` giving each quantity's number or whole array.

    Scalars follow IEEE 754 as NumPy computes it: a division by 0 is inf or nan, never an error.
    """
    with np.errstate(all="ignore"):
        return _evaluate(node, value)


def magnitude(node: Expression, value: Lookup) -> float:
    """Σ|terms|: the size of what a formula adds up, the scale of its rounding error.

    Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1: the error of a
    sum is bounded by a small multiple of eps · Σ|terms|.
    """
    with np.errstate(all="ignore"):
        return float(_magnitude(node, value))


def _evaluate(node: Expression, value: Lookup) -> Any:
    match node:
        case Number(number):
            return np.float64(number)
        case Ref(quantity):
            found = value(quantity)
            return np.float64(found) if isinstance(found, (int, float)) else found
        case Sum(terms):
            return reduce(operator.add, (_evaluate(term, value) for term in terms))
        case Product(factors):
            return reduce(operator.mul, (_evaluate(factor, value) for factor in factors))
        case Quotient(a, b):
            return _evaluate(a, value) / _evaluate(b, value)
        case Power(a, b):
            return _evaluate(a, value) ** _evaluate(b, value)
        case Negative(a):
            return -_evaluate(a, value)
        case Call(function, arguments):
            return _call(function, arguments, value)
        case Guard(a, factor):
            by = _evaluate(factor, value)
            harmless = np.where(by == 0, 1.0, np.where(np.isnan(by), np.nan, -np.inf))
            return np.maximum(_evaluate(a, value), harmless)
        case Comparison(a, symbol, b):
            return _COMPARISONS[symbol](_evaluate(a, value), _evaluate(b, value))
        case Cases(_, _):
            return _cases(node, value)
        case MatrixProduct(a, b):
            return _evaluate(a, value) @ _evaluate(b, value)
        case Highlight(a):
            return _evaluate(a, value)
        case Transpose(a):
            return np.transpose(_evaluate(a, value))
        case _:
            raise TypeError(f"no value for a {type(node).__name__}")


def _call(name: str, arguments: tuple[Expression, ...], value: Lookup) -> Any:
    function = FUNCTIONS[name]
    if function.definition is not None:
        return _evaluate(function.definition(*arguments), value)
    assert function.ufunc is not None
    return function.ufunc(*(_evaluate(argument, value) for argument in arguments))


def _cases(node: Cases, value: Lookup) -> Any:
    result = _evaluate(node.otherwise, value)
    for branch in reversed(node.branches):
        holds = _evaluate(branch.condition, value)
        result = np.where(holds, _evaluate(branch.value, value), result)
    unknown = np.isnan(_evaluate(node.branches[0].condition.left, value))
    return np.where(unknown, np.nan, result)[()]


def _magnitude(node: Expression, value: Lookup) -> Any:
    match node:
        case Sum(terms):
            return sum(_magnitude(term, value) for term in terms)
        case Product(factors):
            return reduce(operator.mul, (_magnitude(factor, value) for factor in factors))
        case Quotient(a, b):
            divisor = abs(_evaluate(b, value))
            return _magnitude(a, value) / divisor * (_magnitude(b, value) / divisor)
        case Negative(a) | Highlight(a):
            return _magnitude(a, value)
        case Call(_, arguments):
            own = abs(_evaluate(node, value))
            return np.maximum(own, sum(_magnitude(argument, value) for argument in arguments))
        case _:
            return abs(_evaluate(node, value))
