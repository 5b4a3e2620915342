"""From a formula over whole arrays to a list of NumPy calls that write into given memory.

The same tree that explains an element thereby computes the operation. Sub-results go to
scratch arrays that are allocated once, so that a call list runs without allocating.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backprop_gui.formula.evaluation import evaluate
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
    quantities,
)
from backprop_gui.formula.functions import FUNCTIONS
from backprop_gui.formula.quantity import Quantity

Array = NDArray[Any]
Step = Callable[[], object]

_COMPARISONS = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


def step(function: Callable[..., Any], *arguments: Any, out: Array) -> Step:
    """A call that needs nothing more. NumPy is faster with `out` by position where it may be."""
    if function in (np.maximum, np.minimum):
        return partial(function, *arguments, out=out)
    return partial(function, *arguments, out)


@dataclass(frozen=True)
class Preparation:
    """Calls that compute a part of a formula from given quantities."""

    sources: tuple[Quantity, ...]
    steps: list[Step] = field(default_factory=list)


class Vectoriser:
    """Turns formulas into call lists.

    `bind` gives the array of a quantity. Parts whose quantities are all `given` (what computing
    never changes, such as targets and hyperparameters) are computed by `preparation`, which is to
    be run whenever their sources have been changed.
    """

    def __init__(
        self,
        bind: Callable[[Quantity], Array],
        dtype: np.dtype[Any],
        given: frozenset[Quantity] = frozenset(),
    ) -> None:
        self.preparation: list[Preparation] = []
        self._bind = bind
        self._dtype = dtype
        self._given = given
        self._prepared: dict[Expression, Array] = {}
        self._lent: list[Array] = []
        self._free: list[Array] = []

    def steps(self, formula: Expression, out: Array) -> list[Step]:
        """Calls that leave the value of `formula` in `out`, which the formula must not read.

        The call lists share memory for sub-results: each is to be run whole, not into another.
        """
        calls: list[Step] = []
        result = self._emit(formula, out, calls)
        if result is not out:
            calls.append(partial(np.copyto, out, result))
        self._free += self._lent
        self._lent = []
        return calls

    def scratch(self, shape: Sequence[int]) -> Array:
        """Memory of one's own."""
        return np.empty(tuple(shape), self._dtype)

    def _borrow(self, shape: tuple[int, ...], dtype: Any = None) -> Array:
        """Memory for a sub-result, until the formula has been computed."""
        kind = np.dtype(self._dtype if dtype is None else dtype)
        fitting = (n for n, a in enumerate(self._free) if (a.shape, a.dtype) == (shape, kind))
        place = next(fitting, None)
        found = np.empty(shape, kind) if place is None else self._free.pop(place)
        self._lent.append(found)
        return found

    def _reused(self, operands: Sequence[Array], shape: tuple[int, ...]) -> Array | None:
        """A sub-result that is needed no more, and large enough to be written over."""
        lent = (o for o in operands if o.size > 1 and any(o is array for array in self._lent))
        return next((o for o in lent if (o.shape, o.dtype) == (shape, self._dtype)), None)

    def _emit(self, node: Expression, out: Array | None, calls: list[Step]) -> Array:
        """Append the calls for `node`; returns where its value will stand."""
        match node:
            case Number(value):
                return np.array(value, self._dtype)
            case Ref(quantity):
                return self._bind(quantity)
            case _ if not quantities(node):
                return np.array(evaluate(node, self._bind), self._dtype)
            case _ if self._is_given(node):
                return self._prepare(node)
            case Sum(terms):
                return self._fold(terms, out, calls)
            case Product(_) | Quotient(_, Number(_)) if (folded := _folded(node)) is not node:
                return self._emit(folded, out, calls)
            case Product(factors):
                return self._chain(np.multiply, factors, out, calls)
            case Negative(a):
                return self._apply(np.negative, (a,), out, calls)
            case Quotient(a, b):
                return self._apply(np.divide, (a, b), out, calls)
            case Power(a, b):
                return self._power(a, b, out, calls)
            case Call(name, arguments):
                return self._call(name, arguments, out, calls)
            case Guard(a, factor):
                return self._apply(np.maximum, (a, _harmless(factor)), out, calls)
            case Cases(_, _):
                return self._cases(node, out, calls)
            case _:
                raise TypeError(f"no calls for a {type(node).__name__}")

    def _is_given(self, node: Expression) -> bool:
        return self._given.issuperset(quantities(node))

    def _is_array(self, node: Expression) -> bool:
        return any(self._bind(name).ndim for name in quantities(node))

    def _prepare(self, node: Expression) -> Array:
        if node not in self._prepared:
            kept = self._given, self._lent, self._free
            self._given, self._lent, self._free = frozenset(), [], []
            part = Preparation(quantities(node))
            self._prepared[node] = self._emit(node, None, part.steps)
            self.preparation.append(part)
            self._given, self._lent, self._free = kept
        return self._prepared[node]

    def _apply(
        self,
        function: Callable[..., Any],
        arguments: Sequence[Expression],
        out: Array | None,
        calls: list[Step],
        dtype: Any = None,
    ) -> Array:
        """The first computed argument may use `out` as its scratch; later ones get their own.

        What is one number, such as 1 − βᵗ, is computed once, not once for every element of `out`;
        and NumPy takes three times as long where it writes one number over itself.
        """
        operands: list[Array] = []
        free = out if out is not None and out.size > 1 else None
        for argument in arguments:
            operands.append(self._emit(argument, free if self._is_array(argument) else None, calls))
            if operands[-1] is free:
                free = None
        if out is None:
            shape = np.broadcast_shapes(*(a.shape for a in operands))
            reused = self._reused(operands, shape) if dtype is None else None
            out = self._borrow(shape, dtype) if reused is None else reused
        calls.append(step(function, *operands, out=out))
        return out

    def _chain(
        self,
        function: Callable[..., Any],
        parts: Sequence[Expression],
        out: Array | None,
        calls: list[Step],
    ) -> Array:
        if len(parts) == 1:
            return self._emit(parts[0], out, calls)
        result = self._apply(function, parts[:2], out, calls)
        for part in parts[2:]:
            result = self._join(function, result, part, calls)
        return result

    def _join(
        self, function: Callable[..., Any], left: Array, right: Expression, calls: list[Step]
    ) -> Array:
        operand = self._emit(right, None, calls)
        shape = np.broadcast_shapes(left.shape, operand.shape)
        out = left if left.shape == shape else self._borrow(shape)
        calls.append(step(function, left, operand, out=out))
        return out

    def _fold(self, terms: Sequence[Expression], out: Array | None, calls: list[Step]) -> Array:
        first, *rest = terms
        if not rest:
            return self._emit(first, out, calls)
        function, term = _signed(rest[0])
        result = self._apply(function, (first, term), out, calls)
        for other in rest[1:]:
            function, term = _signed(other)
            result = self._join(function, result, term, calls)
        return result

    def _power(
        self, base: Expression, exponent: Expression, out: Array | None, calls: list[Step]
    ) -> Array:
        if exponent == Number(2.0):
            return self._apply(np.square, (base,), out, calls)
        return self._apply(np.power, (base, exponent), out, calls)

    def _call(
        self, name: str, arguments: tuple[Expression, ...], out: Array | None, calls: list[Step]
    ) -> Array:
        function = FUNCTIONS[name]
        if function.definition is not None:
            return self._emit(function.definition(*arguments), out, calls)
        assert function.ufunc is not None
        if function.reduces:
            return self._reduce(function.ufunc, arguments[0], calls)
        return self._apply(function.ufunc, arguments, out, calls)

    def _reduce(
        self, function: Callable[..., Any], argument: Expression, calls: list[Step]
    ) -> Array:
        operand = self._emit(argument, None, calls)
        out = self._borrow((*operand.shape[:-1], 1))
        calls.append(step(function, operand, out=out))
        return out

    def _cases(self, node: Cases, out: Array | None, calls: list[Step]) -> Array:
        otherwise = self._emit(node.otherwise, None, calls)
        lines = [
            (self._condition(b.condition, calls), self._emit(b.value, None, calls))
            for b in node.branches
        ]
        if out is None:
            shapes = (a.shape for line in lines for a in line)
            out = self._borrow(np.broadcast_shapes(otherwise.shape, *shapes))
        calls.append(partial(np.copyto, out, otherwise))
        for holds, value in reversed(lines):
            calls.append(partial(np.copyto, out, value, where=holds))
        self._keep_nan(node, out, calls)
        return out

    def _keep_nan(self, node: Cases, out: Array, calls: list[Step]) -> None:
        """nan is neither above nor below anything: it stays nan."""
        unknown = self._apply(np.isnan, (node.branches[0].condition.left,), None, calls, bool)
        calls.append(partial(np.copyto, out, np.array(np.nan, self._dtype), where=unknown))

    def _condition(self, node: Comparison, calls: list[Step]) -> Array:
        return self._apply(_COMPARISONS[node.operator], (node.left, node.right), None, calls, bool)


def _signed(term: Expression) -> tuple[Callable[..., Any], Expression]:
    return (np.subtract, term.operand) if isinstance(term, Negative) else (np.add, term)


def _folded(node: Expression) -> Expression:
    """½ · (2 · r) / 4 as 0.25 · r: constant factors become one, and none where they cancel."""
    constants, factors = _factors(node)
    if len(constants) < 2:
        return node
    coefficient = float(np.prod(constants))
    kept = factors if coefficient == 1.0 and factors else (Number(coefficient), *factors)
    return kept[0] if len(kept) == 1 else Product(kept)


def _factors(node: Expression) -> tuple[tuple[float, ...], tuple[Expression, ...]]:
    match node:
        case Number(value):
            return (value,), ()
        case Quotient(a, Number(divisor)) if divisor:
            constants, factors = _factors(a)
            return (*constants, 1 / divisor), factors
        case Product(parts):
            pairs = [_factors(part) for part in parts]
            return (
                tuple(constant for pair in pairs for constant in pair[0]),
                tuple(factor for pair in pairs for factor in pair[1]),
            )
        case _:
            return (), (node,)


def _harmless(factor: Expression) -> Expression:
    """1 where the factor is 0, else −inf: what `Guard` takes the maximum with."""
    zero = Comparison(factor, "==", Number(0.0))
    return Cases((Branch(Number(1.0), zero),), Number(float("-inf")))
