"""Parameters of table entries: their defaults and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backprop_gui.errors import InvalidValue


@dataclass(frozen=True)
class Parameter:
    """A number that an entry of a table takes, with the range that is allowed (ends included)."""

    name: str
    default: float
    minimum: float = -math.inf
    maximum: float = math.inf
    meaning: str = ""

    def checked(self, value: float, owner: str) -> float:
        """The value as a float; raises InvalidValue outside the range."""
        number = _number(value)
        if not (math.isfinite(number) and self.minimum <= number <= self.maximum):
            raise InvalidValue(
                f"{self.name} of {owner} is {value!r}; a finite number from {self.minimum:g} to "
                f"{self.maximum:g} is allowed."
            )
        return number


def _number(value: object) -> float:
    """nan where it is no number; words that read like one are not one."""
    return float(value) if isinstance(value, (int, float, np.number)) else math.nan


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
        raise InvalidValue(f"{what} is {value!r}; allowed: {names}.")


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
