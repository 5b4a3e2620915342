"""The functions that formulas call, each with how it is computed and how it is written.

A new function is one entry. `erf` is the C library's, through Python's `math`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from backprop_gui.formula.expression import (
    Branch,
    Cases,
    Comparison,
    Expression,
    MatrixProduct,
    Number,
    Transpose,
    call,
    total,
)

_erf = np.frompyfunc(math.erf, 1, 1)


def erf(x: Any, out: Any = None) -> Any:
    """The error function, element by element; nan stays nan."""
    result = np.asarray(_erf(x), dtype=np.float64)
    if out is None:
        return result[()]
    out[...] = result
    return out


def row_total(x: Any, out: Any = None) -> Any:
    """The sum over the last axis, which stays with length 1."""
    return np.add.reduce(x, -1, None, out, keepdims=True)


def row_logsumexp(x: Any, out: Any = None) -> Any:
    """ln Σ exp over the last axis, which stays with length 1; shifted by the largest term.

    Blanchard, Higham, Higham, IMA Journal of Numerical Analysis 41(4), 2021, equation 1.5.
    """
    top = np.max(x, -1, keepdims=True)
    # A row whose largest term is infinite cannot be shifted by it.
    shift = np.where(np.isfinite(top), top, 0.0)
    total = np.log(np.sum(np.exp(x - shift), -1, keepdims=True)) + shift
    if out is None:
        return total
    out[...] = total
    return out


def logsumexp(*terms: Any) -> Any:
    """ln Σ exp of its arguments."""
    return row_logsumexp(np.stack(np.broadcast_arrays(*terms), -1))[..., 0]


def diagonal(x: Any) -> Any:
    """The diagonal matrix of each row, shape (…, n, n)."""
    return x[..., :, None] * np.eye(x.shape[-1])


def outer(a: Any, b: Any) -> Any:
    """The product of every element of a row with every element of the other's, (…, n, n)."""
    return a[..., :, None] * b[..., None, :]


def _exponentials(row: tuple[Expression, ...]) -> Expression:
    return total(tuple(call("exp", s) for s in row))


@dataclass(frozen=True)
class Function:
    """One function: computed by `ufunc` (which takes `out`) or through its `definition`.

    `definition` builds the formula that computes it; `shown_as` one that is printed instead of
    the call. `latex`, `typst`, `mathml` default to the name. One that
    `reduces` leaves the last axis with length 1. An `analytic` one is so wherever it is real, and
    is computed for complex numbers as well; one with a definition is what its definition is.
    """

    name: str
    ufunc: Callable[..., Any] | None = None
    definition: Callable[..., Expression] | None = None
    shown_as: Callable[..., Expression] | None = None
    latex: str = ""
    typst: str = ""
    mathml: str = ""
    reduces: bool = False
    analytic: bool = False


def _step(x: Expression, at_zero: Expression) -> Expression:
    zero = Number(0.0)
    if at_zero == zero:
        return Cases((Branch(Number(1.0), Comparison(x, ">", zero)),), zero)
    if at_zero == Number(1.0):
        return Cases((Branch(Number(1.0), Comparison(x, ">=", zero)),), zero)
    branches = (Comparison(x, ">", zero), Comparison(x, "==", zero))
    return Cases((Branch(Number(1.0), branches[0]), Branch(at_zero, branches[1])), zero)


_TABLE = (
    Function("exp", np.exp, latex=r"\exp", analytic=True),
    Function("expm1", np.expm1, shown_as=lambda x: call("exp", x) - 1, analytic=True),
    Function("ln", np.log, latex=r"\ln", analytic=True),
    Function("log1p", np.log1p, shown_as=lambda x: call("ln", 1 + x), analytic=True),
    Function("log10", np.log10, latex=r"\log_{10}", typst="log_10", mathml="log₁₀"),
    Function("log2", np.log2, latex=r"\log_{2}", typst="log_2", mathml="log₂"),
    # Overflow of exp gives 1/inf = 0, which is the right limit.
    Function(
        "sigmoid",
        definition=lambda s: 1 / (1 + call("exp", -s)),
        latex=r"\sigma",
        typst="sigma",
        mathml="σ",
    ),
    Function("total", np.sum, latex=r"\sum", typst="sum", mathml="Σ", analytic=True),
    Function("floor", np.floor, latex=r"\operatorname{floor}", typst='op("floor")'),
    Function(
        "logaddexp",
        np.logaddexp,
        shown_as=lambda a, b: call("ln", call("exp", a) + call("exp", b)),
    ),
    Function(
        "softplus",
        definition=lambda s: call("logaddexp", 0, s),
        shown_as=lambda s: call("ln", 1 + call("exp", s)),
    ),
    Function("logsumexp", logsumexp, shown_as=lambda *s: call("ln", _exponentials(s))),
    # softmax of the first argument among all that follow.
    Function(
        "softmax",
        definition=lambda s, *row: call("exp", s - call("logsumexp", *row)),
        shown_as=lambda s, *row: call("exp", s) / _exponentials(row),
    ),
    Function(
        "row_total", row_total, reduces=True, analytic=True, latex=r"\sum", typst="sum", mathml="Σ"
    ),
    Function(
        "row_logsumexp",
        row_logsumexp,
        reduces=True,
        analytic=True,
        shown_as=lambda s: call("ln", call("row_total", call("exp", s))),
    ),
    Function(
        "row_softmax",
        definition=lambda s: call("exp", s - call("row_logsumexp", s)),
        latex=r"\operatorname{softmax}",
        typst='op("softmax")',
        mathml="softmax",
    ),
    # Of a vector: the diagonal matrix, and the outer product x xᵀ.
    Function("diag", diagonal, latex=r"\operatorname{diag}", typst='op("diag")'),
    Function("outer", outer, shown_as=lambda a, b: MatrixProduct(a, Transpose(b))),
    Function("tanh", np.tanh, latex=r"\tanh", analytic=True),
    Function("sin", np.sin, latex=r"\sin", analytic=True),
    Function("cos", np.cos, latex=r"\cos", analytic=True),
    Function("erf", erf, latex=r"\operatorname{erf}", typst='op("erf")'),
    Function("sqrt", np.sqrt, analytic=True),
    Function("abs", np.absolute),
    Function("sign", np.sign, latex=r"\operatorname{sign}", typst='op("sign")'),
    Function("max", np.maximum, latex=r"\max"),
    Function("min", np.minimum, latex=r"\min"),
    Function("step", np.heaviside, shown_as=_step),
)

FUNCTIONS = {function.name: function for function in _TABLE}
