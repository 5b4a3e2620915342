"""The text of a log-point: expressions in braces stand for their values."""

from __future__ import annotations

import re

from backprop_gui.engine.program import Program
from backprop_gui.session.expressions.nodes import Node, Span, WrongExpression
from backprop_gui.session.expressions.parsing import MOST_CHARACTERS, parse
from backprop_gui.session.position import Position
from backprop_gui.session.replay import Replay
from backprop_gui.session.stops.bound import Bound, check, written

_BRACES = re.compile(r"\{([^{}]*)\}")


def check_text(text: str, program: Program) -> None:
    """Raises WrongExpression with the place in the text."""
    if len(text) > 2 * MOST_CHARACTERS:
        raise WrongExpression(f"A text of a log has at most {2 * MOST_CHARACTERS} characters", _ALL)
    for match in _BRACES.finditer(text):
        try:
            check(parse(match[1]), program)
        except WrongExpression as problem:
            shifted = (problem.span.start + match.start(1), problem.span.stop + match.start(1))
            raise WrongExpression(problem.reason, Span(*shifted)) from None


_ALL = Span(0, 2 * MOST_CHARACTERS)


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
        pairs = zip(self._texts, [*values, ""], strict=True)
        return "".join(text + value for text, value in pairs)

    def _value(self, bound: Bound, position: Position) -> str:
        return next((written(value) for _, value in bound.values(position)), "—")
