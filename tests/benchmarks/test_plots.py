"""Updating plots: new values arrive, the line moves, the widget is painted once."""

from __future__ import annotations

from itertools import cycle

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.series import Series

FRAME = 0.016  # seconds


@pytest.mark.parametrize(
    ("length", "curves", "budget"),
    [(1_000_000, 1, 0.006), (20_000, 100, 0.016), (1_000_000, 100, 0.016)],
    ids=["one curve of 1,000,000 points", "100 weight curves", "100 of 1,000,000 points"],
)
def test_update(
    qtbot: QtBot, benchmark: BenchmarkFixture, length: int, curves: int, budget: float
) -> None:
    series = _descents(length + 20_000, curves)
    plot = CurvePlot("loss L")
    qtbot.addWidget(plot)
    plot.resize(1280, 300)
    plot.show_series([_until(one, length) for one in series])
    with qtbot.waitExposed(plot):
        plot.show()
    qtbot.wait(50)
    shown = iter(range(length + 10, length + 20_000, 10))

    def update() -> None:
        last = next(shown)
        plot.show_series([_until(one, last) for one in series], grown=True)
        plot.show_iteration(last)
        plot.chart.viewport().repaint()

    benchmark.pedantic(update, rounds=60, warmup_rounds=3)
    benchmark.extra_info["budget_ms"] = 1000 * budget
    assert benchmark.stats["median"] <= budget


@pytest.mark.parametrize("logarithmic", [False, True], ids=["evenly", "by logarithm"])
def test_close_up(qtbot: QtBot, benchmark: BenchmarkFixture, logarithmic: bool) -> None:
    """Another part of a long curve comes into sight: exact again."""
    plot = CurvePlot("loss L")
    qtbot.addWidget(plot)
    plot.resize(1280, 300)
    plot.show_series(_descents(1_000_000, 1))
    plot.chart.set_logarithmic_iterations(logarithmic)
    with qtbot.waitExposed(plot):
        plot.show()
    place = plot.chart.across.place
    starts = cycle(range(100_000, 600_000, 7_000))

    def move() -> None:
        first = next(starts)
        plot.chart.setRange(xRange=(place(float(first)), place(first + 50_000.0)), padding=0)
        plot.chart.viewport().repaint()

    benchmark.pedantic(move, rounds=40, warmup_rounds=3)
    benchmark.extra_info["budget_ms"] = 1000 * FRAME
    assert benchmark.stats["median"] <= FRAME


def _descents(length: int, curves: int) -> list[Series]:
    """The noise of all curves is one array's, looked at from different places on."""
    iterations, numbers = np.arange(length), np.random.default_rng(0)
    values = np.exp(-np.arange(length + curves) / (length / 3))
    values += 0.01 * numbers.normal(size=length + curves)
    return [
        Series(f"w[1,1,{i + 1}]", f"w{i + 1}", iterations, values[i : i + length])
        for i in range(curves)
    ]


def _until(series: Series, length: int) -> Series:
    return Series(series.name, series.label, series.iterations[:length], series.values[:length])
