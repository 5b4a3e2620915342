"""How numbers and quantities are written: digits, a decimal mark, a notation."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation

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
        digits = self.digits
        if not isinstance(digits, int) or isinstance(digits, bool):
            digits = 0
        if not 1 <= digits <= MOST_DIGITS:
            raise InvalidValue(f"{quoted(self.digits)} digits; 1 to {MOST_DIGITS} are allowed.")
        if self.decimal_mark not in DECIMAL_MARKS:
            allowed = " or ".join(DECIMAL_MARKS)
            raise InvalidValue(f"The decimal mark is {quoted(self.decimal_mark)}; not {allowed}.")
        if not isinstance(self.notation, Notation):
            raise InvalidValue(f"{quoted(self.notation)} is no notation; see bg.NOTATIONS.")
