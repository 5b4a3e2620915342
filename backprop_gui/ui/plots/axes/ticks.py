"""Where numbers stand beside an axis, and how they are written there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing

_WITHIN_DECADES = {tuple(range(1, 10)): 10 / 9, (1, 2, 5): 2.0, (1,): 10.0}
"""Numbers of each decade, and the least factor from one to the next."""
_STEPS = (1, 2, 4, 5, 10)
_FARTHEST = 307
"""Powers of ten beyond it are no numbers."""
_SHORT = 5.9999
"""Below it numbers are written without a power of ten."""


def evenly(values: Sequence[float], spacing: float, mark: str) -> list[str]:
    """Numbers `spacing` apart, with as many decimal places as tell them apart."""
    places = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    largest = max(map(abs, values), default=0.0)
    if largest >= 1e5 or 0 < largest < 1e-3:
        digits = max(math.floor(math.log10(largest)) - math.floor(math.log10(spacing)) + 1, 1)
        style = Writing(digits, mark)
        return [plain(0.0 if abs(v) < spacing / 100 else v, style) for v in values]
    written = (f"{round(value, places) + 0.0:.{places}f}" for value in values)
    return [text.replace("-", "−").replace(".", mark) for text in written]


def power_of_ten(exponent: float, mark: str) -> str:
    """10 to a power that need not be whole."""
    style = Writing(10, mark)
    if exponent < _SHORT:
        return plain(10.0**exponent, style)
    mantissa, _, power = f"{10.0**exponent:.9e}".partition("e")
    return f"{plain(float(mantissa), style)}e{int(power)}"


def multiples(low: float, high: float, apart: float) -> tuple[float, list[float]]:
    """Round numbers between two, at least so far apart: their distance, and where they are.

    One at least.
    """
    step = _round_up(apart)
    found = _between(low, high, step)
    if found:
        return step, found
    finer, several = multiples(low, high, 0.3 * step)
    return finer, [several[len(several) // 2]]


def _between(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def of_decades(low: float, high: float, apart: float) -> list[float]:
    """Logarithms of round numbers between two logarithms, at least so far apart.

    Within decades as many as there is room for; within less than that, values evenly apart.
    """
    low, high = max(low, -_FARTHEST), min(high, _FARTHEST)
    for digits, factor in _WITHIN_DECADES.items():
        found = [x for x in _in_each_decade(digits, low, high) if low <= x <= high]
        if math.log10(factor) >= apart and len(found) > 1:
            return found
    if apart > 1:
        stride = math.ceil(apart)
        return [float(n) for n in range(math.ceil(low), math.floor(high) + 1) if n % stride == 0]
    return _evenly_apart(low, high, apart)


def _in_each_decade(digits: Sequence[int], low: float, high: float) -> list[float]:
    decades = range(math.floor(low), math.floor(high) + 1)
    return [decade + math.log10(digit) for decade in decades for digit in digits]


def _evenly_apart(low: float, high: float, apart: float) -> list[float]:
    """The two greatest are the nearest."""
    top = 10.0**high
    nearest = max(-top * math.expm1(-apart * math.log(10)), math.ulp(top))
    _, found = multiples(10.0**low, top, nearest)
    return [math.log10(value) for value in found]


def _round_up(step: float) -> float:
    """1, 2, 4 or 5 times a power of ten."""
    decade = 10.0 ** math.floor(math.log10(step))
    return next(n for n in _STEPS if n * decade >= step * (1 - 1e-9)) * decade
