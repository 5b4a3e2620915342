"""The sliders lead to every position reached so far."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.formula.numerals import grouped
from backprop_gui.session.positions.position import Position
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.position.marked_slider import Mark, MarkedSlider, apart
from tests.ui.conftest import Open

Key, Modifier, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.runner.running or window.desk.bridge.waiting:
        QTest.qWait(1)


def run(window: MainWindow, iterations: int) -> None:
    window.desk.session.step_iteration(iterations)
    settle(window)


def test_keys_on_the_sliders_step_through_iterations_and_elements(window: MainWindow) -> None:
    run(window, 5)
    strip, session = window.strip, window.desk.session
    assert (strip.iteration.maximum(), strip.iteration.value()) == (4, 4)
    QTest.keyClick(strip.iteration, Key.Key_Left)
    settle(window)
    assert session.position == Position(3, session.clock.operations, 0)
    QTest.keyClick(strip.element, Key.Key_Left)
    settle(window)
    assert session.position == session.clock.back_into(Position(3, session.clock.operations, 0))
    QTest.keyClick(strip.element, Key.Key_Home)
    settle(window)
    assert session.position == session.clock.into(Position(2, session.clock.operations, 0))
    QTest.keyClick(strip.iteration, Key.Key_End)
    settle(window)
    assert session.position.iteration == 4
    assert strip.where.text() == "4 / 4"


def test_every_value_of_the_element_slider_is_one_step_on(window: MainWindow) -> None:
    strip, session = window.strip, window.desk.session
    positions = []
    for value in range(strip.element.maximum() + 1):
        strip.element.setValue(value)
        settle(window)
        positions.append(session.position)
    assert positions[0] == Position()
    assert all(session.clock.into(a) == b for a, b in itertools.pairwise(positions))
    assert positions[-1] == Position(0, session.clock.operations, 0)


def test_first_and_last_and_nothing_beyond(window: MainWindow) -> None:
    run(window, 3)
    assert not window.actions_by_id["last"].isEnabled()
    QTest.keyClick(window, Key.Key_Home, Modifier.ControlModifier)
    settle(window)
    assert window.desk.session.position == Position()
    assert window.strip.iteration.maximum() == 2
    QTest.keyClick(window, Key.Key_End, Modifier.ControlModifier)
    settle(window)
    assert window.desk.session.position == Position(2, window.desk.session.clock.operations, 0)


def test_edits_and_notes_are_marked_and_told(window: MainWindow) -> None:
    run(window, 3)
    session, strip = window.desk.session, window.strip
    session.add_note("look <here>", Position(1, 4, 0))
    session.set("w_new[1,1,1]", 0.5)
    settle(window)
    marks = strip.iteration.marks
    assert (marks.places[Mark.EDIT], marks.places[Mark.NOTE]) == ({2}, {1})
    told = strip.iteration.told_at(x_of(strip.iteration, 1) + 3)
    assert told.startswith("Iteration 1\n◆ look <here> (iteration 1, before line 5)\n")
    told = strip.iteration.told_at(x_of(strip.iteration, 2))
    assert "▼ w_new[1,1,1] set to 0.5 (end of iteration 2)" in told
    assert "look" not in told
    assert strip.element.marks.places[Mark.EDIT] == {strip.element.maximum()}
    session.undo()
    settle(window)
    assert not strip.iteration.marks.places[Mark.EDIT]
    session.remove_note(session.notes[0])
    settle(window)
    assert not strip.iteration.marks.all


def test_a_mark_is_told_by_a_tool_tip_as_plain_text(window: MainWindow, qtbot: QtBot) -> None:
    run(window, 3)
    slider = window.strip.iteration
    window.desk.session.add_note("look <b>here</b>", Position(1, 4, 0))
    settle(window)
    at = QPoint(round(x_of(slider, 1)), 4)
    help_ = QHelpEvent(QEvent.Type.ToolTip, at, slider.mapToGlobal(at))
    QApplication.sendEvent(slider, help_)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "look &lt;b&gt;here" in QToolTip.text()
    QToolTip.hideText()


def test_a_click_on_a_slider_goes_there_and_to_a_mark_nearby(window: MainWindow) -> None:
    run(window, 400)
    strip, session = window.strip, window.desk.session
    session.add_note("look", Position(100, 4, 0))
    settle(window)
    slider = strip.iteration
    QTest.mouseClick(slider, LEFT, pos=QPoint(round(x_of(slider, 100)) + 4, 8))
    settle(window)
    assert session.position.iteration == 100
    QTest.mouseClick(slider, LEFT, pos=QPoint(round(x_of(slider, 300)), 14))
    settle(window)
    assert abs(session.position.iteration - 300) < 3
    before = strip.element.marks.places[Mark.LINE]
    second = sorted(before)[1]
    QTest.mouseClick(strip.element, LEFT, pos=QPoint(round(x_of(strip.element, second)) + 2, 14))
    settle(window)
    assert session.position == Position(session.position.iteration, 2, 0)


def test_the_tool_tip_tells_the_element_under_the_mouse(window: MainWindow) -> None:
    run(window, 1)
    slider = window.strip.element
    assert slider.told_at(x_of(slider, 1) - 1).startswith(
        "Iteration 0, line 1, element 1: s[1,1]\n"
    )


def x_of(slider: MarkedSlider, value: int) -> float:
    """Where a value is drawn."""
    return slider._places([value])[0]


def test_a_place_tells_how_long_the_way_there_takes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(window, 3)
    slider, session = window.strip.iteration, window.desk.session
    assert "to compute" not in slider.told_at(x_of(slider, 1))
    way = replace(session.way_to(Position(1, 4, 0)), seconds=40.0)
    monkeypatch.setattr(session, "way_to", lambda _: way)
    assert "about 40 s to compute" in slider.told_at(x_of(slider, 1))


def test_lines_are_marked_where_there_are_more_elements_than_pixels(open_window: Open) -> None:
    network = bg.Network(30, [bg.Layer(40, "relu"), bg.Layer(3, "sigmoid")])
    session = bg.Session(network, inputs=[[0.1] * 30] * 4, targets=[[0.0] * 3] * 4)
    window = open_window(session)
    slider = window.strip.element
    assert slider.maximum() > slider.width()
    lines = slider.marks.places[Mark.LINE]
    assert len(lines) == len(session.program.operations) - 1
    QTest.mouseClick(slider, LEFT, pos=QPoint(round(x_of(slider, max(lines))) - 1, 14))
    settle(window)
    assert session.position == Position(0, len(lines), 0)


def test_of_crowded_lines_those_are_drawn_that_can_be_told_apart() -> None:
    assert list(apart([0.2, 1.0, 2.9, 4.4, 5.0, 9.0], Mark.LINE)) == [0, 4, 9]
    assert list(apart([0.2, 1.0, 1.1, 2.9], Mark.NOTE)) == [0, 1, 3]


def test_long_runs_are_counted_in_groups_of_three(window: MainWindow, qtbot: QtBot) -> None:
    run(window, 12_346)
    grouped_number = grouped(12_345)
    wanted = f"{grouped_number} / {grouped_number}"
    qtbot.waitUntil(lambda: window.strip.where.text() == wanted)
    assert window.status.position.text() == f"Iteration {grouped_number} · finished"
