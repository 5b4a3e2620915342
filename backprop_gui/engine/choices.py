"""Parameters of table entries: their defaults and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.quantity import Quantity

S = TypeVar("S", bound=Struct)


@dataclass(frozen=True)
class Parameter:
    """A number that an entry of a table takes, with the range that is allowed.

    The range's ends are included; with `below` its maximum is not. `field` is the struct's field
    that holds the number, `place` where in it, if that is a tuple; by default the field of this
    name. Formulas call it `called`, by default by its name.
    """

    name: str
    default: float
    minimum: float = -math.inf
    maximum: float = math.inf
    meaning: str = ""
    whole: bool = False
    below: bool = False
    field: str = ""
    place: int | None = None
    called: str = ""

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        kind = "whole" if self.whole else "finite"
        end = "below " if self.below else ""
        return f"a {kind} number from {self.minimum:g} to {end}{self.maximum:g}"

    @property
    def quantity(self) -> Quantity:
        """What formulas call it."""
        return Quantity(self.called or self.name)

    def checked(self, value: object, owner: str) -> float:
        """The value as a float; raises InvalidValue outside the range."""
        number = _number(value)
        if not self._allows(number):
            raise InvalidValue(
                f"{self.name} of {owner} is {quoted(value)}; {self.allowed} is allowed."
            )
        return number

    def _allows(self, number: float) -> bool:
        inside = self.minimum <= number <= self.maximum
        at_end = self.below and number == self.maximum
        return math.isfinite(number) and inside and not (at_end or (self.whole and number % 1))

    def of(self, owner: object) -> float | None:
        """Its value in a struct; None where it is not chosen."""
        held = getattr(owner, self.field or self.name)
        value: float | None = held if self.place is None else held[self.place]
        return value

    def put(self, owner: S, value: float) -> S:
        """The struct with another value; raises InvalidValue where it is not allowed."""
        field = self.field or self.name
        number = int(value) if self.whole and float(value).is_integer() else value
        if self.place is None:
            return replace(owner, **{field: number})
        held = list(getattr(owner, field))
        held[self.place] = number
        return replace(owner, **{field: tuple(held)})


def _number(value: object) -> float:
    """nan where it is no number; words that read like one are not one."""
    try:
        return float(value) if isinstance(value, (int, float, np.number)) else math.nan
    except (OverflowError, TypeError):
        # Too large, or complex.
        return math.nan


def is_number(value: object, low: float = -math.inf, below: float = math.inf) -> bool:
    """Whether a value is a number, of at least `low`, below `below`."""
    return low <= _number(value) < below


def is_one_of(name: object, table: Container[str]) -> bool:
    """Whether a name is one of a table's."""
    return isinstance(name, str) and name in table


def check_type(value: object, what: str, *allowed: type) -> None:
    """Raises InvalidValue unless the value is of one of these types."""
    if not isinstance(value, allowed):
        names = ", ".join(kind.__name__ for kind in allowed)
        raise InvalidValue(f"{what} is {quoted(value)}; allowed: {names}.")


def check_whole(what: str, number: object, least: int) -> None:
    """Raises InvalidValue unless it is a whole number of at least `least`."""
    if not isinstance(number, int) or isinstance(number, bool) or number < least:
        raise InvalidValue(
            f"{what} is {quoted(number)}; a whole number of at least {least} is allowed."
        )


def settings(
    owner: str, parameters: Sequence[Parameter], given: Mapping[str, float | None]
) -> dict[str, float]:
    """Every parameter's value, the default where none is given; raises InvalidValue."""
    names = {parameter.name for parameter in parameters}
    if extra := [name for name, value in given.items() if value is not None and name not in names]:
        allowed = ", ".join(names) or "no parameters"
        raise InvalidValue(f"{owner} takes no {', '.join(extra)}; allowed: {allowed}.")
    return {
        p.name: p.default if (value := given.get(p.name)) is None else p.checked(value, owner)
        for p in parameters
    }
