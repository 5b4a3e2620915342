"""The layers across iterations: what is drawn, when it is read, another layer, other branches."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.curves.bands import LABELS, BandPlot
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.tabs import passing
from backprop_gui.ui.running import leisure
from backprop_gui.ui.running.leisure import Leisure
from tests.ui.conftest import Open
from tests.ui.plots.hands import settle, tab

KINDS = {"Gradients": "gradient_norm", "Updates": "update_ratio", "Activations": "activation"}


@pytest.fixture
def trained(open_window: Open) -> MainWindow:
    session = bg.open_example("xor")
    session.step_iteration(40)
    return open_window(session)


def plot(window: MainWindow, title: str) -> CurvePlot:
    page = tab(window, title)
    assert isinstance(page, CurvePlot)
    return page


def read(session: Session, kind: str, branch: str | None = None) -> np.ndarray:
    curves = session.layer_curves(kind, branch)
    while curves.advance():
        pass
    return curves.rows


@pytest.mark.parametrize("title", ["Gradients", "Updates"])
def test_there_is_a_curve_for_each_layer(trained: MainWindow, qtbot: QtBot, title: str) -> None:
    page = plot(trained, title)
    qtbot.waitUntil(lambda: page.chart.group.length == 40)
    drawn = np.array([series.values for series in page.chart.group.series]).T
    np.testing.assert_array_equal(drawn, read(trained.desk.session, KINDS[title]))
    assert [series.label for series in page.chart.group.series] == ["layer 1", "layer 2"]
    assert page.chart.logarithmic
    assert "layer 1 = " in page.readout.text()


@pytest.mark.parametrize("title", KINDS)
def test_a_short_run_is_drawn_whole_at_once(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setattr(passing, "PASSING", 10.0)  # whatever the machine's speed
    session = bg.open_example("xor")
    session.step_iteration(3)
    page = plot(open_window(session), title)
    assert page.chart.group.length == 3
    assert not page.note.isVisible()


def test_what_is_not_read_yet_is_not_called_left_out(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leisure, "_SLICE", 0.0)  # one point at a time
    monkeypatch.setattr(passing, "PASSING", 0.0)
    session = bg.open_example("xor")
    session.step_iteration(300)
    window, said = open_window(session), dict[int, str]()
    page = plot(window, "Gradients")
    for working in window.findChildren(Leisure):
        working.paused.connect(lambda: said.update({page.chart.group.length: page.note.text()}))
    qtbot.waitUntil(lambda: page.chart.group.length == 151)
    assert said.pop(151) == "⚠ drawn at 151 of 300 iterations, evenly spread"
    assert all(text == f"⚠ drawn at {n} of 300 iterations so far" for n, text in said.items())
    assert len(said) > 10


def test_activations_are_shown_of_one_layer_at_a_time(trained: MainWindow, qtbot: QtBot) -> None:
    page = plot(trained, "Activations")
    assert isinstance(page, BandPlot)
    qtbot.waitUntil(lambda: page.chart.group.length == 40)
    rows = read(trained.desk.session, "activation")
    page.choice.setFocus()
    for layer in (1, 2):
        drawn = {series.label: series.values for series in page.chart.group.series}
        own = rows[:, 8 * (layer - 1) : 8 * layer]
        assert tuple(drawn) == LABELS
        for label, column in (("min", 0), ("5 %", 1), ("median", 3), ("max", 6), ("mean", 7)):
            np.testing.assert_array_equal(drawn[label], own[:, column])
        QTest.keyClick(page.choice, Qt.Key.Key_Down)
    assert page.choice.currentText() == "layer 2, x²"


def test_hidden_nothing_is_read_and_it_catches_up(trained: MainWindow, qtbot: QtBot) -> None:
    page = plot(trained, "Gradients")
    qtbot.waitUntil(lambda: page.chart.group.length == 40)
    tab(trained, "Loss")
    trained.desk.session.step_iteration(10)
    settle(trained)
    assert page.chart.group.length == 40
    tab(trained, "Gradients")
    qtbot.waitUntil(lambda: page.chart.group.length == 50)


def test_it_grows_during_a_run_and_is_complete_after_pause(open_window: Open, qtbot: QtBot) -> None:
    session = bg.open_example("xor")
    window = open_window(session)
    page = plot(window, "Gradients")
    window.desk.run(10_000_000)
    qtbot.waitUntil(lambda: page.chart.group.length >= 2)
    assert window.desk.runner.running
    window.actions_by_id["pause"].trigger()
    settle(window)
    qtbot.waitUntil(lambda: page.chart.group.last == session.finished - 1)
    rows = read(session, "gradient_norm")
    qtbot.waitUntil(lambda: page.chart.group.length == len(rows))
    drawn = np.array([series.values for series in page.chart.group.series]).T
    np.testing.assert_array_equal(drawn, rows)
    assert "evenly spread" in page.note.text()


def test_other_branches_stand_faded_behind(trained: MainWindow, qtbot: QtBot) -> None:
    session = trained.desk.session
    page = plot(trained, "Gradients")
    qtbot.waitUntil(lambda: page.chart.group.length == 40)
    session.seek(bg.Position(10, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 2.0)
    settle(trained)
    qtbot.waitUntil(lambda: len(page.chart.faded.series[0].values) == 40)
    assert [one.label for one in page.chart.faded.series] == ["layer 1 · main", "layer 2 · main"]
    kept = read(session, "gradient_norm", "main")
    np.testing.assert_array_equal(page.chart.faded.series[1].values, kept[:, 1])


def test_another_network_has_other_layers(trained: MainWindow, qtbot: QtBot) -> None:
    page = plot(trained, "Activations")
    assert isinstance(page, BandPlot)
    trained.desk.open(bg.open_example("vanishing-gradients"), "vanishing-gradients")
    settle(trained)
    depth = trained.desk.session.network.depth
    assert page.choice.count() == depth
    tab(trained, "Gradients")
    trained.desk.session.step_iteration(2)
    settle(trained)
    page = plot(trained, "Gradients")
    qtbot.waitUntil(lambda: len(page.chart.group.series) == depth)
