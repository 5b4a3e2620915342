"""While a run computes, what is in sight moves and is of now; nothing stale stays after a pause."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.printed import typed
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.position.status import position_in_words
from backprop_gui.ui.panels.values.model import NAME, VALUE
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from tests.ui.conftest import Open

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
EDIT = Qt.ItemDataRole.EditRole


@pytest.fixture
def running(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on a run that F5 has begun."""
    for text in ("loss", "iteration"):
        window.desk.session.add_watch(text)
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: window.desk.session.position.iteration > 100)
    assert window.desk.runner.running
    return window


def click_tab(window: MainWindow, title: str) -> None:
    """Click the tab of a dock or of a plot."""
    for bar in window.findChildren(QTabBar):
        for place in range(bar.count()):
            if bar.tabText(place) == title:
                QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
                return
    raise AssertionError(f"no tab {title}")


def settle(window: MainWindow) -> None:
    while window.desk.runner.running or window.desk.bridge.waiting:
        QTest.qWait(1)


def branch_length(window: MainWindow) -> str:
    return window.branches.model.rows[0].cells[2]


def test_a_dock_that_comes_into_sight_is_of_now_at_once(running: MainWindow) -> None:
    session = running.desk.session
    assert not in_sight(running.branches)
    assert branch_length(running) != grouped(session.finished)
    click_tab(running, "Branches")
    assert in_sight(running.branches)
    assert branch_length(running) == grouped(session.finished)


def test_a_plot_that_comes_into_sight_is_of_now_at_once(running: MainWindow) -> None:
    click_tab(running, "Weights")
    chart = running.plots.currentWidget().chart  # type: ignore[attr-defined]
    assert chart.iteration == running.desk.session.position.iteration
    assert chart.group.last == running.desk.session.finished - 1


def test_watches_that_come_into_sight_are_of_now_at_once(running: MainWindow) -> None:
    click_tab(running, "Watches")
    assert running.watches.model.reading("iteration").now == running.desk.session.position.iteration


def test_what_is_out_of_sight_is_not_refreshed_by_a_run(
    running: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed = set[str]()

    def note(name: str, part: QWidget) -> None:
        known = part.refresh  # type: ignore[attr-defined]
        monkeypatch.setattr(part, "refresh", lambda: (refreshed.add(name), known()))

    for name in ("canvas", "values", "branches", "watches", "details"):
        note(name, getattr(running, name))
    first = running.desk.session.position.iteration
    qtbot.waitUntil(lambda: "values" in refreshed)
    assert running.desk.session.position.iteration > first
    assert refreshed == {"canvas", "values"}


def test_the_canvas_moves_and_commands_wait(running: MainWindow, qtbot: QtBot) -> None:
    graph = running.canvas.canvas.graph
    qtbot.waitUntil(lambda: running.canvas.canvas.graph is not graph)
    actions = running.actions_by_id
    assert actions["pause"].isEnabled()
    assert not actions["step-into"].isEnabled()
    assert running.status.position.text().startswith("Running")


def test_the_explanation_waits_for_the_run_to_stop(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_F10)
    settle(window)
    assert window.explanation.shown is not None
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: window.explanation.shown is None)
    assert "Running" in window.explanation.title.text()
    assert not window.explanation.equations.lines
    QTest.keyClick(window, Key.Key_F6)
    settle(window)
    assert window.explanation.shown.name == str(window.desk.session.current)


def table(window: MainWindow) -> dict[str, str]:
    model = window.values.table.quantities
    return {
        model.index(row, NAME).data(): model.index(row, VALUE).data()
        for row in range(model.rowCount())
    }


def test_nothing_stale_stays_after_a_pause(running: MainWindow, open_window: Open) -> None:
    QTest.keyClick(running, Key.Key_F6)
    settle(running)
    session = running.desk.session
    graph = running.canvas.canvas.graph
    assert graph is not None
    assert graph.nodes == read_graph(session, running.desk.writing).nodes
    assert running.status.position.text() == position_in_words(session)
    assert running.strip.iteration.value() == session.position.iteration
    assert branch_length(running) == grouped(session.finished)
    assert running.watches.model.reading("iteration").now == session.position.iteration
    chart = running.plots.currentWidget().chart  # type: ignore[attr-defined]
    assert chart.iteration == session.position.iteration
    assert running.actions_by_id["step-into"].isEnabled()
    other = open_window(session)
    assert table(running) == table(other)


def test_neither_weights_nor_selection_are_stale_after_a_pause(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.desk.session
    window.canvas.select("w[1,1,1]")
    click_tab(window, "Weights")
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: session.position.iteration > 3000)
    QTest.keyClick(window, Key.Key_F6)
    settle(window)
    plot = window.plots.currentWidget()
    assert isinstance(plot, CurvePlot)
    chart, last = plot.chart, session.finished - 1
    assert chart.group.last == chart.iteration == session.position.iteration == last
    iterations, values = chart.group.points(0, last)
    for curve, series in enumerate(chart.group.series):
        history = session.history(series.name)
        assert chart.group.values_at(last)[curve] == history[-1]
        assert (values[curve] == history[iterations[curve].astype(int)]).all()
    model = window.details.table.quantities
    for row in range(model.rowCount()):
        shown = typed(model.index(row, VALUE).data(EDIT))
        assert shown == session.value(model.quantity(row))


def test_a_breakpoint_that_is_met_is_shown_at_once(window: MainWindow) -> None:
    window.desk.session.add_breakpoint("iteration == 200")
    QTest.keyClick(window, Key.Key_F5)
    settle(window)
    assert window.desk.session.position.iteration == 200
    assert "iteration == 200" in window.breakpoints.reason.text()
    assert window.status.position.text() == position_in_words(window.desk.session)


def test_keys_held_faster_than_drawn_make_one_drawing_and_one_equation(
    window: MainWindow, qtbot: QtBot
) -> None:
    settle(window)
    drawn, settled = list[str](), list[str]()
    session = window.desk.session
    window.desk.bridge.refreshed.connect(lambda: drawn.append(str(session.current)))
    window.desk.bridge.settled.connect(lambda: settled.append(str(session.current)))
    for _ in range(30):
        QTest.keyPress(window, Key.Key_F11)
    settle(window)
    newest = str(session.current)
    assert drawn == settled == [newest]
    assert window.explanation.shown is not None
    assert window.explanation.shown.name == newest


def test_a_watch_that_is_added_does_not_end_the_run(running: MainWindow, qtbot: QtBot) -> None:
    click_tab(running, "Watches")
    QTest.keyClick(running, Key.Key_W, CTRL | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(running.watches.field, "lr")
    QTest.keyClick(running.watches.field, Key.Key_Return)
    assert running.desk.session.watches == ("loss", "iteration", "lr")
    before = running.desk.session.position
    qtbot.waitUntil(lambda: running.desk.session.position > before)
    assert running.desk.runner.running
    running.watches.table.setFocus()
    QTest.keyClick(running.watches.table, Key.Key_Delete)
    assert running.desk.session.watches == ("loss", "iteration")
    assert running.desk.runner.running


def test_a_breakpoint_that_is_written_during_a_run_stops_it(running: MainWindow) -> None:
    click_tab(running, "Breakpoints")
    QTest.keyClick(running, Key.Key_B, CTRL)
    form, session = running.breakpoints.form, running.desk.session
    QTest.keyClicks(form.text, f"iteration > {session.position.iteration + 2000}")
    QTest.keyClick(form.text, Key.Key_Return)
    assert running.desk.runner.running
    settle(running)
    assert session.position.iteration == int(form.text.text().split()[-1]) + 1
    assert running.message.text.startswith("Stopped: iteration >")


def test_a_click_in_the_gutter_stops_a_run_before_the_line(running: MainWindow) -> None:
    program = running.program
    row = next(n for n, row in enumerate(program.program_model.rows) if row.number == 6)
    program.scrollTo(program.program_model.index(row))
    at = program.visualRect(program.program_model.index(row)).center()
    at.setX(10)
    QTest.mouseClick(program.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(running.desk.session.breakpoints) == 1
    settle(running)
    assert running.desk.session.position.operation == 5


def test_an_edit_ends_the_run(running: MainWindow) -> None:
    running.desk.session.set("lr", 0.01)
    assert not running.desk.runner.running
