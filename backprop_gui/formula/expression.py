"""A formula is a value: a small tree of these nodes.

The nodes know nothing of printing, evaluating or vectorising; each of those is one file beside
this one with one rule a node.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.formula.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Expression:
    """Base of all nodes; arithmetic on nodes builds larger trees."""

    def __add__(self, other: Operand) -> Expression:
        return Sum((self, expression(other)))

    def __radd__(self, other: Operand) -> Expression:
        return Sum((expression(other), self))

    def __sub__(self, other: Operand) -> Expression:
        return Sum((self, Negative(expression(other))))

    def __rsub__(self, other: Operand) -> Expression:
        return Sum((expression(other), Negative(self)))

    def __mul__(self, other: Operand) -> Expression:
        return Product((self, expression(other)))

    def __rmul__(self, other: Operand) -> Expression:
        return Product((expression(other), self))

    def __truediv__(self, other: Operand) -> Expression:
        return Quotient(self, expression(other))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Quotient(expression(other), self)

    def __pow__(self, other: Operand) -> Expression:
        return Power(self, expression(other))

    def __neg__(self) -> Expression:
        return Negative(self)


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """The value of a quantity."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """terms[0] + terms[1] + …; a Negative term prints as a subtraction."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Product(Expression):
    """factors[0] · factors[1] · …, element by element where they are arrays."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Quotient(Expression):
    """numerator / denominator."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, slots=True)
class Power(Expression):
    """base ** exponent."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """−operand."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of `functions.FUNCTIONS` applied to arguments."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Guard(Expression):
    """`operand`, made harmless (at least 1) where `factor` is 0; prints as `operand`.

    It states the one exception to honest inf and nan: in a cross-entropy, the term
    y·ln(x) is 0 where y is 0, also at x = 0.
    """

    operand: Expression
    factor: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """left `operator` right, with an operator of `<`, `<=`, `>`, `>=`, `==`, `!=`."""

    left: Expression
    operator: str
    right: Expression


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of `Cases`."""

    value: Expression
    condition: Comparison


@dataclass(frozen=True, slots=True)
class Cases(Expression):
    """The value of the first branch whose condition holds, else `otherwise`."""

    branches: tuple[Branch, ...]
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class MatrixProduct(Expression):
    """left @ right, of whole arrays."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Transpose(Expression):
    """The transposed matrix."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Highlight(Expression):
    """A part to look at: drawn so, else as if it stood there plainly."""

    operand: Expression


Operand = Expression | float | int


def expression(value: Operand) -> Expression:
    """A number as a node; a node as it is."""
    return value if isinstance(value, Expression) else Number(float(value))


def call(function: str, *arguments: Operand) -> Expression:
    """`call("exp", s)` for `Call("exp", (s,))`."""
    return Call(function, tuple(map(expression, arguments)))


def ref(kind: str, *indices: int) -> Ref:
    """`ref("x", 1, 2)` for the value of x[1,2]."""
    return Ref(Quantity(kind, indices))


def total(terms: tuple[Expression, ...]) -> Expression:
    """The sum of `terms`: a lone term stands for itself, no terms for 0."""
    if not terms:
        return Number(0.0)
    return terms[0] if len(terms) == 1 else Sum(terms)


def scaled(factor: float, operand: Expression) -> Expression:
    """factor · operand, with a factor of 1 left out."""
    return operand if factor == 1.0 else Product((Number(factor), operand))


def children(node: Expression) -> tuple[Expression, ...]:
    """The direct parts of a node, in reading order."""
    match node:
        case Sum(parts) | Product(parts) | Call(_, parts):
            return parts
        case Quotient(a, b) | Power(a, b) | Guard(a, b) | MatrixProduct(a, b) | Comparison(a, _, b):
            return (a, b)
        case Negative(a) | Transpose(a) | Highlight(a):
            return (a,)
        case Cases(branches, otherwise):
            pairs = ((branch.value, branch.condition) for branch in branches)
            return (*(part for pair in pairs for part in pair), otherwise)
        case _:
            return ()


def walk(node: Expression) -> Iterator[Expression]:
    """Every node of the tree, the root first."""
    yield node
    for child in children(node):
        yield from walk(child)


def quantities(node: Expression) -> tuple[Quantity, ...]:
    """The quantities that a formula reads, each once, in reading order."""
    return tuple(dict.fromkeys(n.quantity for n in walk(node) if isinstance(n, Ref)))
