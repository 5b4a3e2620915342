"""The text of a log-point: expressions in braces stand for their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from backprop_gui.engine.program import Program
from backprop_gui.formula.sentence import joined
from backprop_gui.session.expressions.nodes import Node, Span, WrongExpression
from backprop_gui.session.expressions.parsing import MOST_CHARACTERS, parse
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.replay import Replay
from backprop_gui.session.stops.bound import Bound, check, told

MOST_LETTERS = 2 * MOST_CHARACTERS

_BRACES = re.compile(r"\{([^{}]*)\}")


def read_text(text: str) -> list[tuple[int, Node]]:
    """The expressions and where each starts; raises WrongExpression with the place in the text."""
    found = []
    for match in _BRACES.finditer(text):
        with _shifted(match.start(1)):
            found.append((match.start(1), parse(match[1])))
    return found


def check_values(text: str, program: Program) -> None:
    """Raises WrongExpression with the place in the text."""
    for start, node in read_text(text):
        with _shifted(start):
            check(node, program)


@contextmanager
def _shifted(by: int) -> Iterator[None]:
    try:
        yield
    except WrongExpression as problem:
        span = Span(problem.span.start + by, problem.span.stop + by)
        raise WrongExpression(problem.reason, span) from None


class LogText:
    """A text joined with a replay; a name without sample stands for the batch's first."""

    def __init__(self, text: str, replay: Replay) -> None:
        # Every second part is an expression.
        parts = _BRACES.split(text)
        self._texts = parts[::2]
        self._nodes: list[Node] = [parse(part) for part in parts[1::2]]
        self.join(replay)

    def join(self, replay: Replay) -> None:
        """Read from this replay from now on."""
        self._bounds = [Bound(node, replay) for node in self._nodes]

    def at(self, position: Position) -> str:
        """The line; what has not been computed at the position is a dash."""
        values = [self._value(bound, position) for bound in self._bounds]
        parts = [part for pair in zip(self._texts, [*values, ""], strict=True) for part in pair]
        return joined("", parts)

    def _value(self, bound: Bound, position: Position) -> str | float:
        return next((told(value) for _, value in bound.values(position)), "—")
