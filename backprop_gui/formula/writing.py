"""How numbers and quantities are written: digits, a decimal mark, a notation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.table import named

MOST_DIGITS = 17
"""So many tell every float64 apart."""
DECIMAL_MARKS = (".", ",")


@dataclass(frozen=True)
class Writing:
    """Significant digits (1 to 17), the decimal mark (. or ,), the notation of the quantities.

    Raises InvalidValue.
    """

    digits: int = 5
    decimal_mark: str = "."
    notation: Notation = ASSIGNMENT

    def __post_init__(self) -> None:
        if not _is_whole(self.digits) or not 1 <= self.digits <= MOST_DIGITS:
            raise InvalidValue(f"{quoted(self.digits)} digits; 1 to {MOST_DIGITS} are allowed.")
        if self.decimal_mark not in DECIMAL_MARKS:
            allowed = " and ".join(DECIMAL_MARKS)
            given = quoted(self.decimal_mark)
            raise InvalidValue(f"The decimal mark {given} is none; {allowed} are allowed.")
        object.__setattr__(self, "notation", named(self.notation))  # also where it is a name


def in_notation(writing: Writing | None, notation: str | Notation | None) -> Writing:
    """The usual writing unless one is given, in a notation if there is one; raises InvalidValue."""
    writing = writing or Writing()
    return writing if notation is None else replace(writing, notation=named(notation))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
