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
    """Whether every node is; a choice between cases (|x|, max) is not.

    A guard is no choice: it is its operand wherever the factor, a datum, is not 0; where it is, the
    product that it stands in is 0 whatever the operand.
    """
    match node:
        case Guard(operand, _):
            return is_analytic(operand)
        case Cases(_, _) | Comparison(_, _, _):
            return False
        case Call(name, arguments):
            function = FUNCTIONS[name]
            if function.definition is not None:
                return is_analytic(function.definition(*arguments))
            return function.analytic and all(map(is_analytic, arguments))
        case _:
            return all(map(is_analytic, children(node)))
