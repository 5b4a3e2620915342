"""The functions that formulas call, each with how it is computed and how it is written.

A new function is one entry. `erf` is the C library's, through Python's `math`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from backprop_gui.formula.expression import Branch, Cases, Comparison, Expression, Number, call

_erf = np.frompyfunc(math.erf, 1, 1)


def erf(x: Any, out: Any = None) -> Any:
    """The error function, element by element; nan stays nan."""
    result = np.asarray(_erf(x), dtype=np.float64)
    if out is None:
        return result[()]
    out[...] = result
    return out


@dataclass(frozen=True)
class Function:
    """One function: computed by `ufunc` (which takes `out`) or through its `definition`.

    `definition` builds the formula that computes it; `shown_as` one that is printed instead of
    the call. `latex`, `typst`, `mathml` default to the name.
    """

    name: str
    ufunc: Callable[..., Any] | None = None
    definition: Callable[..., Expression] | None = None
    shown_as: Callable[..., Expression] | None = None
    latex: str = ""
    typst: str = ""
    mathml: str = ""


def _step(x: Expression, at_zero: Expression) -> Expression:
    zero = Number(0.0)
    if at_zero == zero:
        return Cases((Branch(Number(1.0), Comparison(x, ">", zero)),), zero)
    if at_zero == Number(1.0):
        return Cases((Branch(Number(1.0), Comparison(x, ">=", zero)),), zero)
    branches = (Comparison(x, ">", zero), Comparison(x, "==", zero))
    return Cases((Branch(Number(1.0), branches[0]), Branch(at_zero, branches[1])), zero)


_TABLE = (
    Function("exp", np.exp, latex=r"\exp"),
    Function("expm1", np.expm1, shown_as=lambda x: call("exp", x) - 1),
    Function("ln", np.log, latex=r"\ln"),
    Function("log1p", np.log1p, shown_as=lambda x: call("ln", 1 + x)),
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
    Function("total", np.sum, latex=r"\sum", typst="sum", mathml="Σ"),
    Function("tanh", np.tanh, latex=r"\tanh"),
    Function("sin", np.sin, latex=r"\sin"),
    Function("cos", np.cos, latex=r"\cos"),
    Function("erf", erf, latex=r"\operatorname{erf}", typst='op("erf")'),
    Function("sqrt", np.sqrt),
    Function("abs", np.absolute),
    Function("sign", np.sign, latex=r"\operatorname{sign}", typst='op("sign")'),
    Function("max", np.maximum, latex=r"\max"),
    Function("min", np.minimum, latex=r"\min"),
    Function("step", np.heaviside, shown_as=_step),
)

FUNCTIONS = {function.name: function for function in _TABLE}
