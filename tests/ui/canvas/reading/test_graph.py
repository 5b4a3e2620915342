"""The canvas joined with a session: what a person sees at each step."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.engine.losses import Loss
from backprop_gui.engine.network import Connection, Layer, Network
from backprop_gui.engine.optimizers.sgd import SGD
from backprop_gui.formula.writing import Writing
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.places import cell_at, place_of
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.records import ABSENT_TEXT, Cell, Flow, GraphView, Role, State
from backprop_gui.ui.canvas.session_canvas import SessionCanvas


@pytest.fixture
def session() -> Session:
    """The assignment: 3-2-1, all weights 1."""
    network = Network(
        3,
        (Layer(2, "relu", bias=False), Layer(1, "sigmoid", bias=False)),
        loss=Loss("binary_cross_entropy"),
    )
    weights = [[[1, 1]] * 3, [[1], [1]]]
    return Session(network, [[1, 1, 1]], [[0]], optimizer=SGD(0.1), weights=weights)


@pytest.fixture
def wide() -> Session:
    """Four samples, biases, a skip connection, two removed edges."""
    network = Network(
        2,
        (Layer(3, "tanh"), Layer(2, "sigmoid")),
        connections=(Connection(0, 2),),
        masks={"w[1]": ((1, 0, 1), (1, 1, 0))},
    )
    inputs, targets = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0, 1], [1, 0], [1, 0], [0, 1]]
    return Session(network, inputs, targets, optimizer=SGD(0.5))


def cells(graph: GraphView) -> Iterator[Cell]:
    for node in graph.nodes:
        yield from node.cells
    for bundle in graph.bundles:
        for index in np.flatnonzero(bundle.kept):
            yield from bundle.cells(int(index))


def cell(graph: GraphView, name: str) -> Cell:
    return next(cell for cell in cells(graph) if cell.name == name)


def named(graph: GraphView, role: Role) -> set[str]:
    return {cell.name for cell in cells(graph) if cell.role is role}


def test_at_the_beginning_only_what_is_given_has_a_number(session: Session) -> None:
    graph = read_graph(session)
    given = {c.name for c in cells(graph) if c.state is not State.ABSENT}
    assert {name.split("[")[0] for name in given} == {"x", "y", "w"}
    assert cell(graph, "x[1,1]").text == cell(graph, "loss").text == ABSENT_TEXT
    assert graph.flow is Flow.NONE
    assert not named(graph, Role.CURRENT) | named(graph, Role.SOURCE)


def test_every_number_is_the_sessions(wide: Session) -> None:
    for _ in range(len(wide.program.operations) + 3):
        wide.step_over()
        wide.step_into()
        for drawn in cells(read_graph(wide)):
            assert (drawn.state is not State.ABSENT) == wide.is_known(drawn.name)
            if drawn.state is not State.ABSENT:
                assert float(drawn.exact) == wide.value(drawn.name)


def test_the_element_just_computed_and_its_sources_are_marked(session: Session) -> None:
    session.run_to("s[1,2]")
    graph = read_graph(session)
    assert named(graph, Role.CURRENT) == {"s[1,2]"}
    assert named(graph, Role.SOURCE) == {f"x[0,{i}]" for i in (1, 2, 3)} | {
        f"w[1,{i},2]" for i in (1, 2, 3)
    }
    assert graph.bundles[0].sources.tolist() == [False, True] * 3


def test_edges_are_marked_like_their_cells(session: Session) -> None:
    while session.position.iteration == 0 and session.position.operation < 14:
        session.step_into()
        for bundle in read_graph(session).bundles:
            for index in range(len(bundle)):
                roles = {cell.role for cell in bundle.cells(index)}
                assert bundle.current[index] == (Role.CURRENT in roles)
                assert bundle.sources[index] == (Role.SOURCE in roles)


def test_gradients_flow_backward_on_the_edges(session: Session) -> None:
    session.run_to("dw[2,1,1]")
    graph = read_graph(session)
    assert graph.flow is Flow.BACKWARD
    weight, gradient = graph.bundles[1].cells(0)
    assert (weight.name, weight.text) == ("w[2,1,1]", "1")
    assert (gradient.name, gradient.text, gradient.sign) == ("dw[2,1,1]", "2.9926", 1)
    assert graph.bundles[1].values[0] == session.value("dw[2,1,1]")
    assert np.isnan(graph.bundles[0].values).all()
    assert graph.bundles[0].cells(0)[1].text == ABSENT_TEXT


def test_after_its_update_the_new_weight_is_shown_and_edited(session: Session) -> None:
    session.run_to("w_new[1,1,1]")
    renewed, later = (read_graph(session).bundles[0].cells(index)[0] for index in (0, 1))
    assert (renewed.name, renewed.editable) == ("w_new[1,1,1]", True)
    assert renewed.text.endswith("0.90025")
    assert (later.name, later.editable) == ("w[1,1,2]", True)
    session.step_iteration()
    session.step_into()
    assert read_graph(session).bundles[0].cells(0)[0].name == "w[1,1,1]"


def test_what_was_computed_before_an_edit_is_marked(session: Session) -> None:
    session.run_to("x[1,2]")
    session.set("w[1,1,1]", 5.0)
    graph = read_graph(session)
    assert cell(graph, "s[1,1]").state is State.STALE
    assert cell(graph, "s[1,2]").state is State.COMPUTED
    assert "before an edit" in cell(graph, "s[1,1]").spoken


def test_removed_edges_are_drawn_apart_and_have_no_number(wide: Session) -> None:
    bundle = next(b for b in read_graph(wide).bundles if (b.source, b.target) == (0, 1))
    assert bundle.kept.tolist() == [True, False, True, True, True, False]
    assert bundle.cells(1)[0].text == ABSENT_TEXT
    assert not bundle.cells(1)[0].editable
    assert "removed by the mask" in bundle.accessible(1)


def test_edges_are_found_by_the_names_of_their_quantities(wide: Session) -> None:
    graph = read_graph(wide)
    for name in ("w[0,2,1,2]", "w[1,2,1]", "dw[2,3,1]"):
        place = place_of(graph, name)
        assert place is not None
        assert cell_at(graph, place).name == name.removeprefix("d")
    assert place_of(graph, "w[7,1,1]") is None
    assert place_of(graph, "no name") is None


def test_the_sample_in_focus_is_shown_and_the_one_at_work_is_told(wide: Session) -> None:
    wide.run_to("s[1,1,3]")
    graph = read_graph(wide)
    assert graph.phase == "forward · sample 3 of 4"
    assert not named(graph, Role.CURRENT)
    wide.focus = 3
    graph = read_graph(wide)
    assert named(graph, Role.CURRENT) == {"s[1,1]"}
    assert cell(graph, "x[0,1]").text == "1"


@pytest.mark.parametrize("value", [0.1, -1.2345678e-10, 123456.789, -0.0024665, 1e300])
def test_shown_numbers_are_short_and_exact_ones_are_exact(session: Session, value: float) -> None:
    session.set("x[0,1]", value)
    drawn = cell(read_graph(session, Writing(digits=17)), "x[0,1]")
    assert len(drawn.text) <= 8
    assert float(drawn.exact) == value


def test_the_decimal_mark_is_the_persons(session: Session) -> None:
    session.set("x[0,1]", 0.25)
    drawn = cell(read_graph(session, Writing(decimal_mark=",")), "x[0,1]")
    assert (drawn.text, drawn.exact) == ("0,25", "0,25")


def shown(qtbot: QtBot, session: Session) -> SessionCanvas:
    canvas = SessionCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    session.changed.connect(canvas.refresh)
    session.moved.connect(canvas.refresh)
    return canvas


def enter(field: QLineEdit, text: str) -> None:
    """Type it, or where no key has its letters, paste it."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)


def type_over(canvas: SessionCanvas, name: str, text: str) -> None:
    graph = canvas.canvas.graph
    assert graph is not None
    place = place_of(graph, name)
    assert place is not None
    at = canvas.mapFromScene(QPointF(*canvas.canvas.box_of(place).centre))
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert canvas.editor is not None
    canvas.editor.selectAll()
    enter(canvas.editor, text)


@pytest.mark.parametrize("name", ["w[1,2,1]", "x[0,3]", "y[1]"])
def test_a_number_typed_on_the_canvas_reaches_the_session(
    qtbot: QtBot, session: Session, name: str
) -> None:
    canvas = shown(qtbot, session)
    type_over(canvas, name, "0.4")
    assert session.value(name) == 0.4
    assert canvas.editor is None
    graph = canvas.canvas.graph
    assert graph is not None
    assert cell(graph, name).text == "0.4"
    session.undo()
    graph = canvas.canvas.graph
    assert graph is not None
    assert cell(graph, name).text != "0.4"


FORMS = [("3/7", 3 / 7), ("12%", 0.12), ("1.2·10^-3", 0.0012), ("1e-3", 0.001), ("√2", 2**0.5)]


@pytest.mark.parametrize(("text", "value"), FORMS)
def test_numbers_as_answers_are_written_survive_undo_and_the_file(
    qtbot: QtBot, session: Session, tmp_path: Path, text: str, value: float
) -> None:
    canvas = shown(qtbot, session)
    before = session.value("w[1,2,1]")
    type_over(canvas, "w[1,2,1]", text)
    assert session.value("w[1,2,1]") == value
    session.undo()
    assert session.value("w[1,2,1]") == before
    session.redo()
    session.save(tmp_path / "typed.bpg")
    assert bg.open_session(tmp_path / "typed.bpg").value("w[1,2,1]") == value


@pytest.mark.parametrize(("text", "says"), [("abc", "is not a number"), ("inf", "finite")])
def test_the_sessions_refusal_stands_beside_the_field(
    qtbot: QtBot, session: Session, text: str, says: str
) -> None:
    canvas = shown(qtbot, session)
    type_over(canvas, "x[0,1]", text)
    assert canvas.editor is not None
    assert says in canvas.editor.reason
    assert session.value("x[0,1]") == 1


def test_another_session_replaces_the_drawing(
    qtbot: QtBot, session: Session, wide: Session
) -> None:
    canvas = shown(qtbot, session)
    canvas.select("x[0,3]")
    canvas.set_session(wide)
    graph = canvas.canvas.graph
    assert graph is not None
    assert graph.layout.layers[1].size == 3
    assert canvas.canvas.selection is None


def test_inf_and_nan_are_shown_as_what_they_are(session: Session) -> None:
    session.set("y[1]", 1)
    session.set("w[2,1,1]", -1e9)
    session.run_to("loss")
    loss = session.value("loss")
    assert isinstance(loss, float)
    assert math.isinf(loss)
    assert cell(read_graph(session), "loss").text == "∞"
