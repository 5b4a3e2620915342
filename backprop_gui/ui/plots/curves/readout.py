"""The value of a curve at an iteration, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.ui.plots.curves.chart import Chart
from backprop_gui.ui.plots.curves.pointer import Pointed

Write = Callable[[float], str]
"""Writes a number."""


@dataclass(frozen=True)
class Readout:
    """Of the curve under the mouse; elsewhere of curve `first`, at the current iteration."""

    chart: Chart
    first: int

    def in_words(self, write: Write) -> str:
        """With the curves beside it, where they have a value."""
        read = self._read()
        where = _tr("iteration {}").format(grouped(read.iteration))
        if not read.exists:
            return _tr("{}: not finished yet").format(where)
        said = f"{where}: {read.series.label} = {write(read.value)}{self._mark(read)}"
        return said + self._beside(read, write)

    def _read(self) -> Pointed:
        """While a run's points are computed, the nearest one."""
        chart, group = self.chart, self.chart.group
        read = chart.pointed or Pointed(chart.iteration, self.first, group)
        if group.length and read.group is group and read.iteration <= chart.reached:
            return Pointed(group.nearest(read.iteration), read.curve, group)
        return read

    def _mark(self, read: Pointed) -> str:
        own = read.group is self.chart.group
        outdated = own and read.iteration in self.chart.outdated.get(read.series.name, ())
        return f" ⚠ {_tr('computed before an edit')}" if outdated else ""

    def _beside(self, read: Pointed, write: Write) -> str:
        """Where they have a value at other iterations only, that of the nearest, which is named."""
        beside = self.chart.beside
        if not beside.length or read.iteration > beside.last:
            return ""
        at = beside.nearest(read.iteration)
        values = zip(beside.series, beside.values_at(at).tolist(), strict=True)
        said = "".join(f" · {one.label} = {write(value)}" for one, value in values)
        elsewhere = _tr(" (iteration {})").format(grouped(at))
        return said if at == read.iteration else said + elsewhere


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
