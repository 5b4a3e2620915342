"""Cuts the text of an expression into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.session.expressions.nodes import Span, WrongExpression

_PATTERN = re.compile(
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+−-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<symbol>\*\*|<=|>=|==|!=|[-+*/<>(),.\[\]−·×≤≥≠])"
)
# As this program writes numbers and as people write on paper.
_MEANS = {"−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">=", "≠": "!="}
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """A `kind` of number, name, symbol or end, and its text."""

    kind: str
    text: str
    span: Span


def tokens(text: str) -> Iterator[Token]:
    """All tokens, an end last; raises WrongExpression for a character that cannot stand there."""
    at = _after_space(text, 0)
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise WrongExpression(_unknown(text[at]), Span(at, at + 1))
        assert match.lastgroup is not None
        meant = _MEANS.get(match[0], match[0])
        yield Token(match.lastgroup, meant, Span(at, match.end()))
        at = _after_space(text, match.end())
    yield Token("end", "", Span(len(text), len(text)))


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None
    return match.end()


def _unknown(character: str) -> str:
    if character in "=!":
        return "Two numbers are compared with == or !="
    if character == "^":
        return "A power is written **"
    if character in "&|":
        return "Truths are joined with `and` and `or`"
    return f"{character!r} has no meaning in an expression"
