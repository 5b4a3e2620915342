"""Curves across iterations: axes at round numbers, a legend, equal curves drawn as one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.numerals import plain
from backprop_gui.formula.writing import Writing
from backprop_gui.report.figures import svg
from backprop_gui.report.figures.ticks import extent, tick_text, ticks, whole_ticks
from backprop_gui.report.records import Curves, Series
from backprop_gui.session.layout.layout import Box

# Told apart also by their dashes: colour alone says nothing on a grey print.
_PENS = (
    ("#0b6bb8", ""),
    ("#c2570c", "7 3"),
    ("#0e8f55", "2 3"),
    ("#8a2be2", "9 3 2 3"),
    ("#8f2d2d", "4 2"),
    ("#7a5562", "1 3"),
    ("#3d4fb3", "12 3"),
    ("#d6338c", "5 2 1 2 1 2"),
)
_AREA = Box(64, 12, 420, 200)
_LEGEND = 96.0
_ROW = 20.0
_CODE = 8.0  # how wide a letter of a name in a program is


@dataclass(frozen=True)
class _Group:
    """Series with the same values: one curve."""

    members: tuple[Series, ...]

    @property
    def series(self) -> Series:
        return self.members[0]

    def label(self, notation: Notation) -> str:
        ends = self.members[0], self.members[-1]
        first, last = (svg.label(series.quantity, notation) for series in ends)
        if len(self.members) == 1:
            return first
        joined = " = " if len(self.members) == 2 else " = … = "
        return f"{first}{joined}{last}"


def loss_plot(
    loss: Series, data_loss: Series | None = None, notation: Notation = ASSIGNMENT
) -> str:
    """The loss of every iteration, and without its penalty; marked where there are few."""
    words = f"Loss across iterations, from {_said(loss.values[0])} to {_said(loss.values[-1])}."
    if len(loss.values) == 1:
        words = f"Loss of iteration {loss.iterations[0]}: {_said(loss.values[0])}."
    if data_loss is None:
        return _plot((_Group((loss,)),), "iteration", "loss", words)
    words += f" Without its penalty, in the end {_said(data_loss.values[-1])}."
    both = (_Group((loss,)), _Group((data_loss,)))
    return _plot(both, "iteration", "loss", words, notation)


def curves_plot(curves: Curves, notation: Notation = ASSIGNMENT) -> str:
    """The parameters of one array, as used in every iteration, and after the last."""
    groups = _grouped(curves.series)
    count = len(curves.series)
    values = [value for series in curves.series for value in series.values]
    name = notation.text(curves.name)
    words = (
        f"{count} of {count + curves.omitted} parameters of {name} as used in each "
        f"iteration and after the last, between {_said(min(values))} and {_said(max(values))}."
    )
    return _plot(groups, "as used in iteration", name, words, notation)


def _plot(
    groups: Sequence[_Group], across: str, up: str, words: str, legend: Notation | None = None
) -> str:
    """`legend` is how the curves are named beside the plot."""
    iterations = [k for group in groups for k in group.series.iterations]
    first, last = min(iterations), max(iterations)
    wide = (first - 0.5, last + 0.5) if first == last else (float(first), float(last))
    high = extent([value for group in groups for value in group.series.values])
    axes = _Axes(_AREA, wide, high)
    drawn = [*axes.grid(whole_ticks(first, last), ticks(*high)), *axes.titles(across, up)]
    for number, group in reversed(list(enumerate(groups))):
        drawn += _curve(axes, group.series, _pen(number))
    view = Box(0, 0, _AREA.right + 22, _AREA.bottom + 46)
    if legend:
        drawn += _legend(groups, legend)
        rows = min(len(groups), len(_PENS) + 1)
        view = Box(
            0,
            0,
            _AREA.right + 30 + _legend_width(groups, legend),
            max(view.height, rows * _ROW + 16),
        )
    return svg.drawing(view, drawn, words)


@dataclass(frozen=True)
class _Axes:
    """From values to places in `area`."""

    area: Box
    wide: tuple[float, float]
    high: tuple[float, float]

    def place(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.wide[0]) / (self.wide[1] - self.wide[0])
        up = (y - self.high[0]) / (self.high[1] - self.high[0])
        return self.area.left + across * self.area.width, self.area.bottom - up * self.area.height

    def grid(self, across: Sequence[float], up: Sequence[float]) -> Iterator[str]:
        step = up[1] - up[0] if len(up) > 1 else abs(self.high[1] - self.high[0])
        for value in up:
            _, y = self.place(self.wide[0], value)
            yield svg.line((self.area.left, y), (self.area.right, y), "grid")
            yield svg.text((self.area.left - 7, y + 4), tick_text(value, step), 12, "end")
        for value in across:
            x, _ = self.place(value, self.high[0])
            yield svg.line((x, self.area.bottom), (x, self.area.bottom + 4), "muted")
            yield svg.text((x, self.area.bottom + 18), f"{value:.0f}", 12)
        corner = (self.area.left, self.area.bottom)
        yield svg.line((self.area.left, self.area.top), corner, "muted")
        yield svg.line(corner, (self.area.right, self.area.bottom), "muted")

    def titles(self, across: str, up: str) -> Iterator[str]:
        middle = self.area.centre
        yield svg.text((middle[0], self.area.bottom + 38), across, 13, kind="muted")
        turned = svg.text((0, 0), up, 13, kind="muted")
        yield f'<g transform="translate(14 {svg.short(middle[1])}) rotate(-90)">{turned}</g>'


def _curve(axes: _Axes, series: Series, pen: tuple[str, str]) -> Iterator[str]:
    """The curve, interrupted where it has no finite value; few points are marked."""
    run: list[tuple[float, float]] = []
    few = len(series.values) <= 20
    for k, value in zip(series.iterations, series.values, strict=True):
        if math.isfinite(value):
            run.append(axes.place(k, value))
            if few:
                yield svg.dot(run[-1], pen[0], 2.6)
        elif run:
            yield svg.path(run, pen[0], 1.6, pen[1])
            run = []
    if len(run) > 1:
        yield svg.path(run, pen[0], 1.6, pen[1])


def _pen(number: int) -> tuple[str, str]:
    return _PENS[number] if number < len(_PENS) else ("#a7b1bf", "")


def _legend(groups: Sequence[_Group], notation: Notation) -> Iterator[str]:
    left = _AREA.right + 22
    for number, group in enumerate(groups[: len(_PENS)]):
        y = _AREA.top + 12 + number * _ROW
        colour, dash = _pen(number)
        yield svg.line((left, y - 4), (left + 30, y - 4), colour, 1.8, dash)
        yield svg.text((left + 37, y), group.label(notation), 13, "start")
    if len(groups) > len(_PENS):
        y = _AREA.top + 12 + len(_PENS) * _ROW
        yield svg.line((left, y - 4), (left + 30, y - 4), _pen(len(_PENS))[0], 1.8)
        yield svg.text((left + 37, y), f"{len(groups) - len(_PENS)} more", 13, "start")


def _legend_width(groups: Sequence[_Group], notation: Notation) -> float:
    drawn = groups[: len(_PENS)]
    longest = max(min(len(group.members), 3) for group in drawn)
    symbols = [notation.symbol(group.series.quantity) for group in drawn]
    code = max((len(symbol.spelled) for symbol in symbols if symbol.code), default=0)
    return {1: 1.0, 2: 1.5, 3: 1.75}[longest] * max(_LEGEND, 37 + code * _CODE)


def _grouped(series: Sequence[Series]) -> tuple[_Group, ...]:
    found: dict[tuple[float, ...], list[Series]] = {}
    for one in series:
        found.setdefault(one.values, []).append(one)
    return tuple(_Group(tuple(members)) for members in found.values())


def _said(value: float) -> str:
    return plain(value, Writing(5))
