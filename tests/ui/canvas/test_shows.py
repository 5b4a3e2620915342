"""What edges and units show: chosen by key, menu and button, remembered, absent where absent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.items.edge_classes import ABSENT, NOT_FINITE
from backprop_gui.ui.canvas.places import NodePlace, place_of
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.records import ABSENT_TEXT, Cell, GraphView, Kind, NodeView, State
from backprop_gui.ui.canvas.shows import EDGES, UNITS, Showing
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.settings import Settings
from tests.ui.conftest import Open

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session() -> Session:
    """The assignment: 3-2-1, all weights 1."""
    return bg.open_example("nlp-assignment")


def written(graph: GraphView, connection: int = 0) -> tuple[Cell, ...]:
    """What is written on a connection's edges."""
    bundle = graph.bundles[connection]
    return tuple(cell for index in range(len(bundle)) for cell in bundle.label(index))


def unit(graph: GraphView, layer: int, number: int) -> NodeView:
    found = (n for n in graph.nodes if (n.kind, n.layer, n.unit) == (Kind.UNIT, layer, number))
    return next(found)


@pytest.mark.parametrize("edges", [show for show in EDGES if show != "phase"])
@pytest.mark.parametrize("goal", ["s[1,1]", "delta[2,1]", "dw[1,2,1]", "w_new[2,1,1]"])
def test_the_chosen_number_is_drawn_and_written_on_every_edge(
    session: Session, edges: str, goal: str
) -> None:
    session.run_to(goal)
    graph = read_graph(session, showing=Showing(edges=edges))  # type: ignore[arg-type]
    for connection, bundle in zip(session.network.connections, graph.bundles, strict=True):
        numbers = session.edge_numbers(connection.weights, edges).ravel()  # type: ignore[arg-type]
        for index, number in enumerate(numbers):
            (cell,) = bundle.label(index)
            absent = bool(np.isnan(number))
            assert (cell.state is State.ABSENT) == absent
            assert cell.text == ABSENT_TEXT if absent else float(cell.exact) == number
            assert bundle.cells(index)[0].editable or cell.name.startswith("w_new")
            assert cell.spoken in bundle.accessible(index)


def test_by_phase_it_is_as_ever(session: Session) -> None:
    session.run_to("s[1,1]")
    assert {cell.name[:2] for cell in written(read_graph(session))} == {"w["}
    session.run_to("dw[1,1,1]")
    graph = read_graph(session)
    assert {cell.name[:2] for cell in written(graph)} == {"w[", "dw"}
    assert "gradient" in graph.edges_show
    assert len(unit(graph, 1, 1).cells) == 5


@pytest.mark.parametrize(
    ("units", "name"), [("activation", "x"), ("pre-activation", "s"), ("delta", "delta")]
)
def test_a_unit_shows_one_number_alone_and_tells_all(
    session: Session, units: str, name: str
) -> None:
    session.step_iteration()
    session.run_to("w_new[2,1,1]")
    graph = read_graph(session, showing=Showing(units=units))  # type: ignore[arg-type]
    for number in (1, 2):
        node = unit(graph, 1, number)
        assert [cell.name for cell in node.cells] == [f"{name}[1,{number}]"]
        for kind in ("s", "x", "dphi", "delta", "dx"):
            assert f"{kind}[1,{number}] = " in node.accessible
    largest = max(abs(session.value(f"{name}[{place}]")) for place in ("1,1", "1,2", "2,1"))
    inputs = [1.0] if name == "x" else []
    assert graph.unit_scale == max([largest, *inputs])
    bar = unit(graph, 2, 1).bar
    assert bar == pytest.approx(session.value(f"{name}[2,1]") / graph.unit_scale)


def test_what_is_absent_has_no_bar_and_dashed_edges(session: Session, qtbot: QtBot) -> None:
    session.run_to("x[1,1]")
    graph = read_graph(session, showing=Showing("gradient", "delta"))
    assert all(node.bar is None for node in graph.nodes)
    assert {cell.text for cell in written(graph)} == {ABSENT_TEXT}
    assert graph.scale == graph.unit_scale == 0
    window_canvas = bg_canvas(session, qtbot)
    window_canvas.show_kinds(Showing("gradient", "delta"))
    for item in window_canvas.canvas.edge_items:
        assert set(item.classes.tolist()) == {ABSENT}
    assert "not computed yet" in window_canvas.footer.legend.accessibleName()


def bg_canvas(session: Session, qtbot: QtBot):
    from backprop_gui.ui.canvas.session_canvas import SessionCanvas

    canvas = SessionCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(700, 500)
    canvas.show()
    return canvas


def test_keys_choose_and_the_choice_is_remembered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_5, Ctrl)
    qtbot.keyClick(window, Qt.Key.Key_7, Ctrl)
    assert window.canvas.showing == Showing("contribution", "activation")
    assert "contribution x · w" in window.canvas.footer.legend.accessibleName()
    assert "activation x" in window.canvas.footer.legend.accessibleName()
    window.desk.settings.sync()
    assert Settings(tmp_path / "settings.ini").showing == Showing("contribution", "activation")
    assert window.actions_by_id["edges-contribution"].isChecked()
    assert not window.actions_by_id["edges-phase"].isChecked()


def test_the_chooser_is_reached_by_tab_and_offers_all(window: MainWindow, qtbot: QtBot) -> None:
    chooser = window.canvas.footer.chooser
    assert chooser.edges.accessibleName() == "What edges show: By Phase"
    for button, choices in ((chooser.edges, EDGES), (chooser.units, UNITS)):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
        assert len(button.menu().actions()) == len(choices) + 1  # heat maps, moving by hand
    chooser.edges.menu().actions()[2].trigger()
    assert chooser.edges.accessibleName() == "What edges show: Gradients"
    assert window.canvas.showing.edges == "gradient"


def test_chooser_and_legend_never_overlap(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.choose_showing(Showing("update", "pre-activation"))
    window.desk.session.step_iteration()
    footer = window.canvas.footer
    for width in (320, 450, 600, 1200):
        window.canvas.resize(width, 400)
        QTest.qWait(0)
        assert not footer.legend.geometry().intersects(footer.chooser.geometry())
        for part in (footer.legend, footer.chooser):
            assert part.x() >= 0
            assert part.geometry().bottom() < 400


def test_hovering_tells_exact_numbers_and_the_name(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.choose_showing(Showing("contribution", "activation"))
    window.desk.session.run_to("x[2,1]")
    window.canvas.refresh()
    graph = window.canvas.canvas.graph
    assert graph is not None
    place = place_of(graph, "w[2,1,1]")
    assert place is not None
    box = window.canvas.canvas.box_of(place)
    at: QPoint = window.canvas.mapFromScene(*box.centre)
    assert window.canvas.place_under(at.toPointF()) == place
    assert "x[1,1] · w[2,1,1] = 3.0" in graph.bundles[1].accessible(0)


def test_numbers_that_are_not_finite_are_drawn_and_told_as_such(open_window: Open) -> None:
    network = bg.Network(1, [bg.Layer(1, "identity"), bg.Layer(1, "identity")])
    weights = [[[1e200]], [[-1e200]]]
    session = bg.Session(network, [[1e200]], [[0]], weights=weights, optimizer=bg.SGD(0.5))
    window = open_window(session)
    items, legend = window.canvas.canvas.edge_items, window.canvas.footer.legend
    assert "not finite" not in legend.accessibleName()
    session.step_iteration()
    window.canvas.refresh()
    assert [item.classes.tolist() for item in items] == [[NOT_FINITE], [NOT_FINITE]]
    assert legend.accessibleName() == "Edges show: weight w, not finite: 2"
    window.canvas.show_kinds(Showing(edges="gradient"))
    session.step_into()
    window.canvas.refresh()
    assert [item.classes.tolist() for item in items] == [[ABSENT], [ABSENT]]
    assert legend.accessibleName() == "Edges show: gradient ∂L/∂w, not computed yet"


def test_the_scale_is_written_with_the_mark_that_numbers_have(window: MainWindow) -> None:
    session = window.desk.session
    session.set("w[1,1,1]", 0.25)
    session.set("w[2,1,1]", 1.5)
    window.desk.swap_decimal_mark()
    window.canvas.refresh()
    assert "1,5" in window.canvas.footer.legend.accessibleName()
    assert "1.5" not in window.canvas.footer.legend.accessibleName()


def test_what_a_unit_does_not_draw_can_be_selected_all_the_same(open_window: Open) -> None:
    window = open_window(bg.open_example("nlp-assignment"))
    canvas = window.canvas
    canvas.show_kinds(Showing(units="activation"))
    canvas.select("delta[1,2]")
    assert canvas.selected_name == "delta[1,2]"
    graph, place = canvas.canvas.graph, canvas.canvas.selection
    assert graph is not None
    shown = place_of(graph, "x[1,2]")
    assert isinstance(place, NodePlace)
    assert isinstance(shown, NodePlace)
    assert canvas.canvas.box_of(place) == canvas.canvas.box_of(shown)
    assert "delta[1,2] = not computed yet" in canvas.accessibleDescription()
    canvas.select("x[1,2]")
    canvas.setFocus()
    names = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(canvas, key)
        names.append(canvas.selected_name)
    assert names == ["s[1,2]", "dphi[1,2]", "x[1,2]"]
    canvas.show_kinds(Showing())
    assert canvas.selected_name == "x[1,2]"


def test_legend_of_large_text_ends_within_a_narrow_canvas(
    window: MainWindow, appearance: Appearance
) -> None:
    appearance.set_text_size(200)
    legend, canvas = window.canvas.footer.legend, window.canvas
    for width in (1200, 320):
        canvas.resize(width, 400)
        QTest.qWait(0)
        assert canvas.rect().contains(legend.geometry())
    assert legend.width() > 280
