"""Whether a written number says the same as a computed one.

A person rounds (half a unit of the last written place) or cuts off (a whole unit), and works on
with rounded numbers: `slack` is how much those can move the result. This is first-order interval
arithmetic: Moore, Kearfott, Cloud, Introduction to Interval Analysis, 2009, chapter 6.
"""

from __future__ import annotations

import math
from enum import Enum

from backprop_gui.formula.printed import Printed

# float64 itself is exact only to some sixteen digits.
_EPS = 4e-15


class Fit(Enum):
    """How a written number says the same as a computed one."""

    ROUNDED = "rounded"
    FROM_ROUNDED = "from rounded numbers"
    CUT_OFF = "cut off"


def fit(printed: Printed, value: float, slack: float, unit: float) -> Fit | None:
    """How `printed` fits a computed value that is exact up to `slack`; None: it does not.

    `unit` is the worth of the last place that counts.
    """
    if not math.isfinite(value) or not math.isfinite(printed.value):
        same = value == printed.value or (math.isnan(value) and math.isnan(printed.value))
        return Fit.ROUNDED if same else None
    slack = slack if math.isfinite(slack) else 0.0
    tiny = _EPS * max(abs(value), abs(printed.value))
    away = abs(printed.value - value)
    half = unit / 2 * (1 + 1e-9) + tiny
    if away <= half:
        return Fit.ROUNDED
    if away <= half + slack:
        return Fit.FROM_ROUNDED
    shorter = abs(printed.value) <= abs(value) + slack + tiny
    if shorter and away < unit * (1 - 1e-9) + slack:
        return Fit.CUT_OFF
    return None


def half_unit_at(value: float, digits: int) -> float:
    """Half a unit of the last place of a value with so many significant digits."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
