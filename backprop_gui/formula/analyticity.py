"""Whether a formula is an analytic function of the quantities that it reads."""

from __future__ import annotations

from backprop_gui.formula.expression import (
    Call,
    Cases,
    Comparison,
    Expression,
    Guard,
    children,
)
from backprop_gui.formula.functions import FUNCTIONS


def is_analytic(node: Expression) -> bool:
    """Whether every node is; a choice between cases (|x|, max, a guard) is not."""
    match node:
        case Guard(_, _) | Cases(_, _) | Comparison(_, _, _):
            return False
        case Call(name, arguments):
            function = FUNCTIONS[name]
            if function.definition is not None:
                return is_analytic(function.definition(*arguments))
            return function.analytic and all(map(is_analytic, arguments))
        case _:
            return all(map(is_analytic, children(node)))
