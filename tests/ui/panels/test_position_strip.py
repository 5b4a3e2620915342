"""The sliders lead to every position reached so far."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from backprop_gui.session.position import Position
from backprop_gui.ui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


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


def test_edits_and_notes_are_marked(window: MainWindow) -> None:
    run(window, 3)
    window.desk.session.add_note("look", Position(1, 4, 0))
    window.desk.session.set("w_new[1,1,1]", 0.5)
    settle(window)
    assert window.strip.iteration.marks == {1, 2}
