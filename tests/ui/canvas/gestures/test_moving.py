"""Units dragged and moved by key on the window's canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.session.layout.moves import Move
from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.main_window import MainWindow

Alt, Shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Ctrl, Plain = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Left = Qt.MouseButton.LeftButton
BY = QPoint(24, -40)


def middle(window: MainWindow, name: str) -> QPoint:
    """Where a number is on the canvas."""
    canvas = window.canvas
    graph = canvas.canvas.graph
    assert graph is not None
    place = place_of(graph, name)
    assert place is not None
    return canvas.mapFromScene(*canvas.canvas.box_of(place).centre)


def drag(window: MainWindow, name: str, modifiers: Qt.KeyboardModifier, by: QPoint = BY) -> None:
    port, start = window.canvas.viewport(), middle(window, name)
    QTest.mousePress(port, Left, modifiers, start)
    for share in (0.4, 1.0):
        QTest.mouseMove(port, start + by * share)
    QTest.mouseRelease(port, Left, modifiers, start + by)


@pytest.mark.parametrize(
    ("modifiers", "moved", "left"), [(Alt, "x[1,2]", "x[1,1]"), (Alt | Shift, "x[1,1]", "x[2,1]")]
)
def test_alt_drags_a_unit_and_with_shift_its_layer(
    window: MainWindow, qtbot: QtBot, modifiers: Qt.KeyboardModifier, moved: str, left: str
) -> None:
    before = {name: middle(window, name) for name in (moved, left)}
    drag(window, "x[1,2]", modifiers)
    assert (middle(window, moved) - before[moved] - BY).manhattanLength() <= 2
    assert (middle(window, left) - before[left]).manhattanLength() <= 1
    qtbot.waitUntil(window.actions_by_id["undo"].isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Z, Ctrl)
    window.canvas.refresh()
    assert (middle(window, moved) - before[moved]).manhattanLength() <= 1


def test_without_alt_a_drag_moves_nothing_unless_that_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.desk.session
    drag(window, "x[1,1]", Plain, QPoint(4, -60))
    assert session.moves == ()
    qtbot.keyClick(window, Qt.Key.Key_L, Ctrl | Alt)
    assert window.actions_by_id["move-units"].isChecked()
    drag(window, "x[1,1]", Plain, QPoint(4, -60))
    assert [(move.layer, move.unit) for move in session.moves] == [(1, 1)]
    qtbot.waitUntil(window.actions_by_id["reset-layout"].isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_K, Ctrl | Alt)
    assert session.moves == ()


def test_escape_leaves_a_dragged_unit_where_it_stood(window: MainWindow, qtbot: QtBot) -> None:
    port, start = window.canvas.viewport(), middle(window, "x[1,2]")
    window.canvas.setFocus()
    QTest.mousePress(port, Left, Alt, start)
    QTest.mouseMove(port, start + BY)
    assert (middle(window, "x[1,2]") - start - BY).manhattanLength() <= 2
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, Left, Alt, start + BY)
    assert (middle(window, "x[1,2]") - start).manhattanLength() <= 2
    assert not window.desk.session.can_undo


def test_keys_move_the_selected_unit_or_its_layer(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.setFocus()
    window.canvas.select("s[1,2]")
    QTest.keyClick(window.canvas, Qt.Key.Key_Down, Alt | Shift)
    assert window.desk.session.moves == (Move(1, 2, 0.0, 10.0),)
    QTest.keyClick(window.canvas, Qt.Key.Key_Left, Alt | Shift | Ctrl)
    assert window.desk.session.moves == (Move(1, 0, -10.0, 0.0), Move(1, 2, 0.0, 10.0))
    assert window.canvas.selected_name == "s[1,2]"
    assert window.desk.modified


def test_an_edge_and_the_loss_are_not_moved(window: MainWindow) -> None:
    window.canvas.setFocus()
    for name in ("w[1,1,1]", "loss"):
        window.canvas.select(name)
        QTest.keyClick(window.canvas, Qt.Key.Key_Down, Alt | Shift)
    assert window.desk.session.moves == ()


@pytest.mark.parametrize(
    ("key", "held", "way"),
    [
        (Qt.Key.Key_PageUp, Plain, (0, 1)),
        (Qt.Key.Key_PageDown, Plain, (0, -1)),
        (Qt.Key.Key_PageUp, Ctrl, (1, 0)),
        (Qt.Key.Key_PageDown, Ctrl, (-1, 0)),
    ],
)
def test_keys_move_the_drawing_as_the_middle_button_does(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier, way: tuple[int, int]
) -> None:
    window.canvas.setFocus()
    before, size = middle(window, "x[1,1]"), window.canvas.viewport().size()
    QTest.keyClick(window.canvas, key, held)
    moved = middle(window, "x[1,1]") - before
    assert abs(moved.x() - way[0] * size.width() / 5) <= 2
    assert abs(moved.y() - way[1] * size.height() / 5) <= 2
    QTest.keyClick(window.canvas, Qt.Key.Key_0)
    assert (middle(window, "x[1,1]") - before).manhattanLength() <= 2


def test_what_moves_can_be_moved_from_the_menu_too(window: MainWindow) -> None:
    for name, can in (("s[1,2]", True), ("y[1]", True), ("w[1,1,1]", False), ("loss", False)):
        window.canvas.select(name)
        assert window.actions_by_id["unit-up"].isEnabled() == can
        assert window.actions_by_id["layer-up"].isEnabled() == can
