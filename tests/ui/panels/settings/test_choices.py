"""What a person sees who makes choices in the settings with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.losses import LOSSES
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.session.session import Session
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel
from tests.ui.panels.settings.hands import choose, opened, refusal, shown, titles, write

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_every_table_is_offered_whole(panel: SettingsPanel) -> None:
    activations = [entry.title for entry in ACTIVATIONS.values()]
    assert titles(opened(panel, "Layers"), "activation") == activations
    assert titles(opened(panel, "Loss"), "name") == [entry.title for entry in LOSSES.values()]
    optimiser = opened(panel, "Optimiser")
    assert titles(optimiser, "class") == [kind.__name__ for kind in OPTIMIZERS]
    assert len(titles(optimiser, "schedule")) == 1 + len(SCHEDULES)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_an_optimiser_shows_all_its_arguments_and_its_lines(
    panel: SettingsPanel, session: Session, kind: type
) -> None:
    session.change(optimizer=kind())
    box = opened(panel, "Optimiser")
    names = {p.name for p in kind.allowed} | set(kind.__struct_fields__) - {"betas"}
    assert names <= set(box.form.rows)
    assert box.formulas.plain("text").splitlines()[-1].startswith("w[1] ← w[1] − ")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_shows_its_parameters_and_formulas(
    panel: SettingsPanel, session: Session, name: str
) -> None:
    box = opened(panel, "Layers")
    choose(box, "activation", ACTIVATIONS[name].title)
    assert session.network.layers[0].phi.name == name
    parameters = {f"activation.{p.name}" for p in ACTIVATIONS[name].parameters}
    assert {key for key in box.form.rows if key.startswith("activation.")} == parameters
    _, x, slope = box.formulas.plain("text").splitlines()
    assert x.startswith("x[1] = ")
    assert slope.startswith(("dphi[1] = ", "jac[1] = "))


def test_schedule_and_clipping_bring_fields_and_lines(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Optimiser")
    choose(box, "schedule", "step decay")
    write(box, "schedule.every", "3")
    assert session.in_force.schedule == SCHEDULES[0](every=3)
    choose(box, "clipping", "by value")
    write(box, "clip_value", "0.5")
    assert session.in_force.clip_value == 0.5
    choose(box, "clipping", "by norm")
    assert (session.document.clip_value, session.document.clip_norm) == (None, 1.0)
    lines = box.formulas.plain("text")
    assert "lr_t = " in lines
    assert "grad_norm = " in lines


def test_layers_are_added_picked_and_removed(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Layers")
    rows = box.form.rows["layer"].editor
    rows.setFocus()
    QTest.keyClick(rows, Key.Key_Down)
    assert shown(box, "activation") == "ELU"
    _, after, remove = box.buttons
    after.setFocus()
    QTest.keyClick(after, Key.Key_Space)
    assert session.network.sizes == (2, 3, 2, 2, 1)
    assert panel.layers.selected == 3
    write(box, "units", "4")
    assert session.network.sizes == (2, 3, 2, 4, 1)
    remove.setFocus()
    QTest.keyClick(remove, Key.Key_Space)
    assert session.network.sizes == (2, 3, 2, 1)
    QTest.keyClick(remove, Key.Key_Space)
    assert "as many as a sample has targets: 1" in box.message.text()
    assert box.message.isVisible()


def test_biases_and_skip_connections_are_ticked(panel: SettingsPanel, session: Session) -> None:
    panel.select_layer(2)
    box = opened(panel, "Layers")
    choose(box, "bias", "some units")
    write(box, "biases", "2")
    assert session.network.layers[1].biases == (False, True)
    write(box, "biases", "3")
    assert "1 to 2 are allowed" in refusal(box, "biases")
    checks = box.form.rows["skips"].editor
    checks.setFocus()
    QTest.keyClick(checks, Key.Key_Space)
    assert [c.source for c in session.network.into(2)] == [0, 1]
    assert "w[0,2]" in box.formulas.plain("text").splitlines()[0]


def test_a_surrogate_stands_in_for_the_derivative(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Layers")
    choose(box, "activation", "step")
    choose(box, "derivative", "logistic")
    assert session.network.layers[0].slope.name == "sigmoid"
    assert "dphi[1] = σ(s[1])" in box.formulas.plain("text")


def test_initialise_draws_by_the_chosen_law_as_one_edit(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Parameters")
    before = session.value("w[1,1,1]")
    choose(box, "initializer", "constant")
    write(box, "value", "0.25")
    assert box.note.text() == "w = value"
    assert not session.can_undo
    (button,) = box.buttons
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    assert session.value("w[1,1,1]") == 0.25
    session.undo()
    assert session.value("w[1,1,1]") == before
    assert not session.can_undo


def test_initialise_starts_from_the_documents_seed_and_leaves_it(
    panel: SettingsPanel, session: Session
) -> None:
    session.change(seed=7)
    box = opened(panel, "Parameters")
    assert shown(box, "seed") == "7"
    before = session.array("w[1]").values
    drawn = []
    for seed in ("8", "9", "8"):
        write(box, "seed", seed)
        QTest.mouseClick(box.buttons[0], Qt.MouseButton.LeftButton)
        assert session.document.seed == 7
        drawn.append(session.array("w[1]").values)
    assert (drawn[0] == drawn[2]).all()
    assert (drawn[0] != drawn[1]).all()
    assert (drawn[0] != before).any()


def test_frozen_and_tied_parameters_are_written(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Parameters")
    write(box, "frozen", "b[1] w[1,2,1]")
    write(box, "tied", "b[2,1] = b[2,2]")
    assert list(map(str, session.document.frozen)) == ["b[1]", "w[1,2,1]"]
    assert [list(map(str, group)) for group in session.document.tied] == [["b[2,1]", "b[2,2]"]]
    assert shown(box, "frozen") == "b[1]  w[1,2,1]"


def test_precision(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Precision")
    choose(box, "rounding", "to decimals")
    write(box, "decimals", "3")
    choose(box, "format", "float32")
    assert session.document.precision == Precision("float32", decimals=3)
    assert box.note.text() == "rounded to 3 decimals"


def test_the_keys_of_the_window_change_the_layers(window: MainWindow, qtbot: QtBot) -> None:
    session = window.desk.session
    QTest.keyClick(window, Key.Key_L, CTRL)
    assert session.network.sizes == (3, 2, 2, 1)
    assert window.desk.modified
    QTest.keyClick(window, Key.Key_U, CTRL)
    assert session.network.sizes == (3, 2, 3, 1)
    QTest.keyClick(window, Key.Key_U, CTRL | SHIFT)
    QTest.keyClick(window, Key.Key_L, CTRL | SHIFT)
    assert session.network.sizes == (3, 2, 1)
    qtbot.waitUntil(lambda: not window.desk.bridge.waiting)
    for _ in range(4):
        QTest.keyClick(window, Key.Key_Z, CTRL)
    assert session.network.sizes == (3, 2, 1)
    assert not session.can_undo
    assert not window.desk.modified
