"""What was computed before an edit is marked as such on every plot that shows it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

import backprop_gui as bg
from backprop_gui.ui.look import theme
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.export.picturing import svg_of
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot
from tests.ui.conftest import Open
from tests.ui.plots.hands import settle, tab

CURVES = ("Loss", "Gradients", "Updates", "Activations")
MARK = "⚠ computed before an edit"


def regression() -> bg.Session:
    network = bg.Network(1, [bg.Layer(3, "tanh"), bg.Layer(1)])
    return bg.Session(network, [[0.0], [1.0], [2.0]], [[0.5], [-1.0], [0.25]], seed=2)


def surface_of_two() -> bg.Session:
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(1)])
    return bg.Session(network, [[0.0, 1.0], [1.0, 1.0], [2.0, 0.0]], [[0.5], [-1.0], [3.0]], seed=2)


SESSIONS = {
    "decision surface": lambda: bg.open_example("xor"),
    "regression surface": surface_of_two,
    "fitted curve": regression,
}


def edited(open_window: Open, session: bg.Session) -> MainWindow:
    """At the end of iteration 2 an input is changed that all of it was computed from."""
    window = open_window(session)
    session.step_iteration(3)
    settle(window)
    session.set("x[0,1,2]", 0.75)
    settle(window)
    return window


def curves(window: MainWindow, title: str) -> CurvePlot:
    page = tab(window, title)
    assert isinstance(page, CurvePlot)
    while page.chart.group.length < window.desk.session.finished:  # layers are read at leisure
        QTest.qWait(5)
    return page


@pytest.mark.parametrize("title", CURVES)
def test_curves_say_and_ring_it(open_window: Open, title: str) -> None:
    window = edited(open_window, bg.open_example("xor"))
    session, page = window.desk.session, curves(window, title)
    assert page.readout.text().endswith(MARK)
    assert page.chart.accessibleDescription().endswith(MARK)
    assert page.note.text() == "⚠ ◯ computed before an edit: iteration 2"
    places = page.chart.outdated_marks.places
    assert set(places[:, 0]) == {2.0}
    drawn = page.chart.points_of(page.chart.group)[1][:, 2]
    np.testing.assert_allclose(sorted(places[:, 1]), sorted(drawn))
    image = page.chart.viewport().grab().toImage()
    everywhere = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert QColor(theme.current().stale).rgb() in everywhere
    assert theme.current().stale in (svg_of(page) or "")
    session.step_iteration()
    settle(window)
    page = curves(window, title)
    assert MARK not in page.readout.text()
    assert "iteration 2" in page.note.text()
    session.undo()
    settle(window)
    page = curves(window, title)
    assert not page.note.isVisible()
    assert not len(page.chart.outdated_marks.places)


def test_a_watch_that_is_plotted_says_it(open_window: Open) -> None:
    session = bg.open_example("xor")
    window = open_window(session)
    session.step_iteration(3)
    for watch in ("2 * loss", "w[1,1,1]"):
        session.add_watch(watch)
        window.trends.plot(watch)
    session.set("x[0,1,2]", 0.75)
    settle(window)
    assert curves(window, "Watches").chart.outdated == {"2 * loss": {2}}


def test_weights_as_used_are_none_of_it(open_window: Open) -> None:
    page = curves(edited(open_window, bg.open_example("xor")), "Weights")
    assert MARK not in page.readout.text()
    assert not page.note.isVisible()


@pytest.mark.parametrize("kind", SESSIONS)
def test_a_surface_says_that_its_weights_are_of_before(open_window: Open, kind: str) -> None:
    session = SESSIONS[kind]()
    window = edited(open_window, session)
    page = tab(window, "Surface")
    assert isinstance(page, SurfacePlot)
    assert page.heading.text() == f"{kind} · weights after iteration 2"
    assert page.note.isVisible()
    assert page.note.text() == "⚠ these weights were computed before the edit"
    assert page.note.text() in (svg_of(page) or "")
    session.step_into()
    settle(window)
    assert not page.note.isVisible()
    assert page.heading.text() == f"{kind} · weights used in iteration 3"


def test_so_do_the_classes(open_window: Open) -> None:
    session = bg.open_example("xor")
    window = edited(open_window, session)
    page = tab(window, "Classes")
    assert isinstance(page, ConfusionPlot)
    assert page.note.text() == "⚠ these weights were computed before the edit"
    assert page.note.isVisible()
    assert page.note.text() in (svg_of(page) or "")
    session.undo()
    settle(window)
    assert not page.note.isVisible()
