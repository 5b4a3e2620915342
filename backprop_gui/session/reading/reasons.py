"""Why a formula's result is not a finite number: the first step at which that happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from backprop_gui.formula.equation import Equation
from backprop_gui.formula.evaluation import evaluate
from backprop_gui.formula.expression import (
    Call,
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
)
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import substitute
from backprop_gui.formula.sentence import Sentence

Lookup = Callable[[Quantity], float]
_TOO_LARGE = "is too large for float64"
_LONGEST_NAME = 32


def reason(node: Expression, number: Lookup) -> str:
    """In a few words, such as `0 (dphi[1,1]) is multiplied by ∞ (dx[1,1])`; "" for a finite one."""
    if np.isfinite(_value(node, number)):
        return ""
    match node:
        case Ref(quantity):
            return Sentence("{} is {}", quantity, float(number(quantity)))
        case Number(value):
            return Sentence("{} is no finite number", value)
        case Negative(a) | Guard(a, _):
            return reason(a, number)
        case Sum(terms):
            return _of_sum(node, terms, number)
        case Product(factors):
            return _of_product(node, factors, number)
        case Quotient(a, b):
            return _of_quotient(node, a, b, number)
        case Power(a, b):
            return _inherited((a, b), number) or _too_large("", node, number)
        case Call(_, arguments):
            result = Sentence("{} is {}", _written(node, number), _value(node, number))
            return _inherited(arguments, number) or result
        case Cases(_, _):
            return reason(_chosen(node, number), number)
        case _:
            return ""


def _of_sum(node: Expression, terms: Sequence[Expression], number: Lookup) -> str:
    values = [_value(term, number) for term in terms]
    if np.isnan(_value(node, number)) and not np.isnan(values).any() and np.isinf(values).any():
        return "∞ and −∞ are added"
    return _inherited(terms, number) or _too_large("the sum ", node, number)


def _of_product(node: Expression, factors: Sequence[Expression], number: Lookup) -> str:
    values = [_value(factor, number) for factor in factors]
    if not np.isnan(values).any() and 0 in values and np.isinf(values).any():
        zero = factors[values.index(0)]
        infinite = factors[int(np.isinf(values).argmax())]
        both = _named(zero, number), _named(infinite, number)
        return Sentence("{} is multiplied by {}", *both)
    return _inherited(factors, number) or _too_large("the product ", node, number)


def _of_quotient(node: Expression, a: Expression, b: Expression, number: Lookup) -> str:
    above, below = _value(a, number), _value(b, number)
    if (below == 0 and np.isfinite(above)) or (np.isinf(above) and np.isinf(below)):
        return Sentence("{} is divided by {}", _named(a, number), _named(b, number))
    return _inherited((a, b), number) or _too_large("", node, number)


def _inherited(parts: Sequence[Expression], number: Lookup) -> str:
    """The reason of the first part without a finite value; nan before ∞."""
    values = [_value(part, number) for part in parts]
    for test in (np.isnan, np.isinf):
        if test(values).any():
            return reason(parts[int(test(values).argmax())], number)
    return ""


def _chosen(node: Cases, number: Lookup) -> Expression:
    for branch in node.branches:
        if np.isnan(_value(branch.condition.left, number)):
            return branch.condition.left
        if evaluate(branch.condition, number):
            return branch.value
    return node.otherwise


def _value(node: Expression, number: Lookup) -> float:
    return 0.0 if isinstance(node, Comparison) else float(evaluate(node, number))


def _too_large(what: str, node: Expression, number: Lookup) -> Sentence:
    return Sentence("{}{} {}", what, _written(node, number), _TOO_LARGE)


def _named(node: Expression, number: Lookup) -> Sentence:
    """The value, and where it comes from if that is short."""
    value, equation = _value(node, number), Equation(node)
    name = "" if isinstance(node, Number) else equation.text()
    short = 0 < len(name) <= _LONGEST_NAME
    return Sentence("{} ({})", value, equation) if short else Sentence("{}", value)


def _written(node: Expression, number: Lookup) -> Equation | str:
    """The formula with its numbers, if that is short."""
    equation = Equation(substitute(node, number))
    short = len(equation.text()) <= 2 * _LONGEST_NAME
    return equation if short else Equation(node).text()[:_LONGEST_NAME] + "…"
