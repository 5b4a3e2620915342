"""Ways to rewrite a formula that many mistakes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from backprop_gui.formula.expression import (
    Expression,
    Negative,
    Number,
    Product,
    Quotient,
    Ref,
    Sum,
    quantities,
    total,
)
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.rewriting import rewrite

Rebuild = Callable[[tuple[Expression, ...]], Expression]


def exchanged(right: Expression, table: Mapping[Quantity, Expression]) -> Expression:
    """The formula with some quantities exchanged for formulas."""

    def rule(node: Expression) -> Expression:
        return table.get(node.quantity, node) if isinstance(node, Ref) else node

    return rewrite(right, rule)


def replaced(right: Expression, old: Quantity, new: Quantity) -> Expression:
    """The formula with one quantity in the place of another."""
    return exchanged(right, {old: Ref(new)})


def of_kind(right: Expression, *kinds: str) -> tuple[Quantity, ...]:
    """The quantities of some kinds that a formula reads."""
    return tuple(name for name in quantities(right) if name.kind in kinds)


def taken_apart(right: Expression) -> tuple[tuple[Expression, ...], Rebuild]:
    """The terms of a sum, also of one that is divided or has a sign, and how to put it together."""
    match right:
        case Sum(terms):
            return terms, total
        case Quotient(above, below):
            terms, rebuild = taken_apart(above)
            return terms, lambda parts: Quotient(rebuild(parts), below)
        case Negative(inner):
            terms, rebuild = taken_apart(inner)
            return terms, lambda parts: Negative(rebuild(parts))
        case Product((Number() as factor, Sum() | Negative() | Quotient() as inner)):
            terms, rebuild = taken_apart(inner)
            return terms, lambda parts: Product((factor, rebuild(parts)))
        case _:
            return (right,), total


def each_term(
    right: Expression, change: Callable[[Expression], Expression | None]
) -> Iterator[tuple[Expression, Expression]]:
    """Every term of a sum that changes, and the sum with this one changed; None drops a term."""
    terms, rebuild = taken_apart(right)
    for n, term in enumerate(terms):
        changed = change(term)
        if changed != term:
            middle = () if changed is None else (changed,)
            yield term, rebuild((*terms[:n], *middle, *terms[n + 1 :]))


def without_factor(term: Expression, *kinds: str) -> Expression:
    """A product without the factors that are quantities of some kinds."""
    if isinstance(term, Negative):
        return Negative(without_factor(term.operand, *kinds))
    if isinstance(term, Ref) and term.quantity.kind in kinds:
        return Number(1.0)
    if not isinstance(term, Product):
        return term
    rest = tuple(f for f in term.factors if not (isinstance(f, Ref) and f.quantity.kind in kinds))
    if len(rest) == len(term.factors):
        return term
    return rest[0] if len(rest) == 1 else Product(rest) if rest else Number(1.0)


def without(right: Expression, *kinds: str) -> Expression:
    """Every term without its factors of some kinds."""
    terms, rebuild = taken_apart(right)
    return rebuild(tuple(without_factor(term, *kinds) for term in terms))


def times(factor: float, right: Expression) -> Expression:
    """factor · right."""
    return Product((Number(factor), right))
