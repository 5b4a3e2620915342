"""Surface and classes after the weights have changed: computed, drawn, painted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot
from backprop_gui.ui.plots.tabs.position_tabs import PositionTabs
from backprop_gui.ui.settings import Settings

FRAME = 0.016  # seconds


def _moons(*hidden: int) -> Session:
    made = bg.make_data("moons", samples=400, noise=0.1, seed=0)
    layers = [bg.Layer(units, "tanh") for units in hidden]
    network = bg.Network(2, [*layers, bg.Layer(1, "sigmoid")], bg.Loss("binary_cross_entropy"))
    return bg.Session(network, made.inputs, made.targets, batch_size=32)


def _digits() -> Session:
    made = bg.make_data("digits")
    layers = [bg.Layer(64, "relu"), bg.Layer(10, "softmax")]
    network = bg.Network(64, layers, bg.Loss("categorical_cross_entropy"))
    return bg.Session(network, made.inputs, made.targets, batch_size=32, validation=300)


SESSIONS = {
    "surface of 2-8-8-1": (lambda: _moons(8, 8), 0),
    "surface of 2-64-64-1": (lambda: _moons(64, 64), 0),
    "classes of 1,797 digits": (_digits, 1),
}


@pytest.mark.parametrize("what", SESSIONS)
def test_refresh(qtbot: QtBot, benchmark: BenchmarkFixture, tmp_path: Path, what: str) -> None:
    make, place = SESSIONS[what]
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.resize(1280, 400)
    session = make()
    plots = PositionTabs(Desk(session, Settings(tmp_path / "settings.ini"), ""), tabs)
    tabs.setCurrentIndex(place)
    with qtbot.waitExposed(tabs):
        tabs.show()
    page = tabs.currentWidget()
    assert isinstance(page, (SurfacePlot, ConfusionPlot))

    def refresh() -> None:
        plots.refresh()
        page.repaint()

    def step() -> None:
        session.step_iteration()

    benchmark.pedantic(refresh, setup=step, rounds=30, warmup_rounds=3)
    benchmark.extra_info["budget_ms"] = 1000 * FRAME
    assert benchmark.stats["median"] <= FRAME
