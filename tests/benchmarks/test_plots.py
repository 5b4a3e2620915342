"""Updating plots: new values arrive, the line moves, the widget is painted once."""

from __future__ import annotations

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from backprop_gui.ui.plots.curve_plot import CurvePlot
from backprop_gui.ui.plots.series import Series


@pytest.mark.parametrize(
    ("length", "curves", "budget"),
    [(1_000_000, 1, 0.006), (20_000, 100, 0.016)],
    ids=["one curve of 1,000,000 points", "100 weight curves"],
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


def _descents(length: int, curves: int) -> list[Series]:
    iterations, numbers = np.arange(length), np.random.default_rng(0)
    return [
        Series(
            f"w[1,1,{i + 1}]",
            f"w{i + 1}",
            iterations,
            np.exp(-iterations / (length / (i + 2))) + 0.01 * numbers.normal(size=length),
        )
        for i in range(curves)
    ]


def _until(series: Series, length: int) -> Series:
    return Series(series.name, series.label, series.iterations[:length], series.values[:length])
