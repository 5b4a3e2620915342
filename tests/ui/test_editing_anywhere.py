"""Every edit on the canvas, wherever the position stands: undone and redone to the same bits."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.items.pluses import Adds, pluses
from backprop_gui.ui.canvas.places import place_of
from backprop_gui.ui.dialogs.one_line import OneLineDialog
from backprop_gui.ui.main_window import MainWindow
from tests.ui.conftest import Open

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def session() -> Session:
    """Batches, a mask, a skip connection, tied and frozen parameters, momentum."""
    network = bg.Network(
        2,
        [bg.Layer(3, "tanh"), bg.Layer(2, "sigmoid"), bg.Layer(1)],
        connections=[bg.Connection(0, 2)],
        masks={"w[1]": [[1, 0, 1], [1, 1, 1]]},
    )
    return bg.Session(
        network,
        [[1, 2], [3, -1], [0, 1], [2, 2]],
        [[1], [0], [1], [0]],
        optimizer=bg.Adam(),
        batch_size=2,
        shuffle=True,
        seed=3,
        frozen=["b[2]"],
        tied=[["w[2,1,1]", "w[2,2,2]"]],
        labels={"x[1]": "hidden", "x[1,3]": "edge"},
    )


def inside_an_operation(session: Session) -> None:
    session.step_iteration(3)
    session.step_over()
    session.step_into()


def between_updates(session: Session) -> None:
    session.run_to("w_new[1]")


def at_rest(session: Session) -> None:
    session.step_iteration(3)


def in_the_past(session: Session) -> None:
    session.step_iteration(6)
    session.seek(bg.Position(2, 3, 1))


SITUATIONS = (
    inside_an_operation,
    between_updates,
    at_rest,
    in_the_past,
)


class Hands:
    """Mouse and keys on the window's canvas."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.canvas = window, window.canvas
        self.session = window.desk.session

    def settle(self) -> None:
        QTest.qWait(1)
        while self.window.desk.bridge.waiting:
            QTest.qWait(1)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, keys)
        self.settle()

    def spot(self, name: str) -> QPoint:
        graph = self.canvas.canvas.graph
        assert graph is not None
        place = place_of(graph, name)
        assert place is not None, name
        return self.canvas.mapFromScene(QPointF(*self.canvas.canvas.box_of(place).centre))

    def click(self, *names: str) -> None:
        """The first alone, the others with Shift."""
        for number, name in enumerate(names):
            self.click_at(self.spot(name), SHIFT if number else NONE)

    def click_at(self, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas.viewport(), LEFT, keys, at)
        self.settle()

    def drag(self, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.canvas.viewport(), LEFT, keys, start)
        QTest.mouseMove(self.canvas.viewport(), (start + end) / 2)
        QTest.mouseMove(self.canvas.viewport(), end)
        QTest.mouseRelease(self.canvas.viewport(), LEFT, keys, end)
        self.settle()

    def plus(self, adds: Adds, layer: int) -> None:
        graph = self.canvas.canvas.graph
        assert graph is not None
        found = (p for p in pluses(graph.layout) if (p.adds, p.layer) == (adds, layer))
        plus = next(found)
        self.click_at(self.canvas.mapFromScene(QPointF(plus.x, plus.y)))

    def type_over(self, name: str, text: str) -> None:
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, self.spot(name))
        field = self.canvas.editor
        assert field is not None, name
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
        self.settle()


Do = Callable[[Hands], None]


def drawn(hands: Hands, name: str) -> str:
    """Under which name a parameter is drawn: after its update as a new value."""
    graph = hands.canvas.canvas.graph
    assert graph is not None
    names = name, name[0] + "_new" + name[1:]
    return next(name for name in names if place_of(graph, name) is not None)


def types_a_weight(hands: Hands) -> None:
    hands.type_over(drawn(hands, "w[1,1,1]"), "3/7")


def types_an_input(hands: Hands) -> None:
    hands.type_over("x[0,1]", "0.3")


def types_a_target(hands: Hands) -> None:
    hands.type_over("y[1]", "0.3")


def pastes(hands: Hands) -> None:
    hands.click("x[1,1]")
    hands.key(Key.Key_C, CTRL)
    hands.click("x[1,3]")
    hands.session.set("x[0,2]", 7)
    hands.settle()
    hands.key(Key.Key_V, CTRL)


def randomises(hands: Hands) -> None:
    hands.key(Key.Key_A, CTRL)
    hands.key(Key.Key_R)


def renames(hands: Hands) -> None:
    hands.click("x[1,2]")
    hands.key(Key.Key_N)


def freezes(hands: Hands) -> None:
    hands.click("x[1,2]")
    hands.key(Key.Key_F)


def connects(hands: Hands) -> None:
    hands.drag(hands.spot("s[1,2]"), hands.spot("s[3,1]"))


def puts_an_edge_back(hands: Hands) -> None:
    hands.click("x[0,1]", "x[1,2]")
    hands.key(Key.Key_C)


def removes_by_band(hands: Hands) -> None:
    first, last = hands.spot("x[1,1]"), hands.spot("x[1,2]")
    hands.drag(first - QPoint(170, 60), last + QPoint(60, 40))
    hands.key(Key.Key_Delete)


def removes_edges(hands: Hands) -> None:
    hands.click(*(drawn(hands, name) for name in ("w[1,2,1]", "w[3,1,1]", "b[1,1]")))
    hands.key(Key.Key_Delete)


def adds_a_unit_by_key(hands: Hands) -> None:
    hands.click("x[1,1]")
    hands.key(Key.Key_U, CTRL)


def removes_an_input(hands: Hands) -> None:
    hands.click("x[0,1]")
    hands.key(Key.Key_U, CTRL | SHIFT)


def adds_an_output(hands: Hands) -> None:
    hands.plus(Adds.UNIT, 3)


def adds_a_layer_by_plus(hands: Hands) -> None:
    hands.plus(Adds.LAYER, 1)


def adds_a_layer_by_key(hands: Hands) -> None:
    hands.click("x[2,1]")
    hands.key(Key.Key_L, CTRL)


def removes_a_layer(hands: Hands) -> None:
    hands.click("x[1,1]")
    hands.key(Key.Key_L, CTRL | SHIFT)


def moves_a_unit(hands: Hands) -> None:
    start = hands.spot("x[1,1]")
    hands.drag(start, start + QPoint(30, -20), ALT)


EDITS: tuple[Do, ...] = (
    types_a_weight,
    types_an_input,
    types_a_target,
    pastes,
    randomises,
    renames,
    freezes,
    connects,
    puts_an_edge_back,
    removes_by_band,
    removes_edges,
    adds_a_unit_by_key,
    removes_an_input,
    adds_an_output,
    adds_a_layer_by_plus,
    adds_a_layer_by_key,
    removes_a_layer,
    moves_a_unit,
)


def fingerprint(session: Session) -> Hashable:
    """Everything that a person can see of it, to the last bit."""
    arrays = [(a.name, session.array(a.name)) for a in session.program.arrays]
    return (
        session.position,
        session.network,
        session.document.frozen,
        session.document.tied,
        session.document.labels,
        session.moves,
        session.edits,
        tuple((name, read.known.tobytes(), read.values.tobytes()) for name, read in arrays),
        tuple(table.tobytes() for table in session.data),
        session.history("loss").tobytes(),
        tuple(branch.name for branch in session.branches),
    )


@pytest.fixture
def hands(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> Hands:
    window = open_window(session())
    window.resize(1600, 1000)
    window.canvas.setFocus()
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (11, True))

    def answer(dialog: OneLineDialog) -> bool:
        dialog.field.setText("named")
        return True

    monkeypatch.setattr(OneLineDialog, "exec", answer)
    return Hands(window)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.__name__)
def test_every_edit_is_undone_and_redone_to_the_same_bits(
    hands: Hands, situation: Callable[[Session], None]
) -> None:
    situation(hands.session)
    hands.settle()
    for edit in EDITS:
        before = fingerprint(hands.session)
        edit(hands)
        said = hands.window.message.text
        assert not said or said.startswith("An edit in the past"), (edit, said)
        assert hands.canvas.editor is None, edit
        after = fingerprint(hands.session)
        assert after != before, edit
        presses = 0
        while hands.session.can_undo:
            hands.key(Key.Key_Z, CTRL)
            presses += 1
        assert fingerprint(hands.session) == before, edit
        for _ in range(presses):
            hands.key(Key.Key_Y, CTRL)
        assert fingerprint(hands.session) == after, edit
        while hands.session.can_undo:
            hands.key(Key.Key_Z, CTRL)


@pytest.mark.parametrize("edit", [types_a_weight, adds_an_output, adds_a_layer_by_plus, connects])
def test_an_edit_ends_a_run_where_it_is(hands: Hands, edit: Do) -> None:
    QTest.keyClick(hands.canvas, Key.Key_F5)
    QTest.qWait(60)
    runner, network = hands.window.desk.runner, hands.session.network
    assert runner.running
    edit(hands)
    assert not runner.running
    assert hands.session.position.iteration > 0
    assert hands.session.can_undo
    hands.key(Key.Key_Z, CTRL)
    assert hands.session.network == network
    assert not hands.session.can_undo


def test_a_unit_is_moved_without_ending_a_run(hands: Hands) -> None:
    QTest.keyClick(hands.canvas, Key.Key_F5)
    QTest.qWait(60)
    moves_a_unit(hands)
    assert hands.session.moves
    assert hands.window.desk.runner.running
    hands.window.desk.runner.pause()
