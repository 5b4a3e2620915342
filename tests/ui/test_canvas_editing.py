"""The network edited on the canvas with real keys and the mouse; everything can be undone."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

import backprop_gui as bg
from backprop_gui.ui.canvas.shows import Showing
from backprop_gui.ui.main_window import MainWindow
from tests.ui.conftest import Open
from tests.ui.editing_hands import (
    CTRL,
    LEFT,
    SHIFT,
    Key,
    click,
    menu_texts,
    open_small,
    press,
    settle,
    sizes,
    spot,
    undo_all,
)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_small(open_window)


def test_del_takes_all_that_is_selected_in_one_change(window: MainWindow) -> None:
    click(window, "x[1,2]")
    click(window, "b[2,1]", SHIFT)
    click(window, "w[1,1,1]", SHIFT)
    press(window, Key.Key_Delete)
    assert sizes(window) == (2, 2, 2)
    assert window.desk.session.network.layers[1].biases == (False, True)
    press(window, Key.Key_Z, CTRL)
    assert sizes(window) == (2, 3, 2)
    assert not window.desk.session.can_undo
    press(window, Key.Key_Y, CTRL)
    assert sizes(window) == (2, 2, 2)


def test_what_cannot_go_is_refused_with_the_reason(window: MainWindow) -> None:
    click(window, "x[2,1]")
    click(window, "x[2,2]", SHIFT)
    press(window, Key.Key_Delete)
    assert "keeps at least 1" in window.message.text
    assert sizes(window) == (2, 3, 2)


@pytest.mark.parametrize(("name", "after"), [("x[0,1]", (3, 3, 2)), ("s[1,1]", (2, 4, 2))])
def test_a_unit_is_added_below_the_selected_one(
    window: MainWindow, name: str, after: tuple[int, ...]
) -> None:
    click(window, name)
    session = window.desk.session
    first, second = session.value("w[1,1,1]"), session.value("w[1,2,2]")
    press(window, Key.Key_U, CTRL)
    assert sizes(window) == after
    moved = "w[1,3,2]" if after[0] == 3 else "w[1,2,3]"
    assert (session.value("w[1,1,1]"), session.value(moved)) == (first, second)
    press(window, Key.Key_U, CTRL | SHIFT)
    assert sizes(window)[1:] == after[1:] or sizes(window) == (2, 3, 2)
    undo_all(window)
    assert sizes(window) == (2, 3, 2)


def test_two_selected_units_are_connected_past_a_layer(window: MainWindow) -> None:
    action = window.actions_by_id["join-units"]
    click(window, "loss")
    assert not action.isEnabled()
    click(window, "x[2,1]")
    click(window, "x[0,2]", SHIFT)
    assert action.isEnabled()
    press(window, Key.Key_C)
    assert window.desk.session.network.into(2)[0].mask == ((0, 0), (1, 0))
    press(window, Key.Key_C)
    assert "w[0,2,2,1] is there already" in window.message.text


def test_f_freezes_and_lets_go_again(window: MainWindow) -> None:
    click(window, "x[1,1]")
    press(window, Key.Key_F)
    frozen = {str(name) for name in window.desk.session.document.frozen}
    assert frozen == {"w[1,1,1]", "w[1,2,1]", "b[1,1]"}
    assert window.actions_by_id["freeze"].isChecked()
    press(window, Key.Key_F)
    assert not window.desk.session.document.frozen
    undo_all(window)


def test_r_draws_the_selected_weights_from_a_seed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.desk.session
    before = session.array("w[1]").values.copy()
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (7, True))
    press(window, Key.Key_A, CTRL)
    press(window, Key.Key_R)
    fresh = bg.Session(session.network, [[1, 2]], [[0, 1]], seed=7)
    assert np.array_equal(session.array("w[1]").values, fresh.array("w[1]").values)
    press(window, Key.Key_Z, CTRL)
    assert np.array_equal(session.array("w[1]").values, before)
    assert not session.can_undo


def test_weights_are_copied_and_pasted_as_a_spreadsheet_has_them(window: MainWindow) -> None:
    session = window.desk.session
    session.set_all({"w[1,1,1]": 0.5, "w[1,2,1]": -1.25})
    settle(window)
    click(window, "w[1,1,1]")
    click(window, "w[1,2,1]", SHIFT)
    press(window, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "0.5\n-1.25\n"
    click(window, "w[1,1,3]")
    press(window, Key.Key_V, CTRL)
    assert session.array("w[1]").values[:, 2].tolist() == [0.5, -1.25]
    press(window, Key.Key_Escape)
    press(window, Key.Key_V, CTRL)
    assert "none is selected" in window.message.text


def test_keys_alone_select_a_layer_and_remove_it(window: MainWindow) -> None:
    press(window, Key.Key_Home)
    for _ in range(2):
        press(window, Key.Key_Right)
    press(window, Key.Key_A, CTRL | SHIFT)
    assert set(window.canvas.selected_names) == {"s[1,1]", "s[1,2]", "s[1,3]"}
    press(window, Key.Key_Delete)
    assert sizes(window) == (2, 2)
    undo_all(window)
    assert sizes(window) == (2, 3, 2)


def test_of_a_folded_layer_all_units_are_meant(open_window: Open) -> None:
    network = bg.Network(1, [bg.Layer(40), bg.Layer(1)])
    window = open_window(bg.Session(network, [[1]], [[1]]))
    window.canvas.setFocus()
    window.canvas.select("x[1,1]")
    press(window, Key.Key_F)
    assert len(window.desk.session.document.frozen) == 2
    window.canvas.select_units(1)
    press(window, Key.Key_F)
    assert list(map(str, window.desk.session.document.frozen)) == ["w[1]", "b[1]"]


def test_menus_offer_what_can_be_done_there(window: MainWindow) -> None:
    on_unit = menu_texts(window, spot(window, "s[1,1]"))
    assert {"Remove What Is Selected", "Freeze", "Add Unit", "Select the Layer"} <= set(on_unit)
    on_edge = menu_texts(window, spot(window, "w[1,1,1]"))
    assert {"Change the Number", "Draw Weights Anew…", "Copy the Weights"} <= set(on_edge)
    assert "Restore Edge" not in on_edge
    empty = menu_texts(window, QPoint(6, 6))
    assert {"Select All Units", "Add Layer"} <= set(empty)
    assert "Freeze" not in empty


def test_a_bound_key_is_free_while_a_number_is_typed(window: MainWindow) -> None:
    click(window, "w[1,1,1]")
    press(window, Key.Key_F2)
    field = window.canvas.editor
    assert field is not None
    QTest.keyClicks(field, "fcr")
    QTest.keyClick(field, Key.Key_Delete)
    assert field.text() == "fcr"
    QTest.keyClick(field, Key.Key_Return)
    assert field.reason
    assert not window.desk.session.can_undo
    QTest.keyClick(field, Key.Key_Escape)


def locks(window: MainWindow) -> int:
    """How many locks are drawn."""
    return len(window.canvas.canvas._locks.boxes)


def test_what_is_frozen_has_a_lock_and_is_said_to_be(window: MainWindow) -> None:
    assert locks(window) == 0
    click(window, "x[1,1]")
    press(window, Key.Key_F)
    assert locks(window) == 4  # the unit, its bias, two edges
    assert window.canvas.accessibleDescription().endswith("; frozen")
    window.desk.session.step_iteration()
    settle(window)
    assert locks(window) == 4
    click(window, "w_new[1,1,2]")
    assert not window.canvas.accessibleDescription().endswith("; frozen")
    window.desk.session.undo()
    settle(window)
    assert locks(window) == 0


def test_edges_without_labels_have_locks_too(open_window: Open) -> None:
    network = bg.Network(8, [bg.Layer(8, bias=False), bg.Layer(1)])
    window = open_window(bg.Session(network, [[1.0] * 8], [[1.0]], frozen=["w[1,1,1]", "w[1,3,2]"]))
    assert locks(window) == 2
    graph, item = window.canvas.canvas.graph, window.canvas.canvas.edge_items[0]
    assert graph is not None
    drawn = [box.centre for box, _ in window.canvas.canvas._locks.boxes]
    at = [item.bundle.find(name) for name in ("w[1,1,1]", "w[1,3,2]")]
    assert drawn == [tuple(point) for point in item.middles(np.array(at)).tolist()]
    window.canvas.setFocus()
    window.canvas.select_units(1)
    press(window, Key.Key_F)
    assert locks(window) == 9  # eight units, and one for all of their edges
    window.parts.choose_showing(Showing(heat=True))
    settle(window)
    assert locks(window) == 9
    wide = bg.Network(28, [bg.Layer(20, bias=False), bg.Layer(1)])
    window.desk.open(bg.Session(wide, [[1.0] * 28], [[1.0]], frozen=["w[1]"]), "another")
    assert locks(window) == 13  # of the units that are drawn, and one for the picture


def test_a_skip_connection_of_one_edge_shows_this_one_alone(window: MainWindow) -> None:
    click(window, "x[0,1]")
    click(window, "x[2,2]", SHIFT)
    press(window, Key.Key_C)
    skip = next(
        e for e in window.canvas.canvas._edges if e.bundle.source == 0 and len(e.bundle) == 4
    )
    assert skip.bundle.drawn.tolist() == [False, True, False, False]
    for index, there in enumerate(skip.bundle.drawn):
        assert (skip.edge_at(*skip.points[index][24], within=1.0) == index) == there
    click(window, "w[0,2,1,2]")
    press(window, Key.Key_Delete)
    assert len(window.desk.session.network.connections) == 2


def test_the_toolbar_adds_and_removes_units_and_layers(window: MainWindow) -> None:
    def click(command: str) -> tuple[int, ...]:
        button = window.actions_by_id.toolbar.widgetForAction(window.actions_by_id[command])
        QTest.mouseClick(button, LEFT)
        settle(window)
        return window.desk.session.network.sizes

    window.canvas.select("x[1,2]")
    settle(window)
    assert click("add-unit") == (2, 4, 2)
    assert click("remove-unit") == (2, 3, 2)
    assert click("add-layer")[:2] == (2, 3)
    assert len(window.desk.session.network.sizes) == 4
    assert click("remove-layer") == (2, 3, 2)


@pytest.mark.parametrize(
    ("at", "key", "after"),
    [
        ("x[0,1]", Key.Key_L, (2, 2, 3, 2)),
        ("x[1,2]", Key.Key_L, (2, 3, 3, 2)),
        ("x[0,1]", Key.Key_U, (3, 3, 2)),
        ("x[1,2]", Key.Key_U, (2, 4, 2)),
        ("x[2,2]", Key.Key_U, (2, 3, 3)),
    ],
)
def test_keys_add_wherever_a_plus_does(
    window: MainWindow, at: str, key: Qt.Key, after: tuple[int, ...]
) -> None:
    window.canvas.select(at)
    settle(window)
    press(window, key, CTRL)
    assert sizes(window) == after
    undo_all(window)
    assert sizes(window) == (2, 3, 2)
