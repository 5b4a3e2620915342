"""Dragging from unit to unit connects; pluses add layers and units."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.changes import edge_changes
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.items.pluses import Adds, Plus, plus_at, pluses
from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from tests.ui.canvas.hands import spot

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session() -> Session:
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(2), bg.Layer(1)])
    return bg.Session(network, [[1, 2]], [[3]])


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> SessionCanvas:
    shown = SessionCanvas(session)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    qtbot.waitExposed(shown)
    session.changed.connect(shown.refresh)
    return shown


def start_drag(view: SessionCanvas, source: str, target: str | QPoint) -> QPoint:
    start = spot(view, source)
    end = target if isinstance(target, QPoint) else spot(view, target)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    return end


def drag(view: SessionCanvas, source: str, target: str | QPoint) -> None:
    end = start_drag(view, source, target)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)


def said(view: SessionCanvas) -> str:
    return view.link.label.text() if view.link.label.isVisible() else ""


def find(view: SessionCanvas, adds: Adds, layer: int) -> Plus:
    assert view.canvas.graph is not None
    found = pluses(view.canvas.graph.layout)
    return next(plus for plus in found if (plus.adds, plus.layer) == (adds, layer))


def at(view: SessionCanvas, plus: Plus) -> QPoint:
    return view.mapFromScene(QPointF(plus.x, plus.y))


def test_a_drag_past_a_layer_makes_a_skip_connection_of_one_edge(
    view: SessionCanvas, session: Session
) -> None:
    end = start_drag(view, "x[0,2]", "s[2,1]")
    assert "skip connection with one edge, w[0,2,2,1]" in said(view)
    assert not session.can_undo
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert said(view) == ""
    skip = session.network.into(2)[0]
    assert (skip.source, skip.mask) == (0, ((0, 0), (1, 0)))
    session.undo()
    assert len(session.network.into(2)) == 1


def test_a_drag_puts_a_removed_edge_back(view: SessionCanvas, session: Session) -> None:
    edge_changes.remove_edge(session, "w[2,1,2]")
    end = start_drag(view, "x[1,1]", "x[2,2]")
    assert "Put the removed edge w[2,1,2] back" in said(view)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert edge_changes.edge_exists(session.network, "w[2,1,2]")


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("x[2,1]", "x[0,1]", "from an earlier layer to a later one"),
        ("x[1,1]", "x[1,2]", "from an earlier layer to a later one"),
        ("x[0,1]", "x[1,1]", "is there already"),
    ],
)
def test_what_may_not_be_is_said_before_and_after_and_not_done(
    view: SessionCanvas, session: Session, qtbot: QtBot, source: str, target: str, why: str
) -> None:
    end = start_drag(view, source, target)
    assert why in said(view)
    assert said(view).startswith("✕")
    with qtbot.waitSignal(view.refused) as refused:
        QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert why in refused.args[0]
    assert (said(view), session.can_undo) == ("", False)


@pytest.mark.parametrize("target", ["loss", "b[2,1]", "y[1]", QPoint(5, 5)])
def test_let_go_elsewhere_nothing_happens(
    view: SessionCanvas, session: Session, target: str | QPoint
) -> None:
    drag(view, "x[0,1]", target)
    assert not session.can_undo
    assert view.selected_name == "x[0,1]"


def test_escape_gives_the_drag_up(view: SessionCanvas, session: Session) -> None:
    end = start_drag(view, "x[0,2]", "s[2,1]")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert said(view) == ""
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    assert not session.can_undo


def test_a_small_slip_of_the_hand_is_a_click(view: SessionCanvas, session: Session) -> None:
    drag(view, "x[0,1]", spot(view, "x[0,1]") + QPoint(3, 2))
    assert view.selected_name == "x[0,1]"
    assert said(view) == ""


def test_the_words_stay_inside_the_canvas(view: SessionCanvas) -> None:
    view.resize(700, 260)
    start_drag(view, "x[1,2]", "s[3,1]")
    assert view.rect().contains(view.link.label.geometry())


# Pluses.


@pytest.mark.parametrize(
    ("adds", "layer", "sizes"),
    [
        (Adds.LAYER, 0, (2, 2, 2, 2, 1)),
        (Adds.LAYER, 2, (2, 2, 2, 2, 1)),
        (Adds.UNIT, 0, (3, 2, 2, 1)),
        (Adds.UNIT, 2, (2, 2, 3, 1)),
        (Adds.UNIT, 3, (2, 2, 2, 2)),
    ],
)
def test_a_click_on_a_plus_adds_there(
    view: SessionCanvas, session: Session, adds: Adds, layer: int, sizes: tuple[int, ...]
) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, at(view, find(view, adds, layer)))
    assert session.network.sizes == sizes
    session.undo()
    assert not session.can_undo


def test_a_plus_comes_into_sight_near_the_pointer_alone(view: SessionCanvas) -> None:
    plus = find(view, Adds.LAYER, 1)
    QTest.mouseMove(view.viewport(), at(view, plus) + QPoint(0, 40))
    assert view.canvas.plus_tip == "Add a layer here"
    QTest.mouseMove(view.viewport(), QPoint(2, 2))
    assert view.canvas.plus_tip == ""


def test_pluses_lie_apart_from_all_that_can_be_clicked(view: SessionCanvas) -> None:
    assert view.canvas.graph is not None
    layout = view.canvas.graph.layout
    for plus in pluses(layout):
        assert plus_at(layout, plus.x, plus.y) == plus
        assert view.place_under(QPointF(at(view, plus))) is None
