"""Selecting several: by clicks, by a band and by keys; one of them is primary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRubberBand
from pytestqt.qtbot import QtBot

from backprop_gui.ui.canvas.places import NodePlace
from backprop_gui.ui.canvas.selection import Going, Selection
from backprop_gui.ui.canvas.view import CanvasView
from backprop_gui.ui.main_window import MainWindow
from tests.ui.canvas.hands import spot
from tests.ui.canvas.sample_graphs import graph

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    shown = CanvasView()
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show_graph(graph())
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def click(view: CanvasView, name: str, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, keys, spot(view, name))


def drag(view: CanvasView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    begin_drag(view, start, end, keys)
    QTest.mouseRelease(view.viewport(), LEFT, keys, end)


def begin_drag(
    view: CanvasView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    QTest.mousePress(view.viewport(), LEFT, keys, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)


def around(view: CanvasView, *names: str) -> tuple[QPoint, QPoint]:
    """Corners of a band over these."""
    spots = [spot(view, name) for name in names]
    xs, ys = [p.x() for p in spots], [p.y() for p in spots]
    return QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys))


def bands(view: CanvasView) -> list[QRubberBand]:
    return [b for b in view.viewport().findChildren(QRubberBand) if b.isVisible()]


@pytest.mark.parametrize("keys", [SHIFT, CTRL])
def test_clicks_with_a_key_add_and_take_away(view: CanvasView, keys: Qt.KeyboardModifier) -> None:
    click(view, "x[1,1]")
    click(view, "w[1,1,2]", keys)
    click(view, "x[0,2]", keys)
    assert view.selected_names == ("x[1,1]", "w[1,1,2]", "x[0,2]")
    assert view.selected_name == "x[0,2]"
    assert view.accessibleDescription().startswith("3 selected; ")
    click(view, "x[0,2]", keys)
    assert view.selected_names == ("x[1,1]", "w[1,1,2]")
    QTest.mouseClick(view.viewport(), LEFT, keys, QPoint(450, 4))
    assert len(view.selected_names) == 2
    click(view, "loss")
    assert view.selected_names == ("loss",)


def test_of_one_unit_one_cell_is_selected(view: CanvasView) -> None:
    click(view, "x[1,1]")
    click(view, "s[1,1]", SHIFT)
    assert view.selected_names == ()


def test_panels_hear_of_the_primary_one(view: CanvasView, qtbot: QtBot) -> None:
    click(view, "x[1,1]")
    with qtbot.waitSignal(view.selected) as said:
        click(view, "x[1,2]", SHIFT)
    assert said.args == ["x[1,2]"]
    with qtbot.waitSignal(view.selected) as said:
        click(view, "x[1,2]", SHIFT)
    assert said.args == ["x[1,1]"]


def test_a_right_click_on_one_of_several_keeps_them(view: CanvasView) -> None:
    click(view, "x[1,1]")
    click(view, "x[1,2]", SHIFT)
    QTest.mouseClick(view.viewport(), RIGHT, NONE, spot(view, "x[1,1]"))
    assert view.selected_names == ("x[1,2]", "x[1,1]")
    QTest.mouseClick(view.viewport(), RIGHT, NONE, spot(view, "x[0,1]"))
    assert view.selected_names == ("x[0,1]",)


def test_a_band_selects_the_units_it_touches(view: CanvasView) -> None:
    start, end = around(view, "x[0,1]", "x[0,2]")
    start -= QPoint(60, 60)
    begin_drag(view, start, end)
    assert len(bands(view)) == 1
    assert view.selected_names == ("x[0,1]", "x[0,2]")
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert not bands(view)
    assert view.selected_names == ("x[0,1]", "x[0,2]")


def test_a_band_over_no_unit_selects_the_edges_that_cross_it(view: CanvasView) -> None:
    left, right = spot(view, "x[0,1]"), spot(view, "s[1,1]")
    x = (left.x() + right.x()) // 2
    drag(view, QPoint(x + 22, left.y() - 90), QPoint(x + 26, right.y() + 600))
    assert set(view.selected_names) == {f"w[1,{i},{j}]" for i in (1, 2, 3) for j in (1, 2)}


def test_a_band_with_shift_adds(view: CanvasView) -> None:
    click(view, "loss")
    start, end = around(view, "x[0,1]", "x[0,2]")
    drag(view, start - QPoint(60, 60), end, SHIFT)
    assert view.selected_names == ("loss", "x[0,1]", "x[0,2]")


def test_escape_gives_a_band_up(view: CanvasView) -> None:
    click(view, "loss")
    start, end = around(view, "x[0,1]", "x[0,2]")
    begin_drag(view, start - QPoint(60, 60), end)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_names == ("loss",)
    assert not bands(view)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert view.selected_names == ("loss",)


def test_shift_and_arrows_select_on_the_way(view: CanvasView) -> None:
    view.setFocus()
    click(view, "x[0,1]")
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_names == ("x[0,1]", "x[0,2]")
    click(view, "x[0,1]")
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.selected_names == ("x[0,1]", "w[1,1,1]", "s[1,1]")
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_names[-1].endswith("[1,2]")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert len(view.selected_names) == 1


def test_several_stay_selected_in_another_layout(view: CanvasView) -> None:
    click(view, "x[0,1]")
    click(view, "w[1,1,2]", SHIFT)
    view.show_graph(graph((2, 3, 1)))
    assert view.selected_names == ("x[0,1]", "w[1,1,2]")


def test_a_selection_has_no_node_twice() -> None:
    one, same, other = NodePlace(1), NodePlace(1, 1), NodePlace(2)
    assert Selection.of([one, other, same]).places == (same, other)
    assert Selection.only(one).with_(same).places == (same,)
    assert Selection.only(one).toggled(same).places == ()


def test_ctrl_and_arrows_walk_past_what_is_not_to_be_selected(view: CanvasView) -> None:
    view.setFocus()
    click(view, "x[0,1]")
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    assert view.selected_names == ("x[0,1]",)
    assert view.selected_name == "x[0,3]"
    assert "1 selected; Input 3" in view.accessibleDescription()
    assert "not selected" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Space, CTRL)
    assert view.selected_names == ("x[0,1]", "x[0,3]")
    assert "not selected" not in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL)
    assert view.selected_names == ("x[0,3]", "x[0,1]")
    QTest.keyClick(view, Qt.Key.Key_Space, CTRL)
    assert view.selected_names == ("x[0,3]",)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_names == ("x[0,2]",)


def test_what_is_walked_to_looks_otherwise_than_what_is_selected(view: CanvasView) -> None:
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):  # to a unit, to an edge
        click(view, "x[0,1]")
        QTest.keyClick(view, key, CTRL)
        walked_to = view.grab().toImage()
        QTest.keyClick(view, Qt.Key.Key_Space, CTRL)
        assert view.grab().toImage() != walked_to
        QTest.keyClick(view, Qt.Key.Key_Space, CTRL)
        assert view.grab().toImage() == walked_to


def test_what_is_walked_to_stays_so_in_another_layout(view: CanvasView) -> None:
    view.setFocus()
    click(view, "x[0,1]")
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    view.show_graph(graph((2, 3, 1)))
    assert (view.selected_names, view.selected_name) == (("x[0,1]",), "x[0,2]")


PLACES = st.builds(NodePlace, st.integers(0, 3), st.integers(0, 1))
GOINGS = st.lists(st.tuples(PLACES, st.sampled_from(Going)))


@given(GOINGS, PLACES)
def test_walking_loosely_selects_nothing_and_forgets_nothing(
    before: list[tuple[NodePlace, Going]], place: NodePlace
) -> None:
    selection = Selection()
    for goal, going in before:
        selection = selection.gone_to(goal, going)
        assert selection.primary == goal
        assert len({p.node for p in selection.places}) == len(selection.places)
    walked = selection.gone_to(place, Going.LOOSELY)
    if selection.kept:
        assert {p.node for p in walked.kept} == {p.node for p in selection.kept}
    assert walked.turned().turned() == walked


def test_a_key_selects_the_edges_of_a_connection_or_of_a_unit(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.setFocus()
    canvas.select("w[1,2,1]")
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert set(canvas.selected_names) == {f"w[1,{i},{j}]" for i in (1, 2, 3) for j in (1, 2)}
    assert canvas.selected_name == "w[1,2,1]"
    canvas.select("delta[1,2]")
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert canvas.selected_names == ("w[1,1,2]", "w[1,2,2]", "w[1,3,2]")
    for name in ("x[0,1]", "b[1,1]", "loss", ""):
        canvas.select(name)
        assert not window.actions_by_id["select-edges"].isEnabled()
