"""Ticks at round numbers (Heckbert, Nice Numbers for Graph Labels, Graphics Gems, 1990)."""

from __future__ import annotations

import math


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """At most about `most` multiples of 1, 2 or 5 · 10^n that lie in [low, high], low < high."""
    step = _nice((high - low) / most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def whole_ticks(low: int, high: int, most: int = 10) -> list[float]:
    """As `ticks`, whole numbers only."""
    step = max(1, math.ceil(_nice((high - low) / most)))
    first = -(-low // step) * step
    found = [float(n) for n in range(first, high + 1, step)]
    return found if low in found else [float(low), *(t for t in found if t - low > step / 2)]


def extent(values: list[float], margin: float = 0.06) -> tuple[float, float]:
    """A range that shows all finite values with some air; never empty.

    It ends at ±1e300: a wider one has no length that float64 can hold.
    """
    finite = [min(max(value, -1e300), 1e300) for value in values if math.isfinite(value)]
    low, high = min(finite, default=0.0), max(finite, default=1.0)
    air = (high - low) * margin or max(abs(high) * 0.1, 1e-12)
    return low - air, high + air


def tick_text(value: float, step: float) -> str:
    """A tick's number with as many decimals as tell it from its neighbours."""
    if value and (abs(value) >= 1e6 or step < 1e-6):
        return f"{value:.3g}".replace("-", "−")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:.{decimals}f}".replace("-", "−") if abs(value) > step / 2 else "0"


def _nice(step: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next(n * power for n in (1, 2, 5, 10) if n * power >= step * (1 - 1e-9))
