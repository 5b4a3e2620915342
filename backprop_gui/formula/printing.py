"""From a tree to an equation in one of the styles: one traversal for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    walk,
)
from backprop_gui.formula.functions import FUNCTIONS
from backprop_gui.formula.notations.symbol import Symbol
from backprop_gui.formula.numerals import numeral
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.styles.style import Style
from backprop_gui.formula.writing import Writing

# How tightly a node holds together; a part that holds less tightly is put in parentheses.
_LOOSE, _SUM, _SIGN, _QUOTIENT, _PRODUCT, _POWER, _ATOM = range(7)

_LONGEST_NUMERATOR = 2  # terms of a sum…
_MOST_IN_NUMERATOR = 4  # …letters and numbers of one over a whole array
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}


@dataclass(frozen=True)
class Printer:
    """Writes formulas in one style. A sum of more than `longest` terms is abbreviated."""

    style: Style
    writing: Writing = field(default_factory=Writing)
    longest: int = 12

    def write(self, node: Expression) -> str:
        """The whole formula."""
        return self.style.row(self._write(node))

    def relation(self, left: Expression, sign: str, right: Expression) -> str:
        """`left sign right` as one line."""
        written = self.style.relation(self.write(left), sign, self.write(right))
        return self.style.row(written)

    def _write(self, node: Expression) -> str:
        style = self.style
        match node:
            case Number(value):
                return style.numeral(numeral(value, self.writing))
            case Ref(quantity):
                return self._quantity(quantity)
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                return self._product(factors)
            case Quotient(a, Number(_) as b) if self._breaks(a):
                return self._write(Product((Quotient(Number(1.0), b), a)))
            case Quotient(a, b):
                return self._quotient(a, b)
            case Power(a, b):
                exponent = self._write(b) if style.raised else self._part(b, _POWER)
                return style.power(style.row(self._base(a)), style.row(exponent))
            case Negative(a):
                return style.negative(self._part(a, _QUOTIENT))
            case Call(name, arguments):
                return self._call(name, arguments)
            case Guard(a, _):
                return self._write(a)
            case Highlight(a):
                return style.highlight(style.row(self._write(a)))
            case Comparison(a, sign, b):
                return style.relation(self._write(a), _SIGNS.get(sign, sign), self._write(b))
            case Cases(branches, otherwise):
                lines = [(self.write(b.value), self.write(b.condition)) for b in branches]
                return style.cases(lines, self.write(otherwise))
            case MatrixProduct(a, b):
                return style.matrix_times.join((self._part(a, _PRODUCT), self._part(b, _PRODUCT)))
            case Transpose(a):
                return style.transpose(style.row(self._base(a)))
            case _:
                raise TypeError(f"no way to write a {type(node).__name__}")

    def _quantity(self, quantity: Quantity) -> str:
        if self.style.symbol is None:
            return self.writing.notation.text(quantity)
        return self.style.symbol(self._symbol(quantity))

    def _symbol(self, quantity: Quantity) -> Symbol:
        return self.writing.notation.symbol(quantity)

    def _part(self, node: Expression, tightness: int) -> str:
        written = self._write(node)
        return written if self._tightness(node) >= tightness else self.style.group(written)

    def _base(self, node: Expression) -> str:
        """What an exponent stands on; one that is raised would run into the layer's number."""
        raised = isinstance(node, Ref) and self._is_raised(node.quantity)
        return self.style.group(self._write(node)) if raised else self._part(node, _ATOM)

    def _is_raised(self, quantity: Quantity) -> bool:
        """Whether a bar or something above it is in the way; in a line, a ^ in its name."""
        if self.style.symbol is None:
            return "^" in self._quantity(quantity)
        symbol = self._symbol(quantity)
        return self.style.raised and (bool(symbol.above) or symbol.over is not None)

    def _breaks(self, numerator: Expression) -> bool:
        """Whether it is too tall for a numerator, or too long: no line breaks over a bar."""
        return self.style.fraction_bar and (_is_tall(numerator) or _is_long(numerator))

    def _sum(self, terms: Sequence[Expression]) -> str:
        style = self.style
        shown: list[Expression | None] = [*terms]
        if len(terms) > self.longest:
            shown = [*terms[: self.longest // 2], None, *terms[-2:]]
        written = [self._part(terms[0], _SUM)]
        for term in shown[1:]:
            if isinstance(term, Negative):
                written += (style.minus, self._part(term.operand, _QUOTIENT))
            else:
                addend = style.dots if term is None else self._part(term, _QUOTIENT)
                written += (style.plus, addend)
        return "".join(written)

    def _product(self, factors: Sequence[Expression]) -> str:
        return self.style.times.join(self._part(factor, _PRODUCT) for factor in factors)

    def _quotient(self, a: Expression, b: Expression) -> str:
        if self.style.fraction_bar:
            return self.style.fraction(self.write(a), self.write(b))
        return self.style.fraction(self._part(a, _QUOTIENT), self._part(b, _ATOM))

    def _call(self, name: str, arguments: Sequence[Expression]) -> str:
        function = FUNCTIONS[name]
        if function.shown_as is not None:
            return self._write(function.shown_as(*arguments))
        written = [self.write(argument) for argument in arguments]
        if name == "abs":
            return self.style.absolute(*written)
        if name == "sqrt":
            return self.style.root(*written)
        return self.style.call(self.style.function(function), written)

    def _tightness(self, node: Expression) -> int:
        match node:
            case Guard(a, _) | Highlight(a):
                return self._tightness(a)
            case Call(name, arguments) if (shown := FUNCTIONS[name].shown_as) is not None:
                return self._tightness(shown(*arguments))
            case Ref(quantity) if self.style.symbol is None and "/" in self._quantity(quantity):
                return _PRODUCT
            case Number(value):
                written = numeral(value, self.writing)
                if written.negative:
                    return _SIGN
                return _PRODUCT if written.exponent is not None else _ATOM
            case Sum(_):
                return _SUM
            case Negative(_):
                return _SIGN
            case Product(_) | MatrixProduct(_, _):
                return _PRODUCT
            case Quotient(a, Number(_)) if self._breaks(a):
                return _PRODUCT
            case Quotient(_, _):
                return _POWER if self.style.fraction_bar else _QUOTIENT
            case Power(_, _):
                return _POWER
            case Comparison(_, _, _) | Cases(_, _):
                return _LOOSE
            case _:
                return _ATOM


def _is_tall(node: Expression) -> bool:
    return any(isinstance(part, Quotient) for part in walk(node))


def _is_long(node: Expression) -> bool:
    match node:
        case Sum(terms):
            return len(terms) > _LONGEST_NUMERATOR
        case Call("total" | "row_total", _):
            leaves = [part for part in walk(node) if isinstance(part, Ref | Number)]
            return len(leaves) > _MOST_IN_NUMERATOR
        case _:
            return False
