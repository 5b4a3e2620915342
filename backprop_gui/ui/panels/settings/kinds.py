"""The kinds of choices: how each is written as text and read back. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backprop_gui.errors import InvalidValue


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
    plain = text.strip().replace("−", "-").replace(",", ".")
    try:
        if "_" in plain or not plain.replace("½", "").isascii():
            raise ValueError(text)
        return int(plain) if whole else _fraction(plain)
    except (ValueError, ZeroDivisionError):
        wanted = "a whole number such as 3" if whole else "a number such as 0.5 or 1e-3"
        raise InvalidValue(f"“{text.strip()}” is not allowed; {wanted} is.") from None


def _fraction(text: str) -> float:
    """Also 1/3 and ½: factors are written so."""
    above, _, below = text.replace("½", "0.5").partition("/")
    return float(above) / (float(below) if below else 1.0)
