"""The plots' axes: whole iterations below, values to the left."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF, QGuiApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.ui.look.fonts import follow_font
from backprop_gui.ui.plots.axes import ticks
from backprop_gui.ui.plots.axes.iteration_scale import IterationScale

Levels = list[tuple[float, list[float]]]


def follow_text_size(widget: pg.PlotWidget) -> None:
    """Keep the axes' titles as large as other texts, which pyqtgraph does for the ticks alone."""
    titles = [place["item"].label for place in widget.plotItem.axes.values()]

    def fit() -> None:
        for title in titles:
            title.setFont(QGuiApplication.font())

    follow_font(widget, fit)


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers as they are, never scaled by a prefix."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self._mark = "."

    def set_decimal_mark(self, mark: str) -> None:
        """Write with another one."""
        self._mark = mark
        self.forget()

    def forget(self) -> None:
        """Draw the ticks anew: else they are kept while the range is the same."""
        self.picture = None
        self.update()


class IterationAxis(NumberAxis):
    """Ticks at whole iterations only, with the thousands set apart."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.setLabel("iteration")
        self.setStyle(hideOverlappingLabels=False)  # a number may stand out at the ends
        self.across = IterationScale()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Levels:
        if not self.across.logarithmic:
            return list(super().tickValues(minVal, maxVal, size))
        last = self.across.iteration(maxVal)
        found = [(2.0, [0.0]), *((float(n), _tens(n, last)) for n in (1, 5, 2))]
        places = [(n, [self.across.place(k) for k in values]) for n, values in found]
        return [(n, [x for x in inside if minVal <= x <= maxVal]) for n, inside in places]

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        levels = super().tickSpacing(minVal, maxVal, size)
        return [(spacing, 0) for spacing in sorted({max(1.0, s) for s, _ in levels}, reverse=True)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        numbers = [self.across.iteration(value) for value in values]
        return [grouped(round(number)) if number >= 0 else "" for number in numbers]


class ValueAxis(NumberAxis):
    """Values, or their logarithms, which are written as the values."""

    def __init__(self, side: str = "left") -> None:
        super().__init__(side)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Levels:
        line = QFontMetricsF(QGuiApplication.font()).height() / size * (maxVal - minVal)
        if self.logMode:
            edge = min(0.4 * line, 0.2 * (maxVal - minVal))  # a number needs room around it
            return [(1.0, ticks.of_decades(minVal + edge, maxVal - edge, 1.15 * line))]
        levels: Levels = super().tickValues(minVal, maxVal, size)
        crowded = self.orientation == "left" and levels and levels[0][0] < 0.85 * line
        return [ticks.multiples(minVal, maxVal, 0.85 * line)] if crowded else levels

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.logMode:
            return [ticks.power_of_ten(value, self._mark) for value in values]
        return ticks.evenly(values, spacing, self._mark)


def _tens(first: int, last: float) -> list[float]:
    """`first` and its multiples by powers of ten, up to `last`."""
    count = math.floor(math.log10(last / first)) + 1 if last >= first else 0
    return [float(first * 10**n) for n in range(count)]
