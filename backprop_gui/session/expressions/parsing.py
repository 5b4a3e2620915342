"""Reads an expression by operator precedence.

Pratt, Top down operator precedence, POPL 1973. Length, nodes and depth are bounded, so that no
text, however made, takes long or much memory.
"""

from __future__ import annotations

import numpy as np

from backprop_gui.errors import quoted
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.expressions.functions import (
    COMPARISON,
    COUNTERS,
    FUNCTIONS,
    METHODS,
    OPERATORS,
    PREFIXES,
    Function,
)
from backprop_gui.session.expressions.nodes import (
    Apply,
    Constant,
    Counter,
    Name,
    Node,
    Span,
    WrongExpression,
)
from backprop_gui.session.expressions.tokens import Token, tokens

MOST_CHARACTERS, MOST_NODES, MOST_DEPTH = 500, 200, 30
_EXPECTED = "a number, a quantity such as x[1,2] or loss, or a function is expected"


def parse(text: str) -> Node:
    """The tree of an expression; raises WrongExpression with the reason and the place."""
    if len(text) > MOST_CHARACTERS:
        raise WrongExpression(
            f"The expression has {len(text)} characters; {MOST_CHARACTERS} are allowed",
            Span(MOST_CHARACTERS, len(text)),
        )
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._at = 0
        self._depth = 0
        self._nodes = 0

    def whole(self) -> Node:
        node = self._expression(0)
        if self._next.kind != "end":
            self._refuse_comma()
            raise WrongExpression(
                f"{quoted(self._next.text)} is not expected here", self._next.span
            )
        return node

    def _refuse_comma(self) -> None:
        """Between two numbers it is meant to be a decimal mark."""
        before, comma, after = self._tokens[self._at - 1], *self._tokens[self._at :][:2]
        if comma.text == "," and before.kind == after.kind == "number":
            meant = f"{before.text}.{after.text}"
            raise WrongExpression(
                f"An expression's numbers have a decimal point: {meant}", comma.span
            )

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _takes(self, text: str) -> bool:
        found = self._next.text == text
        self._at += found
        return found

    def _close(self, text: str) -> Token:
        if self._next.text != text:
            raise WrongExpression(f"{text!r} is missing", self._next.span)
        return self._take()

    def _expression(self, power: int) -> Node:
        """What binds tighter than `power`."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise WrongExpression(
                f"The expression is nested deeper than {MOST_DEPTH} levels", self._next.span
            )
        node = self._first()
        while (entry := OPERATORS.get(self._next.text)) and entry.power > power:
            token = self._take()
            right = self._expression(entry.power - entry.from_right)
            node = self._apply(entry.function, (node, right), node.span.start)
            self._check_chain(entry.power, token)
        self._depth -= 1
        return node

    def _check_chain(self, power: int, token: Token) -> None:
        following = OPERATORS.get(self._next.text)
        if power == COMPARISON and following and following.power == COMPARISON:
            raise WrongExpression(
                f"Comparisons are not chained: write a {token.text} b and b {self._next.text} c",
                self._next.span,
            )

    def _first(self) -> Node:
        token = self._next
        if entry := PREFIXES.get(token.text):
            self._take()
            operand = self._expression(entry.power)
            return self._apply(entry.function, (operand,), token.span.start)
        return self._methods(self._atom(self._take()))

    def _atom(self, token: Token) -> Node:
        if token.kind == "number":
            return self._counted(Constant(token.span, np.float64(token.text.replace("−", "-"))))
        if token.text == "(":
            inside = self._expression(0)
            self._close(")")
            return inside
        if token.kind != "name" or token.text in OPERATORS:
            raise WrongExpression(_EXPECTED[0].upper() + _EXPECTED[1:], token.span)
        if self._next.text == "(":
            return self._call(token)
        if token.text in COUNTERS:
            return self._counted(Counter(token.span, token.text))
        return self._name(token)

    def _call(self, token: Token) -> Node:
        function = FUNCTIONS.get(token.text)
        if function is None:
            raise WrongExpression(
                f"There is no function {token.text}; allowed are {', '.join(FUNCTIONS)}",
                token.span,
            )
        self._take()
        arguments = [self._expression(0)]
        while self._takes(","):
            arguments.append(self._expression(0))
        self._close(")")
        self._check_count(function, len(arguments), token)
        return self._apply(function, tuple(arguments), token.span.start)

    def _check_count(self, function: Function, given: int, token: Token) -> None:
        least, most = function.arguments
        if not least <= given <= most:
            allowed = str(least) if least == most else f"{least} to {most}"
            raise WrongExpression(
                f"{function.name} takes {allowed} argument{'s' * (most > 1)}, not {given}",
                token.span,
            )

    def _name(self, token: Token) -> Node:
        indices: list[int] = []
        if self._takes("["):
            indices.append(self._index())
            while self._takes(","):
                indices.append(self._index())
            self._close("]")
        span = Span(token.span.start, self._tokens[self._at - 1].span.stop)
        return self._counted(Name(span, Quantity(token.text, tuple(indices))))

    def _index(self) -> int:
        token = self._take()
        if not (token.kind == "number" and token.text.isdecimal() and len(token.text) < 10):
            raise WrongExpression("An index is a whole number, such as in x[1,2]", token.span)
        return int(token.text)

    def _methods(self, node: Node) -> Node:
        while self._takes("."):
            token = self._take()
            if token.text not in METHODS:
                allowed = ", ".join(f".{name}()" for name in METHODS)
                raise WrongExpression(f"Allowed after a dot are {allowed}", token.span)
            self._close("(")
            self._close(")")
            node = self._apply(FUNCTIONS[token.text], (node,), node.span.start)
        return node

    def _apply(self, function: Function, arguments: tuple[Node, ...], start: int) -> Node:
        span = Span(start, self._tokens[self._at - 1].span.stop)
        return self._counted(Apply(span, function, arguments))

    def _counted(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise WrongExpression(
                f"The expression has more than {MOST_NODES} parts", self._next.span
            )
        return node
