"""Watches as a person types, reads and removes them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QGraphicsView, QMenu, QTabBar
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.watches.model import POINTS, TREND
from backprop_gui.ui.panels.watches.sparkline import places
from tests.ui.conftest import TABS

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Open = Callable[..., MainWindow]
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def rows(window: MainWindow) -> list[list[str]]:
    model = window.watches.model
    return [
        [model.data(model.index(row, column)) for column in range(TREND)]
        for row in range(model.rowCount())
    ]


def type_watch(window: MainWindow, text: str) -> None:
    QTest.keyClick(window, Key.Key_W, CTRL | SHIFT)
    assert window.watches.isVisible()
    window.watches.field.clear()
    QTest.keyClicks(window.watches.field, text)
    QTest.keyClick(window.watches.field, Key.Key_Return)
    settle(window)


def test_a_typed_watch_shows_its_value_now_before_and_the_change(window: MainWindow) -> None:
    window.desk.session.step_iteration(2)
    type_watch(window, "loss * 2")
    first, second = window.desk.session.history("loss")
    ((text, *numbers),) = rows(window)
    assert text == "loss * 2"
    shown = [float(number.replace("−", "-")) for number in numbers]
    assert shown == pytest.approx([2 * second, 2 * first, 2 * (second - first)], rel=1e-4)
    assert not window.watches.field.text()


def test_what_has_no_value_yet_is_absent(window: MainWindow) -> None:
    type_watch(window, "delta[1,2]")
    assert rows(window) == [["delta[1,2]", "—", "—", "—"]]


def test_a_wrong_expression_is_marked_while_it_is_typed_and_not_taken(window: MainWindow) -> None:
    field = window.watches.field
    window.parts.show_dock("watches")
    QTest.keyClicks(field, "loss + los")
    assert field.problem.isVisible()
    assert "There is no los" in field.problem.text()
    assert field.problem.height() >= field.problem.heightForWidth(field.problem.width())
    assert field.problem.text().split("<br>")[0].endswith("los</u>")
    QTest.keyClick(field, Key.Key_Return)
    assert not window.desk.session.watches
    QTest.keyClick(field, Key.Key_S)
    assert not field.problem.isVisible()
    QTest.keyClick(field, Key.Key_Return)
    assert window.desk.session.watches == ("loss + loss",)


def test_the_explained_quantity_is_watched_by_a_key_and_removed_by_another(
    window: MainWindow,
) -> None:
    assert not window.actions_by_id["watch"].isEnabled()
    window.desk.session.step_into()
    settle(window)
    QTest.keyClick(window, Key.Key_W, CTRL)
    settle(window)
    assert rows(window) == [["s[1,1]", "3", "—", "—"]]
    assert window.actions_by_id["remove-watch"].isEnabled()
    window.watches.table.setFocus()
    QTest.keyClick(window.watches.table, Key.Key_Delete)
    settle(window)
    assert rows(window) == []
    assert not window.actions_by_id["remove-watch"].isEnabled()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    settle(window)
    assert [row[0] for row in rows(window)] == ["s[1,1]"]


def test_the_trend_is_computed_while_nothing_else_is_to_do(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.desk.session.step_iteration(300)
    type_watch(window, "loss")
    cell = window.watches.model.index(0, TREND)
    qtbot.waitUntil(lambda: len(cell.data(POINTS)) > 30 and cell.data(POINTS)[-1][0] == 299)
    losses = window.desk.session.history("loss")
    assert all(value == losses[iteration] for iteration, value in cell.data(POINTS))
    assert len(cell.data(POINTS)) <= 65


def test_a_sparkline_has_a_gap_where_there_is_no_number() -> None:
    points = ((0, 0.0), (1, 1.0), (2, math.nan), (3, 0.5))
    first, second = places(points, QRect(0, 0, 30, 12))
    assert [(point.x(), point.y()) for point in first] == [(0, 11), (10, -1)]
    assert second[0].x() == 30
    assert places(((0, math.inf),), QRect(0, 0, 9, 9)) == []


def test_a_plotted_watch_is_a_curve_until_it_is_removed(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.session.step_iteration(9)
    type_watch(window, "loss + 1")
    QTest.keyClick(window, Key.Key_P, CTRL | ALT)
    titles = [window.plots.tabText(tab) for tab in range(window.plots.count())]
    assert titles == [*TABS, "Watches"]
    plot = window.trends.watches.plot
    assert plot is not None
    assert plot.isVisible()
    qtbot.waitUntil(lambda: plot.chart.group.length == 9)
    losses = window.desk.session.history("loss")
    assert (plot.chart.group.series[0].values == losses + 1).all()
    plot.chart.setFocus()
    QTest.keyClick(plot.chart, Key.Key_Home)
    qtbot.waitUntil(lambda: window.desk.session.position.iteration == 0)
    window.parts.show_dock("watches")
    window.watches.table.setFocus()
    QTest.keyClick(window.watches.table, Key.Key_Delete)
    settle(window)
    assert window.plots.count() == len(TABS)


def test_a_penalised_loss_is_plotted_beside_what_it_consists_of(open_window: Open) -> None:
    network = bg.Network(inputs=1, layers=[bg.Layer(1)], loss=bg.Loss("squared_error", l2=0.1))
    session = bg.Session(network, inputs=[[1.0]], targets=[[0.5]], seed=1)
    session.step_iteration(300)
    window = open_window(session, 1)
    assert window.plots.tabText(len(TABS)) == "Loss Parts"
    window.plots.setCurrentIndex(len(TABS))
    plot = window.trends.parts.plot
    assert plot is not None
    assert plot.chart.group.length == 300
    assert not plot.note.isVisible()
    whole, data, penalty = (one.values for one in plot.chart.group.series)
    assert (whole == session.history("loss")).all()
    assert whole == pytest.approx(data + penalty)
    assert (penalty > 0).all()
    session.seek(bg.Position(100, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 2.0)
    settle(window)
    assert [one.label for one in plot.chart.faded.series] == [
        f"{part} · main" for part in ("L", "L_data", "L_penalty")
    ]
    assert (plot.chart.faded.series[2].values == penalty).all()
    session.change(network=bg.Network(1, [bg.Layer(1)]))
    settle(window)
    assert window.plots.count() == len(TABS)


def test_a_watch_of_another_branch_stands_faded_behind(window: MainWindow, qtbot: QtBot) -> None:
    session = window.desk.session
    session.step_iteration(9)
    type_watch(window, "loss + 1")
    QTest.keyClick(window, Key.Key_P, CTRL | ALT)
    session.seek(bg.Position(4, session.clock.operations, 0))
    session.set("w_new[1,1,1]", -0.5)
    session.step_iteration(2)
    settle(window)
    plot = window.trends.watches.plot
    assert plot is not None
    faded = plot.chart.faded
    qtbot.waitUntil(lambda: len(faded.series) == 1 and len(faded.series[0].values) == 9)
    assert faded.series[0].label == "loss + 1 · main"
    assert (faded.series[0].values == session.history("loss", "main") + 1).all()
    assert plot.chart.group.length == 7
    session.rename_branch("main", "first try")
    settle(window)
    qtbot.waitUntil(lambda: faded.branches == ("first try",))
    session.delete_branch("first try")
    settle(window)
    assert faded.series == ()


def test_watches_and_notes_are_something_to_save(window: MainWindow) -> None:
    session = window.desk.session
    assert not window.desk.modified
    session.add_watch("loss")
    assert window.desk.modified
    session.undo()
    assert not window.desk.modified
    session.add_note("look")
    settle(window)
    assert window.isWindowModified()


def dragged_onto(window: MainWindow, data: QMimeData) -> bool:
    """What the window system sends over the drawing area of the plot in front."""
    chart = window.plots.currentWidget().findChild(QGraphicsView)
    assert chart is not None
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Modifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), copy, data, left, none)
    enter.ignore()
    QCoreApplication.sendEvent(chart.viewport(), enter)
    if enter.isAccepted():
        move = QDragMoveEvent(QPoint(60, 40), copy, data, left, none)
        QCoreApplication.sendEvent(chart.viewport(), move)
        drop = QDropEvent(QPointF(60, 40), copy, data, left, none)
        QCoreApplication.sendEvent(chart.viewport(), drop)
    return enter.isAccepted()


def test_a_watch_is_dragged_onto_a_plot(window: MainWindow) -> None:
    type_watch(window, "loss")
    model = window.watches.model
    assert window.watches.table.dragEnabled()
    assert dragged_onto(window, model.mimeData([model.index(0, 0)]))
    assert window.plots.tabText(window.plots.currentIndex()) == "Watches"


def test_a_tab_comes_to_the_front_under_what_is_dragged(window: MainWindow) -> None:
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.count() > 1]
    assert len(bars) == 3
    assert all(bar.changeCurrentOnDrag() for bar in bars)


def test_other_texts_cannot_be_dropped_on_a_plot(window: MainWindow) -> None:
    other = QMimeData()
    other.setText("loss")
    assert not dragged_onto(window, other)


def right_click(area: QAbstractScrollArea, at: QPoint) -> QMenu:
    view, mouse = area.viewport(), QContextMenuEvent.Reason.Mouse
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=at)
    QCoreApplication.sendEvent(view, QContextMenuEvent(mouse, at, view.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_right_click_in_table_and_on_canvas_watches_what_is_there(window: MainWindow) -> None:
    window.desk.session.step_iteration()
    settle(window)
    table, canvas, watch = window.values.table, window.canvas, window.actions_by_id["watch"]
    model = table.quantities
    row = next(r for r in range(model.rowCount()) if str(model.quantity(r)) == "s[1,1]")
    table.scrollTo(model.index(row, 0))
    for area, at in (
        (table, table.visualRect(model.index(row, 0)).center()),
        (canvas, canvas.mapFromScene(_centre(window, "delta[2,1]"))),
    ):
        menu = right_click(area, at)
        assert watch in menu.actions()
        menu.close()
        watch.trigger()
        settle(window)
    assert [texts[0] for texts in rows(window)] == ["s[1,1]", "delta[2,1]"]


def _centre(window: MainWindow, name: str) -> QPointF:
    graph = window.canvas.canvas.graph
    assert graph is not None
    place = place_of(graph, name)
    assert place is not None
    return QPointF(*window.canvas.canvas.box_of(place).centre)
