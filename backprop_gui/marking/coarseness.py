"""How exactly a person works: the digits of a whole sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from backprop_gui.formula.printed import Printed
from backprop_gui.marking.matching import half_unit_at

# A number with so many digits fewer than the sheet's usual ones was meant to be exact.
_FEWER = 3
# A single figure stands for at least so many digits among longer numbers: 1 is not 0.7.
_SINGLE = 2
_NEARLY_ALL = 0.85


@dataclass(frozen=True)
class Coarseness:
    """The sheet's finest digits and decimals, and its usual number of digits.

    It is `uniform` where nearly all numbers have about that many. `fixed` are the decimals that
    nearly all numbers have, where the person rounds to a place and not to a number of digits.
    """

    digits: int
    decimals: int
    usual: int
    uniform: bool
    fixed: int | None = None

    @classmethod
    def of(cls, numbers: Iterable[Printed]) -> Coarseness:
        """From everything that was written down; whole numbers may be exact and don't count."""
        parted = [p for p in numbers if 0 < p.unit < 1 and p.significant]
        digits = [p.significant for p in parted] or [17]
        decimals = [round(-math.log10(p.unit)) for p in parted] or [17]
        usual = int(median(digits))
        long = sum(d >= usual - 1 for d in digits)
        uniform = long >= _NEARLY_ALL * len(digits)
        return cls(max(digits), max(decimals), usual, uniform, _fixed(decimals))

    def half_unit(self, value: float) -> float:
        """How far a number that was not written down may be off by rounding."""
        return max(half_unit_at(value, self.digits), 0.5 * 10.0**-self.decimals)

    def unit(self, printed: Printed) -> float:
        """The worth of the last place that counts: a short number among long ones is exact."""
        least = max(self.usual - _FEWER, _SINGLE if _is_single(printed) else 0)
        if not printed.value:
            return min(printed.unit, 10.0**-self.decimals)
        exact = printed.unit == 0 or self.is_to_place(printed)
        if exact or self.usual < _SINGLE or printed.significant >= least:
            return printed.unit
        return min(printed.unit, 2 * half_unit_at(printed.value, least))

    def sharp_unit(self, printed: Printed) -> float:
        """The same where a short number among long ones is exact to the usual digits."""
        sharp = 2 * half_unit_at(printed.value, self.usual)
        shorter = printed.significant < self.usual and not self.is_to_place(printed)
        exact = self.uniform and printed.unit and shorter and sharp
        return min(sharp, self.unit(printed)) if exact else self.unit(printed)

    def is_short(self, printed: Printed) -> bool:
        """Whether a number has fewer digits than all others: 0 may have ended it, or haste."""
        short = printed.unit > 0 and printed.significant < self.usual - 1
        return short and not self.is_to_place(printed)

    def is_to_place(self, printed: Printed) -> bool:
        """Whether a number ends at the decimal at which the sheet rounds."""
        return self.fixed is not None and 0 < printed.unit <= 1.5 * 10.0**-self.fixed

    def own_unit(self, printed: Printed) -> float:
        """What the number's digits alone say; a single figure such as 0 or 6 may be exact."""
        return self.unit(printed) if _is_single(printed) else printed.unit


def _is_single(printed: Printed) -> bool:
    return printed.unit >= 1 and printed.significant <= 1


def _fixed(decimals: list[int]) -> int | None:
    place = int(median(decimals))
    return place if decimals.count(place) >= _NEARLY_ALL * len(decimals) else None
