"""What an expression is, before it is computed: a number or a truth, of which shape.

So that what cannot be computed is said while it is typed, with its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backprop_gui.formula.quantity import UnknownName
from backprop_gui.session.expressions.functions import COUNTERS, FUNCTIONS
from backprop_gui.session.expressions.nodes import (
    Apply,
    Constant,
    Counter,
    Name,
    Node,
    WrongExpression,
)
from backprop_gui.session.reading.naming import Place

Shape = tuple[int | str, ...]
SAMPLES = "samples"


@dataclass(frozen=True)
class Kind:
    """ "numbers" or "truths", and the shape; `SAMPLES` stands for the size of the batch."""

    of: str
    shape: Shape = ()

    def __str__(self) -> str:
        if not self.shape:
            return {"numbers": "a number", "truths": "a truth"}[self.of]
        return f"{self.of} of shape ({', '.join(map(str, self.shape))})"


def kind(node: Node, find: Callable[[Name], Place]) -> Kind:
    """The kind of an expression whose names `find` finds; raises WrongExpression."""
    match node:
        case Constant() | Counter():
            return Kind("numbers")
        case Name():
            return Kind("numbers", _shape(node, find))
        case Apply():
            return _applied(node, [kind(argument, find) for argument in node.arguments])
        case _:
            raise AssertionError(node)


def check_condition(node: Node, found: Kind) -> None:
    """Raises WrongExpression unless the expression is one truth."""
    if found.of != "truths":
        raise WrongExpression(
            "This is a number, not a condition: compare it, as in `loss < 0.1`; nothing says "
            "when to stop",
            node.span,
        )
    if found.shape:
        raise WrongExpression(
            "This is one truth for each element: say any(…) or all(…) of them", node.span
        )


def _shape(node: Name, find: Callable[[Name], Place]) -> Shape:
    try:
        place = find(node)
    except UnknownName as problem:
        hint = "" if "kinds of quantities" not in str(problem) else f". {_ALSO}"
        raise WrongExpression(f"{str(problem)[:-1]}{hint}", node.span) from None
    if place.index is not None:
        return ()
    spec = place.spec
    if not spec.size:
        raise WrongExpression(f"{spec.name} has no elements: all edges are removed", node.span)
    if spec.present is not None:
        return (spec.size,)
    return (SAMPLES, *spec.shape[1:]) if spec.per_sample else spec.shape


_ALSO = f"Also {', '.join(COUNTERS)}, and the functions {', '.join(FUNCTIONS)}"


def _applied(node: Apply, arguments: list[Kind]) -> Kind:
    function = node.function
    for argument, found in zip(node.arguments, arguments, strict=True):
        if function.takes not in ("both", found.of):
            raise WrongExpression(
                f"{function.name} takes {function.takes}; this is {found}", argument.span
            )
    if function.reduces and len(arguments) == 1:
        return Kind(function.gives)
    shapes = {found.shape for found in arguments if found.shape}
    if len(shapes) > 1:
        listed = " and ".join(str(found) for found in arguments)
        raise WrongExpression(f"{function.name} cannot take {listed} together", node.span)
    return Kind(function.gives, next(iter(shapes), ()))
