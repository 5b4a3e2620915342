"""Errors for persons: each message says what was wrong, where, and what is allowed."""

from __future__ import annotations

from collections.abc import Collection
from reprlib import Repr

MOST_QUOTED = 80
"""So many characters of what was given stand in a message at the most."""

_NAMED = 8
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = MOST_QUOTED


class BackpropError(Exception):
    """The base of every error that this package raises on purpose."""


class NotComputed(BackpropError):
    """A quantity that this iteration has not computed yet has no value."""


class InvalidValue(BackpropError, ValueError):
    """A number, name or setting that is not allowed where it was given."""


def quoted(value: object) -> str:
    """What was given, as a message quotes it: the middle of what is long is left out."""
    try:
        return cut(_SHORT.repr(value))
    except ValueError:
        # Python writes no whole numbers of some thousand digits.
        return "a whole number of thousands of digits"


def cut(text: str, most: int = MOST_QUOTED) -> str:
    """The text, without the middle of what is long."""
    left, right = (most - 3) // 2, (most - 2) // 2
    return text if len(text) <= most else f"{text[:left]}...{text[-right:]}"


def listed(names: Collection[object]) -> str:
    """Names joined by commas, the first few of many."""
    first = ", ".join(cut(str(name)) for name, _ in zip(names, range(_NAMED), strict=False))
    more = len(names) - _NAMED
    return f"{first} and {more:,} more" if more > 0 else first
