"""The plots' axes: whole iterations below, values to the left."""

from __future__ import annotations

import math

import pyqtgraph as pg

from backprop_gui.formula.numerals import grouped


class IterationAxis(pg.AxisItem):  # type: ignore[misc]
    """Ticks at whole iterations only, with the thousands set apart."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.enableAutoSIPrefix(False)
        self.setLabel("iteration")

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        levels = super().tickSpacing(minVal, maxVal, size)
        return [(spacing, 0) for spacing in sorted({max(1.0, s) for s, _ in levels}, reverse=True)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [grouped(round(value)) if value >= 0 else "" for value in values]


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers as they are, never scaled by a prefix; powers of ten when logarithmic."""

    def __init__(self, side: str = "left") -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [_power_of_ten(value) for value in values]


def _power_of_ten(exponent: float) -> str:
    if -4 <= exponent <= 5:
        return f"{10.0**exponent:.3g}" if exponent < 3 else f"{10.0**exponent:.0f}"
    mantissa = 10.0 ** (exponent - math.floor(exponent))
    return f"{mantissa:.2g}e{math.floor(exponent)}"
