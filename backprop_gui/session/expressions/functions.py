"""The functions and operators that an expression may use: two tables, and nothing else."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

Value = Any  # np.float64, np.bool or an array of these


@dataclass(frozen=True)
class Function:
    """What it is called, how many arguments it takes, and what of.

    `takes` and `gives` are "numbers" or "truths" (`takes` also "both"); one that `reduces` makes
    one value of a whole array if it is given a single argument.
    """

    name: str
    compute: Callable[..., Value]
    arguments: tuple[int, int] = (1, 1)
    takes: str = "numbers"
    gives: str = "numbers"
    reduces: bool = False


def _largest(*values: Value) -> Value:
    return np.max(values[0]) if len(values) == 1 else reduce(np.maximum, values)


def _smallest(*values: Value) -> Value:
    return np.min(values[0]) if len(values) == 1 else reduce(np.minimum, values)


def _sum(value: Value) -> Value:
    """Truths count as 1 and 0; as integers they would have no negative powers."""
    return np.sum(value, dtype=np.float64)


def _norm(value: Value) -> Value:
    """Euclidean, of all elements."""
    return np.sqrt(np.sum(np.square(value)))


_SOME = (1, 8)

_FUNCTIONS = (
    Function("abs", np.abs),
    Function("sqrt", np.sqrt),
    Function("exp", np.exp),
    Function("log", np.log),
    Function("sign", np.sign),
    Function("max", _largest, _SOME, reduces=True),
    Function("min", _smallest, _SOME, reduces=True),
    Function("sum", _sum, takes="both", reduces=True),
    Function("mean", np.mean, takes="both", reduces=True),
    Function("norm", _norm, reduces=True),
    Function("isnan", np.isnan, gives="truths"),
    Function("isinf", np.isinf, gives="truths"),
    Function("isfinite", np.isfinite, gives="truths"),
    Function("any", np.any, takes="truths", gives="truths", reduces=True),
    Function("all", np.all, takes="truths", gives="truths", reduces=True),
)

FUNCTIONS = {function.name: function for function in _FUNCTIONS}
METHODS = ("max", "min", "sum", "mean", "any", "all")


@dataclass(frozen=True)
class Operator:
    """An infix operator: the tighter it binds, the higher its `power`."""

    function: Function
    power: int
    from_right: bool = False


def _arithmetic(name: str, compute: Callable[..., Value], power: int) -> Operator:
    return Operator(Function(name, compute, (2, 2)), power)


def _comparison(name: str, compute: Callable[..., Value]) -> Operator:
    return Operator(Function(name, compute, (2, 2), gives="truths"), COMPARISON)


def _logic(name: str, compute: Callable[..., Value], power: int) -> Operator:
    return Operator(Function(name, compute, (2, 2), "truths", "truths"), power)


# not < comparisons < + - < * / < signs < **, as in Python.
NOT, COMPARISON, SIGN, POWER = 3, 4, 7, 8

_OPERATORS = (
    _logic("or", np.logical_or, 1),
    _logic("and", np.logical_and, 2),
    _comparison("<", operator.lt),
    _comparison("<=", operator.le),
    _comparison(">", operator.gt),
    _comparison(">=", operator.ge),
    _comparison("==", operator.eq),
    _comparison("!=", operator.ne),
    _arithmetic("+", operator.add, 5),
    _arithmetic("-", operator.sub, 5),
    _arithmetic("*", operator.mul, 6),
    _arithmetic("/", operator.truediv, 6),
    Operator(Function("**", operator.pow, (2, 2)), POWER, from_right=True),
)

OPERATORS = {entry.function.name: entry for entry in _OPERATORS}

PREFIXES = {
    "-": Operator(Function("-", operator.neg), SIGN),
    "+": Operator(Function("+", operator.pos), SIGN),
    "not": Operator(Function("not", np.logical_not, (1, 1), "truths", "truths"), NOT),
}

COUNTERS = ("iteration", "epoch", "operation")
