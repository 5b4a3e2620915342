"""Another notation reaches everything that names quantities; both spellings can be typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.dialogs.go_to import GoToDialog
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import NAME, SYMBOL
from backprop_gui.ui.settings import Settings
from tests.ui.stopping_hands import settle

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
KEYS = {"nielsen": Key.Key_N, "cs231n": Key.Key_U, "pytorch": Key.Key_Y}
# Of dw[1,2,1]: its name, its symbol in one line, what the program says, and its explanation.
WRITTEN = {
    "nielsen": (
        "∂C/∂w^1_{1,2}",
        "∂C/∂w₁,₂¹",
        "∂C/∂w^1 = (δ^1)ᵀ a^0",
        "∂C/∂w^1_{1,2} = δ^1_1 · a^0_2",
    ),
    "cs231n": ("dW1[1,0]", "dW1[1,0]", "dW1 = Xᵀ dz1", "dW1[1,0] = dz1[0] · X[1]"),
    "pytorch": (
        "fc1.weight.grad[0,1]",
        "fc1.weight.grad[0,1]",
        "fc1.weight.grad = z1.gradᵀ input",
        "fc1.weight.grad[0,1] = z1.grad[0] · input[1]",
    ),
}
EACH = pytest.mark.parametrize("name", KEYS)


@pytest.fixture(autouse=True)
def leave_the_notation(appearance: object) -> Callable[[], None]:
    """The notation belongs to the application: the next test begins with the usual one."""
    from backprop_gui.ui.look import notation

    yield None
    notation.choose(NOTATIONS["assignment"])


def choose(window: MainWindow, name: str) -> None:
    QTest.keyClick(window, KEYS[name], CTRL_ALT)
    settle(window)


def rows(window: MainWindow, column: int) -> list[str]:
    model = window.values.table.quantities
    return [model.index(row, column).data() for row in range(model.rowCount())]


@EACH
def test_values_program_and_explanation_follow(window: MainWindow, name: str) -> None:
    window.desk.session.step_iteration()
    settle(window)
    window.explanation.explain("dw[1,2,1]")
    choose(window, name)
    spelled, symbol, line, equation = WRITTEN[name]
    assert spelled in rows(window, NAME)
    assert symbol in rows(window, SYMBOL)
    assert line in [row.text for row in window.program.program_model.rows]
    assert spelled in window.explanation.title.text()
    assert window.explanation.equations.plain("text").splitlines()[0] == equation
    assert window.actions_by_id[f"notation-{name}"].isChecked()
    assert Settings(window.desk.settings.path).writing.notation is NOTATIONS[name]


@EACH
def test_the_network_follows(window: MainWindow, name: str) -> None:
    window.desk.session.step_iteration()
    choose(window, name)
    window.canvas.select("dw[1,2,1]")
    assert WRITTEN[name][0] in window.canvas.accessibleDescription()
    graph = window.canvas.canvas.graph
    assert graph is not None
    unit = next(node for node in graph.nodes if node.title == "Unit 1 of layer 1")
    symbols = {cell.symbol.letter for cell in unit.cells}
    assert symbols >= {"nielsen": {"z", "a"}, "cs231n": {"z1", "h1"}, "pytorch": {"z1"}}[name]


@EACH
def test_plots_follow(window: MainWindow, name: str, qtbot: QtBot) -> None:
    window.desk.session.step_iteration(3)
    window.plots.setCurrentIndex(1)
    settle(window)
    choose(window, name)
    weight = {"nielsen": "w₁,₂¹", "cs231n": "W1[1,0]", "pytorch": "fc1.weight[0,1]"}[name]
    curves = window.plots.currentWidget()
    legend = curves.legend
    qtbot.waitUntil(lambda: weight in [legend.item(n).text() for n in range(legend.count())])
    loss = {"nielsen": "loss C", "cs231n": "loss", "pytorch": "loss"}[name]
    assert window.plots.widget(0).heading.text().split(" · ")[0] == loss


@EACH
@pytest.mark.parametrize("own", [True, False])
def test_both_spellings_lead_to_a_place(window: MainWindow, name: str, own: bool) -> None:
    choose(window, name)
    typed = "dw[1,2,1]" if own else WRITTEN[name][0]
    dialog = GoToDialog(window.desk.session, window)
    dialog.field.setText(f"2 {typed}")
    assert dialog.position is not None
    computed = window.desk.session.clock.just_computed(dialog.position)
    assert str(computed) == "dw[1,2,1]"
    assert WRITTEN[name][0] in dialog.said.text()


@EACH
@pytest.mark.parametrize("own", [True, False])
def test_a_watch_is_typed_in_both_and_shown_in_the_notation(
    window: MainWindow, name: str, own: bool
) -> None:
    choose(window, name)
    typed = "dw[1,2,1]" if own else WRITTEN[name][0]
    window.watches.field.setText(f"abs({typed}) * 2")
    QTest.keyClick(window.watches.field, Key.Key_Return)
    assert window.desk.session.watches == ("abs(dw[1,2,1]) * 2",)
    assert window.watches.model.index(0, 0).data() == f"abs({WRITTEN[name][0]}) * 2"


@EACH
def test_the_filter_of_the_values_takes_both(window: MainWindow, name: str) -> None:
    choose(window, name)
    for typed in ("dw[1,2,1]", WRITTEN[name][0]):
        window.values.filter.setText(typed)
        assert rows(window, NAME) == [WRITTEN[name][0]]


@EACH
def test_the_report_follows(window: MainWindow, name: str, tmp_path: Path) -> None:
    writing = Writing(notation=NOTATIONS[name])
    for suffix in (".html", ".pdf"):
        path = bg.export_report(window.desk.session, tmp_path / f"r{suffix}", writing=writing)
        assert path.stat().st_size > 1000
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    sign = {"nielsen": "<mi>C</mi>", "cs231n": "dW1[1,0]", "pytorch": "fc1.weight.grad[0,1]"}
    assert sign[name] in page
    assert "<mi>s</mi>" not in page
