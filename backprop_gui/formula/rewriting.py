"""Making a formula from a formula: every node may be exchanged for another."""

from __future__ import annotations

from collections.abc import Callable

from backprop_gui.formula.expression import (
    Branch,
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
from backprop_gui.formula.quantity import Quantity


def rewrite(node: Expression, rule: Callable[[Expression], Expression]) -> Expression:
    """The tree with `rule` applied to every node, the parts before the whole."""
    return rule(_with_parts(node, lambda part: rewrite(part, rule)))


def substitute(node: Expression, value: Callable[[Quantity], float]) -> Expression:
    """The formula with the numbers put in."""
    return rewrite(
        node, lambda part: Number(value(part.quantity)) if isinstance(part, Ref) else part
    )


def _with_parts(node: Expression, each: Callable[[Expression], Expression]) -> Expression:
    match node:
        case Sum(parts):
            return Sum(tuple(map(each, parts)))
        case Product(parts):
            return Product(tuple(map(each, parts)))
        case Call(function, parts):
            return Call(function, tuple(map(each, parts)))
        case Quotient(a, b) | Power(a, b) | Guard(a, b) | MatrixProduct(a, b):
            return type(node)(each(a), each(b))
        case Comparison(a, operator, b):
            return Comparison(each(a), operator, each(b))
        case Negative(a) | Transpose(a) | Highlight(a):
            return type(node)(each(a))
        case Cases(branches, otherwise):
            return Cases(tuple(_branch(b, each) for b in branches), each(otherwise))
        case _:
            return node


def _branch(branch: Branch, each: Callable[[Expression], Expression]) -> Branch:
    condition = each(branch.condition)
    assert isinstance(condition, Comparison)
    return Branch(each(branch.value), condition)
