"""The plots as a person uses them: to travel by clicks and drags, to choose curves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.positions.position import Position
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.running import leisure
from backprop_gui.ui.running.leisure import Leisure
from tests.ui.conftest import Open

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
MIDDLE = Qt.MouseButton.MiddleButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MOVE, PRESS, RELEASE = (
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
)


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting or window.desk.runner.running:
        QTest.qWait(1)


@pytest.fixture
def trained(open_window: Open) -> MainWindow:
    """40 iterations; two watches are plotted; the loss has a penalty; few weights are kept."""
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)], bg.Loss("squared_error", l2=0.01))
    session = bg.Session(network, [[0.5, -1.0], [1.0, 0.25]], [[0.5], [-0.5]], seed=1)
    session.checkpoint_budget = 1_500
    window = open_window(session, 1)
    session.step_iteration(40)
    for watch in ("loss + 1", "delta[2,1,1]"):
        session.add_watch(watch)
        window.trends.plot(watch)
    settle(window)
    return window


def wait_for(plot: CurvePlot, points: int) -> None:
    for _ in range(500):
        if plot.chart.group.length == points:
            return
        QTest.qWait(10)
    raise AssertionError(f"{points} points do not come")


def plots(window: MainWindow) -> Iterator[CurvePlot]:
    """Each in front, with all that it has to show."""
    for tab in range(window.plots.count()):
        window.plots.setCurrentIndex(tab)
        plot = window.plots.widget(tab)
        if not isinstance(plot, CurvePlot):
            continue
        settle(window)
        if window.plots.tabText(tab) in ("Gradients", "Updates", "Activations"):
            wait_for(plot, 40)
        QTest.qWait(20)  # the axes take their room
        yield plot


def place(plot: CurvePlot, iteration: float, height: float | None = None) -> QPoint:
    """Where an iteration is, in the chart's viewport; in the middle, if no height is given."""
    box = plot.chart.getViewBox()
    if height is None:
        height = sum(box.viewRange()[1]) / 2
    return plot.chart.mapFromScene(box.mapViewToScene(QPointF(iteration, height)))


def mouse(
    plot: CurvePlot,
    kind: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton = LEFT,
    modifier: Qt.KeyboardModifier = PLAIN,
) -> None:
    QTest.qWait(12)  # pyqtgraph looks at a hundred moves a second at most
    viewport, where = plot.chart.viewport(), QPointF(at)
    screen = QPointF(viewport.mapToGlobal(at))
    held = NONE if kind == RELEASE else button
    changed = NONE if kind == MOVE else button
    QApplication.sendEvent(viewport, QMouseEvent(kind, where, screen, changed, held, modifier))


def drag(
    plot: CurvePlot,
    start: QPoint,
    stop: QPoint,
    button: Qt.MouseButton = LEFT,
    modifier: Qt.KeyboardModifier = PLAIN,
) -> None:
    mouse(plot, MOVE, start, NONE)
    mouse(plot, PRESS, start, button, modifier)
    for step in range(1, 5):
        mouse(plot, MOVE, start + (stop - start) * step / 4, button, modifier)
    mouse(plot, RELEASE, stop, button, modifier)


def test_a_click_on_any_plot_goes_to_that_iteration(trained: MainWindow) -> None:
    session = trained.desk.session
    end = session.clock.operations
    for plot in plots(trained):
        for iteration in (7, 0, 39):
            QTest.mouseClick(plot.chart.viewport(), LEFT, pos=place(plot, iteration + 0.2))
            settle(trained)
            assert session.position == Position(iteration, end, 0)
            assert plot.chart.iteration == iteration


def test_a_drag_over_any_plot_goes_along_and_moves_nothing_else(trained: MainWindow) -> None:
    session = trained.desk.session
    for plot in plots(trained):
        before = plot.chart.getViewBox().viewRange()
        drag(plot, place(plot, 12), place(plot, 25))
        settle(trained)
        assert session.position.iteration == 25
        assert plot.chart.getViewBox().viewRange() == before


def test_the_line_is_dragged_on_any_plot(trained: MainWindow) -> None:
    session = trained.desk.session
    for plot in plots(trained):
        at = session.position.iteration
        drag(plot, place(plot, at), place(plot, 18))
        settle(trained)
        assert session.position.iteration == 18
        drag(plot, place(plot, 18), place(plot, 90))
        settle(trained)
        assert session.position.iteration == 39


def test_with_logarithmic_iterations_all_goes_the_same_way(trained: MainWindow) -> None:
    session = trained.desk.session
    for plot in plots(trained):
        plot.chart.setFocus()
        QTest.keyClick(plot.chart, Qt.Key.Key_X)
        QTest.qWait(20)
        at = plot.chart.across.place
        QTest.mouseClick(plot.chart.viewport(), LEFT, pos=place(plot, at(3)))
        settle(trained)
        assert session.position.iteration == 3
        mouse(plot, MOVE, place(plot, at(0)), NONE)
        mouse(plot, MOVE, place(plot, at(20)), NONE)
        assert plot.chart.pointed is None or plot.chart.pointed.iteration in range(18, 23)
        drag(plot, place(plot, at(3)), place(plot, at(12)))
        settle(trained)
        assert session.position.iteration == 12
        drag(plot, place(plot, at(30)), place(plot, at(6)))
        settle(trained)
        assert session.position.iteration == 6
        QTest.keyClick(plot.chart, Qt.Key.Key_X)
        assert plot.chart.across.place(6) == 6


@pytest.mark.parametrize(("button", "modifier"), [(MIDDLE, PLAIN), (LEFT, SHIFT)])
def test_the_view_is_moved_with_shift_or_the_middle_button(
    trained: MainWindow, button: Qt.MouseButton, modifier: Qt.KeyboardModifier
) -> None:
    plot, session = next(plots(trained)), trained.desk.session
    before = plot.chart.getViewBox().viewRange()[0]
    drag(plot, place(plot, 12), place(plot, 25), button, modifier)
    settle(trained)
    assert session.position.iteration == 39
    assert plot.chart.getViewBox().viewRange()[0][0] == pytest.approx(before[0] - 13, abs=1)


def test_a_drag_with_the_right_button_zooms_and_opens_no_menu(trained: MainWindow) -> None:
    plot = next(plots(trained))
    before = plot.chart.getViewBox().viewRange()
    drag(plot, place(plot, 12), place(plot, 25), RIGHT)
    assert plot.chart.getViewBox().viewRange() != before
    assert QApplication.activePopupWidget() is None


def menu_of(window: MainWindow) -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.actions_by_id["watch"] in menu.actions()
    menu.close()
    return menu


def test_a_right_click_on_a_curve_watches_it(trained: MainWindow) -> None:
    session = trained.desk.session
    trained.plots.setCurrentIndex(1)
    plot = trained.plots.currentWidget()
    assert isinstance(plot, CurvePlot)
    QTest.qWait(20)
    curve = plot.chart.group.series[3]
    at = place(plot, float(curve.iterations[-1]), float(curve.values[-1]))
    mouse(plot, MOVE, at, NONE)
    QTest.mouseClick(plot.chart.viewport(), RIGHT, pos=at)
    menu_of(trained)
    assert trained.explanation.name == curve.name == "w[1,2,2]"
    trained.actions_by_id["watch"].trigger()
    settle(trained)
    assert session.watches[-1] == "w[1,2,2]"
    assert session.position.iteration == 39


def test_a_curve_in_the_list_is_watched_by_mouse_and_keys(trained: MainWindow) -> None:
    trained.plots.setCurrentIndex(1)
    plot = trained.plots.currentWidget()
    assert isinstance(plot, CurvePlot)
    QTest.qWait(20)
    legend = plot.legend
    view, at = legend.viewport(), legend.visualItemRect(legend.item(2)).center()
    QTest.mouseClick(view, RIGHT, pos=at)
    reason = QContextMenuEvent.Reason.Mouse
    QCoreApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))
    menu_of(trained)
    assert trained.explanation.name == "w[1,2,1]"
    legend.setFocus()
    QTest.keyClick(legend, Qt.Key.Key_Down)
    assert trained.explanation.name == "w[1,2,2]"
    QTest.keyClick(legend, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    settle(trained)
    assert trained.desk.session.watches[-1] == "w[1,2,2]"
    keyboard = QContextMenuEvent.Reason.Keyboard
    QCoreApplication.sendEvent(legend, QContextMenuEvent(keyboard, QPoint(), QPoint()))
    menu_of(trained)


def test_an_expression_that_is_plotted_is_no_quantity_to_choose(
    trained: MainWindow, qtbot: QtBot
) -> None:
    plot = list(plots(trained))[-1]
    qtbot.waitUntil(lambda: plot.chart.group.length == 40)
    first, second = plot.chart.group.series
    assert (first.name, second.name) == ("loss + 1", "delta[2,1,1]")
    QTest.mouseClick(plot.chart.viewport(), RIGHT, pos=place(plot, 39, float(first.values[-1])))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.objectName() for action in menu.actions()] == ["export-plot"]
    menu.close()
    QTest.mouseClick(plot.chart.viewport(), RIGHT, pos=place(plot, 39, float(second.values[-1])))
    menu_of(trained)


def test_a_decimal_comma_reaches_every_plot(trained: MainWindow) -> None:
    press = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(trained, Qt.Key.Key_Comma, press)
    settle(trained)
    for plot in plots(trained):
        if plot.chart.group.length:
            assert "." not in plot.readout.text()


def test_what_is_explained_is_watched_by_a_right_click(trained: MainWindow) -> None:
    panel, session = trained.explanation, trained.desk.session
    panel.explain("s[1,2,1]")
    session.remove_watch("loss + 1")
    settle(trained)
    for part in (panel.title, panel.equations.viewport(), panel.remarks):
        at, reason = part.rect().center(), QContextMenuEvent.Reason.Mouse
        QCoreApplication.sendEvent(part, QContextMenuEvent(reason, at, part.mapToGlobal(at)))
        menu = menu_of(trained)
        assert "Copy as LaTeX" in [action.text().replace("&", "") for action in menu.actions()]
        trained.actions_by_id["watch"].trigger()
    settle(trained)
    assert session.watches == ("delta[2,1,1]", "s[1,2,1]")
    assert trained.pointed.name == "s[1,2,1]"


def test_while_its_points_are_computed_a_plot_reads_out_the_nearest(
    trained: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leisure, "_SLICE", 0.0)  # one point at a time
    session = trained.desk.session
    session.step_iteration(400)
    trained.plots.setCurrentIndex(trained.plots.count() - 1)
    plot = trained.plots.currentWidget()
    assert isinstance(plot, CurvePlot)
    read = dict[int, str]()
    working = trained.trends.watches.findChild(Leisure)
    assert working is not None
    working.paused.connect(lambda: read.update({plot.chart.group.length: plot.readout.text()}))
    qtbot.waitUntil(lambda: max(read, default=0) > 3)
    assert not any("not finished" in text for drawn, text in read.items() if drawn)
    assert plot.chart.last == 439
