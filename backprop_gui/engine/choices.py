"""Parameters of table entries: their defaults and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        number = float(value)
        if not (math.isfinite(number) and self.minimum <= number <= self.maximum):
            raise InvalidValue(
                f"{self.name} of {owner} is {value}; a finite number from {self.minimum:g} to "
                f"{self.maximum:g} is allowed."
            )
        return number


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
