"""Units are connected by keys alone, as by dragging: the same words before, the same edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.changes import edge_changes
from backprop_gui.ui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(open_window) -> MainWindow:
    """An input, two units, an output; the keyboard on the input."""
    network = bg.Network(1, [bg.Layer(2, "tanh"), bg.Layer(1)])
    window = open_window(bg.Session(network, [[1]], [[3]]))
    window.canvas.setFocus()
    window.canvas.select("x[0,1]")
    return window


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.canvas, key)


def said(window: MainWindow) -> str:
    label = window.canvas.link.label
    return label.text() if label.isVisible() else ""


def lead_to(window: MainWindow, name: str) -> None:
    """By arrow keys to the right, past edges and cells."""
    for _ in range(12):
        if window.canvas.selected_name == name:
            return
        press(window, Key.Key_Right)
    raise AssertionError(f"{name} is not reached, only {window.canvas.selected_name}")


@pytest.mark.parametrize("last", [Key.Key_Return, Key.Key_C])
def test_a_line_led_past_a_layer_makes_a_skip_connection(
    window: MainWindow, last: Qt.Key, qtbot: QtBot
) -> None:
    session = window.desk.session
    press(window, Key.Key_C)
    assert window.canvas.connecting.on
    lead_to(window, "s[1,1]")
    assert said(window).startswith("✕")
    lead_to(window, "s[2,1]")
    assert "skip connection with one edge, w[0,2,1,1]" in said(window)
    assert not session.can_undo
    press(window, last)
    assert session.network.into(2)[0].source == 0
    assert said(window) == ""
    assert window.canvas.editor is None
    press(window, Key.Key_Return)
    assert not window.canvas.connecting.on
    session.undo()
    assert len(session.network.into(2)) == 1


def test_a_removed_edge_is_put_back(window: MainWindow) -> None:
    session = window.desk.session
    edge_changes.remove_edge(session, "w[2,1,1]")
    QTest.qWait(30)
    window.canvas.select("x[1,1]")
    press(window, Key.Key_C)
    lead_to(window, "s[2,1]")
    assert "Put the removed edge w[2,1,1] back" in said(window)
    press(window, Key.Key_Return)
    assert edge_changes.edge_exists(session.network, "w[2,1,1]")


def test_what_may_not_be_is_told_and_nothing_is_done(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_C)
    lead_to(window, "s[1,1]")
    press(window, Key.Key_Return)
    assert "is there already" in window.message.text
    assert not window.desk.session.can_undo


def _escape(window: MainWindow) -> None:
    press(window, Key.Key_Escape)


def _leave(window: MainWindow) -> None:
    press(window, Key.Key_Tab)


def _select_nothing(window: MainWindow) -> None:
    window.canvas.select("")


def _other_theme(window: MainWindow) -> None:
    window.actions_by_id["theme-dark"].trigger()
    QTest.qWait(30)
    press(window, Key.Key_Left, Key.Key_Escape)


def _other_network(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Key.Key_U, Modifier.ControlModifier)
    QTest.qWait(30)


@pytest.mark.parametrize(
    "give_up", [_escape, _leave, _select_nothing, _other_theme, _other_network]
)
def test_it_can_be_given_up(window: MainWindow, give_up) -> None:
    press(window, Key.Key_C)
    lead_to(window, "s[1,1]")
    assert said(window)
    before = window.desk.session.network.connections
    give_up(window)
    assert not window.canvas.connecting.on
    assert said(window) == ""
    press(window, Key.Key_Right)
    assert said(window) == ""
    assert window.desk.session.network.connections == before


def test_only_units_can_be_connected(window: MainWindow) -> None:
    for name, can in (("x[0,1]", True), ("s[1,2]", True), ("b[1,1]", False), ("loss", False)):
        window.canvas.select(name)
        assert window.actions_by_id["join-units"].isEnabled() == can
