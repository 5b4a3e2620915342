"""A network changed while it trains, with the real keys: the run and its curves go on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import backprop_gui as bg
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import NAME
from tests.ui.conftest import Open

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CTRL = Modifier.NoModifier, Modifier.ControlModifier


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    """The window on the example of exclusive or, 20 iterations on."""
    window = open_window(bg.open_example("xor"))
    for _ in range(20):
        QTest.keyClick(window, Key.Key_F8)
    settle(window)
    return window


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = NONE) -> None:
    QTest.keyClick(window, key, modifier)
    settle(window)


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def losses(window: MainWindow) -> list[float]:
    """The curve that is drawn."""
    (series,) = _plot(window, 0).chart.group.series
    assert series.iterations.tolist() == list(range(len(series.values)))
    return list(series.values)


def weights(window: MainWindow) -> list[str]:
    """The names of the curves that are drawn."""
    return [one.name for one in _plot(window, 1).chart.group.series]


def _plot(window: MainWindow, tab: int):  # type: ignore[no-untyped-def]
    window.plots.setCurrentIndex(tab)
    settle(window)
    return window.plots.widget(tab)


def listed(window: MainWindow) -> list[str]:
    """The names in the table of values."""
    model = window.values.table.quantities
    return [model.index(row, NAME).data() for row in range(model.rowCount())]


def units(window: MainWindow) -> int:
    """How many units of the hidden layer are drawn; two edges lead to each."""
    graph = window.canvas.canvas.graph
    assert graph is not None
    return len(graph.bundles[0].kept) // 2


def test_a_unit_added_while_training_joins_the_run(window: MainWindow) -> None:
    before = losses(window)
    assert len(before) == 20
    assert units(window) == 4
    press(window, Key.Key_U, CTRL)
    assert units(window) == 5
    assert window.strip.where.text() == "20 / 20"
    assert window.status.position.text().startswith("Iteration 20 · changed at its start")
    assert losses(window) == before
    assert "w[1,1,5]" in listed(window)
    assert "w[1,1,5]" in weights(window)
    press(window, Key.Key_F8)
    assert window.strip.where.text() == "20 / 20"
    assert losses(window)[:20] == before
    assert len(losses(window)) == 21
    assert window.branches.model.rowCount() == 1


def test_stepping_back_leads_to_the_network_of_before_and_on_again(window: MainWindow) -> None:
    before = losses(window)
    press(window, Key.Key_U, CTRL)
    press(window, Key.Key_F11)
    press(window, Key.Key_F11, CTRL)
    assert units(window) == 5
    press(window, Key.Key_F11, CTRL)
    assert units(window) == 4
    assert window.strip.where.text().startswith("19 / ")
    assert "w[1,1,5]" not in listed(window)
    assert losses(window) == before
    press(window, Key.Key_F11)
    assert units(window) == 5
    press(window, Key.Key_F5, CTRL | Modifier.ShiftModifier)
    assert window.desk.session.position == bg.Position()
    assert units(window) == 4


def test_a_change_in_the_past_leaves_the_curve_of_before_faded(window: MainWindow) -> None:
    before = losses(window)
    window.strip.iteration.setValue(9)
    settle(window)
    press(window, Key.Key_U, CTRL)
    assert window.strip.where.text() == "10 / 10"
    assert losses(window) == before[:10]
    (faded,) = _plot(window, 0).chart.faded.series
    assert list(faded.values) == before
    assert window.branches.model.index(1, 1).data() == "start of iteration 10 of main"
    press(window, Key.Key_Z, CTRL)
    assert units(window) == 4
    assert losses(window) == before
