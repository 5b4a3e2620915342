"""Screen readers find every number of the drawing, walk it as keys do, and hear of changes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import backprop_gui as bg
from backprop_gui.session.changes import restructuring
from backprop_gui.ui.main_window import MainWindow
from tests.ui.accessible import tree

Key, Role, Event = Qt.Key, QAccessible.Role, QAccessible.Event
OF_CANVAS = (Role.Grouping, Role.Graphic, Role.ListItem)
WALK = (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Right, Key.Key_Down, Key.Key_Left)


@pytest.fixture
def heard(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Event, str]]:
    """What a screen reader is told of the parts of the canvas: what happened to which."""
    window.canvas.setFocus()
    window.canvas.select("x[0,1]")
    QTest.qWait(20)
    told: list[tuple[Event, str]] = []

    def hear(event: QAccessibleEvent) -> None:
        part = event.accessibleInterface()
        if event.object() is None and part is not None and part.role() in OF_CANVAS:
            told.append((event.type(), part.text(tree.TEXT.Name)))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.canvas, key)


def on_screen(window: MainWindow) -> QRect:
    viewport = window.canvas.viewport()
    return viewport.rect().translated(viewport.mapToGlobal(QPoint()))


def test_every_cell_and_edge_is_a_child_with_name_number_and_place(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.desk.session.run_to("delta[2,1]")
    qtbot.waitUntil(lambda: "delta[2,1] = 0.99" in str(tree.names(tree.painted(window.canvas))))
    graph = window.canvas.canvas.graph
    assert graph is not None
    told = {name.split(" = ")[0]: part for part, name in _cells(window)}
    cells = [cell for node in graph.nodes for cell in node.cells]
    assert told.keys() == {cell.name for cell in cells}
    for cell in cells:
        part = told[cell.name]
        assert part.text(tree.TEXT.Name) == cell.spoken
        absent = cell.exact == "—"
        assert part.text(tree.TEXT.Value) == ("not computed yet" if absent else cell.exact)
        assert bool(part.state().editable) == cell.editable
    assert told["delta[2,1]"].text(tree.TEXT.Name).endswith("computed just now")


def _cells(window: MainWindow) -> Iterator[tuple[tree.QAccessibleInterface, str]]:
    for part in tree.painted(window.canvas):
        name = part.text(tree.TEXT.Name)
        if part.role() == Role.ListItem and not name.startswith("Edge"):
            yield part, name


def test_the_edges_of_a_connection_are_in_it(window: MainWindow) -> None:
    connection = tree.find(window.canvas, "Edges from layer 0 to layer 1, 6")
    edges = tree.children(connection)
    assert len(edges) == 6
    assert tree.names(edges)[1].startswith("Edge from unit 1 of layer 0 to unit 2 of layer 1; w[1,")
    assert {part.role() for part in edges} == {Role.ListItem}


def test_all_parts_lie_where_they_are_drawn(window: MainWindow) -> None:
    QTest.qWait(20)
    canvas = tree.of(window.canvas)
    for part in tree.painted(window.canvas):
        assert on_screen(window).contains(part.rect())
        assert not part.state().offscreen
    for part, name in _cells(window):
        centre = part.rect().center()
        assert canvas.childAt(centre.x(), centre.y()).text(tree.TEXT.Name) == name
    for _ in range(12):
        window.canvas.zoom_in()
    assert tree.find(window.canvas, "x[0,1]").state().offscreen


def test_the_keyboard_is_where_the_arrow_keys_led_it(window: MainWindow) -> None:
    window.desk.session.step_iteration()
    window.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(20)
    for key in WALK:
        press(window, key)
        part = tree.focused(window.canvas)
        assert window.canvas.selected_name in part.text(tree.TEXT.Name)
        others = [p for p in tree.painted(window.canvas) if p.state().focused]
        assert others == [part]
        assert part.state().selected
    window.message.setFocus()
    window.program.setFocus()
    assert not [p for p in tree.painted(window.canvas) if p.state().focused]


def test_walking_is_told_as_the_focus_moves(
    window: MainWindow, heard: list[tuple[Event, str]]
) -> None:
    press(window, Key.Key_Down, Key.Key_Right)
    focus = [name for event, name in heard if event == Event.Focus]
    assert focus[0] == "x[0,2] = 1.0"
    assert focus[1].startswith("Edge from unit 2 of layer 0 to unit 1 of layer 1; w[1,2,1]")


def test_a_step_tells_the_new_number_of_what_has_the_keyboard(
    window: MainWindow, heard: list[tuple[Event, str]], qtbot: QtBot
) -> None:
    window.canvas.select("s[1,1]")
    heard.clear()
    press(window, Key.Key_F11)
    qtbot.waitUntil(lambda: (Event.NameChanged, "s[1,1] = 3.0, computed just now") in heard)
    assert Event.ValueChanged in [event for event, _ in heard]


def test_a_changed_structure_is_told_anew_and_the_old_one_is_gone(
    window: MainWindow, heard: list[tuple[Event, str]], qtbot: QtBot
) -> None:
    before = tree.painted(window.canvas)
    restructuring.add_unit(window.desk.session, 1, None)
    qtbot.waitUntil(lambda: not isValid(before[0]))
    assert not any(isValid(part) for part in before)
    created = [name for event, name in heard if event == Event.ObjectCreated]
    assert "Unit 3 of layer 1" in created
    assert set(created) <= set(tree.names(tree.painted(window.canvas)))


def test_another_theme_leaves_the_parts_as_they_are(window: MainWindow) -> None:
    before = tree.painted(window.canvas)
    window.actions_by_id["theme-dark"].trigger()
    QTest.qWait(30)
    assert tree.painted(window.canvas) == before


def test_what_is_frozen_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.select("w[1,1,1]")
    window.actions_by_id["freeze"].trigger()
    edge = tree.find(window.canvas, "Edge from unit 1 of layer 0 to unit 1 of layer 1")
    qtbot.waitUntil(lambda: edge.text(tree.TEXT.Name).endswith("; frozen"))


def test_of_a_heat_map_only_what_stands_out_is_told(open_window, qtbot: QtBot) -> None:
    network = bg.Network(inputs=40, layers=[bg.Layer(40), bg.Layer(1)])
    window = open_window(bg.Session(network, np.ones((1, 40)), np.ones((1, 1))))
    window.actions_by_id["heat-map"].trigger()
    qtbot.waitUntil(lambda: window.canvas.canvas.graph.bundles[0].shape is not None)
    picture = tree.find(window.canvas, "Heat map of the edges from layer 0 to layer 1, 1600")
    assert picture.role() == Role.Graphic
    assert tree.children(picture) == []
    window.canvas.setFocus()
    window.canvas.select("w[1,7,9]")
    (edge,) = tree.children(picture)
    assert edge.text(tree.TEXT.Name).startswith("Edge from unit 7 of layer 0 to unit 9 of layer 1")
    assert tree.focused(window.canvas) is edge
    assert picture.rect().intersects(edge.rect())


def test_the_canvas_own_buttons_stay_in_the_tree(window: MainWindow) -> None:
    assert "What edges show: By Phase" in [
        part.text(tree.TEXT.Name) for part in tree.below(tree.of(window.canvas))
    ]
