"""The derivative of a formula with respect to a quantity, as a formula: one rule a node.

The rules of the functions are a table, after Griewank, Walther, Evaluating Derivatives, 2nd ed.,
2008, table 2.3.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from backprop_gui.formula.expression import (
    Branch,
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
    call,
)
from backprop_gui.formula.quantity import Quantity

_ZERO, _ONE = Number(0.0), Number(1.0)


def derivative(node: Expression, by: Quantity) -> Expression:
    """∂node/∂by; what does not contain the quantity gives the number 0.

    Where a function has a kink, the derivative is that on its left. Raises TypeError for whole
    arrays.
    """
    match node:
        case Number(_):
            return _ZERO
        case Ref(quantity):
            return _ONE if quantity == by else _ZERO
        case Sum(terms):
            return _sum(tuple(derivative(term, by) for term in terms))
        case Negative(a):
            return _negative(derivative(a, by))
        case Product(factors):
            return _sum(tuple(_product_rule(factors, n, by) for n in range(len(factors))))
        case Quotient(a, b):
            return _quotient_rule(a, b, by)
        case Power(a, b):
            return _power_rule(a, b, by)
        case Call(name, arguments):
            parts = tuple(derivative(argument, by) for argument in arguments)
            outer = (
                _outer(name, arguments, n) if part != _ZERO else _ZERO
                for n, part in enumerate(parts)
            )
            return _sum(tuple(_product((o, p)) for o, p in zip(outer, parts, strict=True)))
        case Guard(a, _):
            return derivative(a, by)
        case Cases(branches, otherwise):
            return _cases_rule(branches, otherwise, by)
        case _:
            raise TypeError(f"no derivative of a {type(node).__name__}")


def _sum(terms: tuple[Expression, ...]) -> Expression:
    terms = tuple(term for term in terms if term != _ZERO)
    if len(terms) <= 1:
        return terms[0] if terms else _ZERO
    return Sum(terms)


def _product(factors: tuple[Expression, ...]) -> Expression:
    if _ZERO in factors:
        return _ZERO
    factors = tuple(factor for factor in factors if factor != _ONE)
    if len(factors) <= 1:
        return factors[0] if factors else _ONE
    return Product(factors)


def _negative(node: Expression) -> Expression:
    return _ZERO if node == _ZERO else Negative(node)


def _product_rule(factors: tuple[Expression, ...], n: int, by: Quantity) -> Expression:
    return _product((*factors[:n], derivative(factors[n], by), *factors[n + 1 :]))


def _quotient_rule(a: Expression, b: Expression, by: Quantity) -> Expression:
    above, below = derivative(a, by), derivative(b, by)
    first = _ZERO if above == _ZERO else Quotient(above, b)
    if below == _ZERO:
        return first
    return _sum((first, _negative(Quotient(_product((a, below)), Power(b, Number(2.0))))))


def _power_rule(a: Expression, b: Expression, by: Quantity) -> Expression:
    base, exponent = derivative(a, by), derivative(b, by)
    lower = a if b == Number(2.0) else Power(a, b - 1)
    first = _product((b, lower, base)) if base != _ZERO else _ZERO
    second = _product((Power(a, b), call("ln", a), exponent)) if exponent != _ZERO else _ZERO
    return _sum((first, second))


def _cases_rule(branches: tuple[Branch, ...], otherwise: Expression, by: Quantity) -> Expression:
    lines = tuple(Branch(derivative(b.value, by), b.condition) for b in branches)
    rest = derivative(otherwise, by)
    if rest == _ZERO and all(line.value == _ZERO for line in lines):
        return _ZERO
    return Cases(lines, rest)


def _first_of_two(sign: str) -> Callable[..., Expression]:
    """1 where the first argument is chosen; at a tie the second is."""
    return lambda a, b: Cases((Branch(_ONE, Comparison(a, sign, b)),), _ZERO)


def _second_of_two(sign: str) -> Callable[..., Expression]:
    return lambda a, b: Cases((Branch(_ONE, Comparison(b, sign, a)),), _ZERO)


_ROOT_PI = math.sqrt(math.pi)

# By function: the derivative with respect to each of its arguments.
_RULES: dict[str, tuple[Callable[..., Expression], ...]] = {
    "exp": (lambda x: call("exp", x),),
    "expm1": (lambda x: call("exp", x),),
    "ln": (lambda x: 1 / x,),
    "log1p": (lambda x: 1 / (1 + x),),
    "log10": (lambda x: 1 / (x * math.log(10)),),
    "log2": (lambda x: 1 / (x * math.log(2)),),
    "sigmoid": (lambda s: call("sigmoid", s) * (1 - call("sigmoid", s)),),
    "softplus": (lambda s: call("sigmoid", s),),
    "tanh": (lambda x: 1 - call("tanh", x) ** 2,),
    "sin": (lambda x: call("cos", x),),
    "cos": (lambda x: -call("sin", x),),
    "erf": (lambda x: 2 * call("exp", -(x**2)) / _ROOT_PI,),
    "sqrt": (lambda x: 1 / (2 * call("sqrt", x)),),
    "abs": (lambda x: call("sign", x),),
    "sign": (lambda x: _ZERO,),
    "floor": (lambda x: _ZERO,),
    "step": (lambda x, at: _ZERO, lambda x, at: _ZERO),
    "max": (_first_of_two(">"), _second_of_two(">")),
    "min": (_first_of_two("<"), _second_of_two("<")),
    "logaddexp": (
        lambda a, b: call("sigmoid", a - b),
        lambda a, b: call("sigmoid", b - a),
    ),
}


def _outer(name: str, arguments: tuple[Expression, ...], n: int) -> Expression:
    if name == "logsumexp":
        return call("softmax", arguments[n], *arguments)
    if name == "softmax":
        return _softmax_rule(arguments, n)
    return _RULES[name][n](*arguments)


def _softmax_rule(arguments: tuple[Expression, ...], n: int) -> Expression:
    """p = exp(s) / Σ exp(row): ∂p/∂s = p through the first argument, −p p_k through the row."""
    first, *row = arguments
    own = call("softmax", first, *row)
    return own if n == 0 else -(own * call("softmax", arguments[n], *row))
