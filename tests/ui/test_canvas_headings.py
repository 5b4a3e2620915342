"""The headings of layers: a click selects, a double click offers activations; names are typed."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.ui.canvas.editing.activation_menu import ActivationMenu
from backprop_gui.ui.dialogs.one_line import OneLineDialog
from backprop_gui.ui.main_window import MainWindow
from tests.ui.conftest import Open
from tests.ui.editing_hands import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    click,
    menu_texts,
    open_small,
    press,
    settle,
)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_small(open_window)


def heading(window: MainWindow, layer: int) -> QPoint:
    rect = window.canvas.canvas._frame.heading_rect(layer)
    return window.canvas.mapFromScene(rect.center())


def activation_menu(window: MainWindow) -> ActivationMenu:
    (menu,) = [m for m in window.canvas.findChildren(ActivationMenu) if m.isVisible()]
    return menu


def test_a_click_on_a_heading_selects_the_layer(window: MainWindow) -> None:
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, heading(window, 1))
    assert set(window.canvas.selected_names) == {"s[1,1]", "s[1,2]", "s[1,3]"}
    assert window.settings.layers.selected == 1
    QTest.mouseClick(window.canvas.viewport(), LEFT, SHIFT, heading(window, 0))
    assert len(window.canvas.selected_names) == 5
    texts = menu_texts(window, heading(window, 2))
    assert {"Activation…", "Remove What Is Selected", "Add Unit", "Freeze"} <= set(texts)


def test_a_double_click_on_a_heading_offers_activations(window: MainWindow) -> None:
    QTest.mouseDClick(window.canvas.viewport(), LEFT, NONE, heading(window, 1))
    menu = activation_menu(window)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["tanh"]
    weights = window.desk.session.array("w[1]").values.copy()
    wanted = next(a for a in menu.actions() if a.data() == "sigmoid")
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(wanted).center())
    settle(window)
    assert window.desk.session.network.layers[0].phi.name == "sigmoid"
    assert np.array_equal(window.desk.session.array("w[1]").values, weights)
    window.desk.session.undo()
    assert window.desk.session.network.layers[0].phi.name == "tanh"


def test_a_opens_the_activations_by_key(window: MainWindow) -> None:
    click(window, "s[1,2]")
    press(window, Key.Key_A)
    menu = activation_menu(window)
    names = list(ACTIVATIONS)
    QTest.keyClick(menu, Key.Key_Down)
    assert menu.activeAction().data() == names[names.index("tanh") + 1]
    QTest.keyClick(menu, Key.Key_Return)
    settle(window)
    chosen = window.desk.session.network.layers[0].phi.name
    assert chosen == names[names.index("tanh") + 1]
    click(window, "x[0,1]")
    assert not window.actions_by_id["activation"].isEnabled()


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Type a text into the next question of one line, and accept it."""

    def exec_(dialog: OneLineDialog) -> bool:
        dialog.field.setText(text)
        button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert button.isEnabled()
        return True

    monkeypatch.setattr(OneLineDialog, "exec", exec_)


def test_n_names_a_unit_and_shift_n_its_layer(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.desk.session
    session.step_over()
    at = session.position
    click(window, "s[1,2]")
    answer(monkeypatch, "edge")
    press(window, Key.Key_N)
    answer(monkeypatch, "hidden")
    press(window, Key.Key_N, SHIFT)
    assert (session.label(1, 2), session.label(1), session.position) == ("edge", "hidden", at)
    graph = window.canvas.canvas.graph
    assert graph is not None
    assert graph.headings[1].title == "Layer 1 · hidden"
    assert [node.name for node in graph.nodes if node.name] == ["edge"]
    assert "“edge”" in window.canvas.accessibleDescription()
    model = window.program.program_model
    said = [str(model.data(model.index(row))) for row in range(model.rowCount())]
    assert any("layer 1 “hidden”" in text for text in said)
    press(window, Key.Key_Z, CTRL)
    assert session.label(1) == ""
    answer(monkeypatch, "")
    press(window, Key.Key_N)
    assert session.label(1, 2) == ""
