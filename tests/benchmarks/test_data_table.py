"""The table of 10,000 samples of 784 inputs: scrolled, painted, and refreshed after a step."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.panels.data.panel import DataPanel

SAMPLES, INPUTS = 10_000, 784
BUDGET = 0.016


@pytest.fixture
def panel(qtbot: QtBot) -> DataPanel:
    inputs = np.random.default_rng(0).normal(size=(SAMPLES, INPUTS))
    network = bg.Network(INPUTS, [bg.Layer(1)])
    session = bg.Session(network, inputs, np.zeros((SAMPLES, 1)), batch_size=32, shuffle=True)
    panel = DataPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1280, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.mark.parametrize("act", ["scroll", "refresh"])
def test_table(benchmark: BenchmarkFixture, panel: DataPanel, act: str) -> None:
    table = panel.table
    rows = itertools.cycle(range(0, SAMPLES, 997))

    def scroll() -> None:
        table.scrollTo(table.samples.index(next(rows), INPUTS // 2))
        table.viewport().repaint()

    def refresh() -> None:
        panel.refresh()
        table.viewport().repaint()

    benchmark.pedantic(scroll if act == "scroll" else refresh, rounds=40, warmup_rounds=3)
    benchmark.extra_info["budget_ms"] = 1000 * BUDGET
    assert benchmark.stats["median"] <= BUDGET
