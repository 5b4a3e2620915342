"""Where two formulas differ: the smallest parts, highlighted in both."""

from __future__ import annotations

from difflib import SequenceMatcher

from backprop_gui.formula.expression import (
    Call,
    Expression,
    Highlight,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
)

Pair = tuple[Expression, Expression]
Parts = tuple[Expression, ...]


def differing(one: Expression, other: Expression) -> Pair:
    """Both with the parts highlighted that the other does not have."""
    match one, other:
        case _ if one == other:
            return one, other
        case (Sum(a), Sum(b)):
            return _rebuilt(Sum, *_aligned(a, b))
        case (Product(a), Product(b)):
            return _rebuilt(Product, *_aligned(a, b))
        case (Call(f, a), Call(g, b)) if f == g and len(a) == len(b):
            pairs = [differing(x, y) for x, y in zip(a, b, strict=True)]
            return Call(f, tuple(x for x, _ in pairs)), Call(g, tuple(y for _, y in pairs))
        case (Quotient(a, b), Quotient(c, d)):
            (above, over), (below, under) = differing(a, c), differing(b, d)
            return Quotient(above, below), Quotient(over, under)
        case (Power(a, b), Power(c, d)):
            (base, root), (raised, power) = differing(a, c), differing(b, d)
            return Power(base, raised), Power(root, power)
        case (Negative(a), Negative(b)):
            inner, within = differing(a, b)
            return Negative(inner), Negative(within)
        case _:
            return _unlike(one, other)


def _unlike(one: Expression, other: Expression) -> Pair:
    """Of different kinds; one may stand in the other as one of its terms or factors."""
    for kind in (Sum, Product):
        a, b = _parts(kind, one), _parts(kind, other)
        if set(a) & set(b):
            return _rebuilt(kind, *_aligned(a, b))
    return _highlighted(one), _highlighted(other)


def _parts(kind: type[Sum] | type[Product], node: Expression) -> Parts:
    match node:
        case Sum(parts) | Product(parts) if isinstance(node, kind):
            return parts
        case _:
            return (node,)


def _aligned(one: Parts, other: Parts) -> tuple[Parts, Parts]:
    """What both have in common stays; what stands in one another's place is compared."""
    found: tuple[list[Expression], list[Expression]] = [], []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = one[a:b], other[c:d]
        if what == "equal":
            pairs = list(zip(left, right, strict=True))
        elif len(left) == len(right):
            pairs = [differing(x, y) for x, y in zip(left, right, strict=True)]
        else:
            found[0].extend(map(_highlighted, left))
            found[1].extend(map(_highlighted, right))
            continue
        found[0].extend(x for x, _ in pairs)
        found[1].extend(y for _, y in pairs)
    return tuple(found[0]), tuple(found[1])


def _rebuilt(kind: type[Sum] | type[Product], one: Parts, other: Parts) -> Pair:
    return _whole(kind, one), _whole(kind, other)


def _whole(kind: type[Sum] | type[Product], parts: Parts) -> Expression:
    return parts[0] if len(parts) == 1 else kind(parts)


def _highlighted(node: Expression) -> Expression:
    """A minus stays outside, where it is drawn as a subtraction."""
    if isinstance(node, Negative):
        return Negative(Highlight(node.operand))
    return Highlight(node)
