"""The kinds of choices: how each is written as text and read back. No widgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.printed import typed

_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")


@dataclass(frozen=True)
class Number:
    """A float, or with `whole` an int; left empty it is None if it is `optional`.

    `absent` says what None means. More than `largest` is refused before anything is computed.
    """

    whole: bool = False
    optional: bool = False
    absent: str = ""
    largest: float = 1e300

    def write(self, value: float | None) -> str:
        """The shortest text that is read back as the same number."""
        return "" if value is None else _shortest(value)

    def read(self, text: str) -> float | None:
        """The number; raises InvalidValue."""
        if not text.strip() and self.optional:
            return None
        number = _number(text, self.whole)
        if number > self.largest:
            raise InvalidValue(f"{text.strip()} is too large; at most {self.largest:g} is allowed.")
        return number


@dataclass(frozen=True)
class Numbers:
    """`count` numbers (None: any number of them), separated by spaces."""

    count: int | None = None
    whole: bool = False

    def write(self, values: tuple[float, ...]) -> str:
        """The numbers, separated by spaces."""
        return "  ".join(map(_shortest, values))

    def read(self, text: str) -> tuple[float, ...]:
        """The numbers; raises InvalidValue."""
        parts = text.replace(";", " ").split()
        if self.count is not None and len(parts) != self.count:
            raise InvalidValue(
                f"There are {len(parts)} numbers; {self.count}, separated by spaces, are allowed."
            )
        return tuple(_number(part, self.whole) for part in parts)


@dataclass(frozen=True)
class Text:
    """Words that `parse` understands; it may raise InvalidValue. `example` shows their form.

    `short` ones need no line of their own.
    """

    parse: Callable[[str], Any]
    unparse: Callable[[Any], str]
    example: str = ""
    short: bool = False

    def write(self, value: Any) -> str:
        """The value in words."""
        return self.unparse(value)

    def read(self, text: str) -> Any:
        """The value; raises InvalidValue."""
        return self.parse(text)


@dataclass(frozen=True)
class Option:
    """One of the values of a choice."""

    value: Any
    title: str


@dataclass(frozen=True)
class Choice:
    """One of several options, unfolded from a box."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Pick:
    """One of several options, all of them listed."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Checks:
    """Any of several options: a frozenset of their values."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Flag:
    """Yes or no."""


Written = Number | Numbers | Text
Kind = Written | Choice | Pick | Checks | Flag


def _shortest(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(float(value)).replace("-", "−")


def _number(text: str, whole: bool) -> float:
    return _whole(text) if whole else typed(text)


def _whole(text: str) -> int:
    plain = text.strip().replace("−", "-")
    if not _WHOLE.fullmatch(plain):
        raise InvalidValue(f"{quoted(text.strip())} is not allowed; a whole number such as 3 is.")
    return int(plain)
