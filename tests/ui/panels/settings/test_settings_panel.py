"""What a person sees who makes choices in the settings with keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.engine.activations import ACTIVATIONS
from backprop_gui.engine.losses import LOSSES
from backprop_gui.engine.optimizers import OPTIMIZERS
from backprop_gui.engine.precision import Precision
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.formula.numerals import NumberFormat
from backprop_gui.session.session import Session
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.settings.editors import ChoiceEditor, TextEditor
from backprop_gui.ui.panels.settings.kinds import Number
from backprop_gui.ui.panels.settings.section_box import SectionBox
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session() -> Session:
    network = bg.Network(
        inputs=2,
        layers=[bg.Layer(3, "tanh"), bg.Layer(2, "elu"), bg.Layer(1, "sigmoid")],
        loss=bg.Loss("squared_error"),
    )
    return bg.Session(network, [[1, 2], [3, 4]], [[0], [1]], optimizer=bg.SGD(learning_rate=0.1))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[SettingsPanel]:
    panel = SettingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 900)
    panel.show()
    qtbot.waitExposed(panel)
    session.changed.connect(panel.refresh)
    yield panel
    session.changed.disconnect(panel.refresh)


def opened(panel: SettingsPanel, title: str) -> SectionBox:
    box = panel.box(title)
    if not box.heading.isChecked():
        box.heading.setFocus()
        QTest.keyClick(box.heading, Key.Key_Space)
    return box


def write(box: SectionBox, key: str, text: str, end: Qt.Key = Key.Key_Return) -> None:
    line = box.form.rows[key].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClick(line, end)


def choose(box: SectionBox, key: str, title: str) -> None:
    """Go down to an entry of a box with the keyboard, and take it."""
    combo = box.form.rows[key].editor
    assert isinstance(combo, ChoiceEditor)
    combo.setFocus()
    combo.showPopup()
    view = combo.view()
    QTest.keyClick(view, Key.Key_Home)
    for _ in range(combo.findText(title)):
        QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    assert combo.currentText() == title or box.form.rows[key].message.text()


def titles(box: SectionBox, key: str) -> list[str]:
    combo = box.form.rows[key].editor
    assert isinstance(combo, QComboBox)
    return [combo.itemText(place) for place in range(combo.count())]


def shown(box: SectionBox, key: str) -> str:
    editor = box.form.rows[key].editor
    return editor.currentText() if isinstance(editor, QComboBox) else editor.text()


def refusal(box: SectionBox, key: str) -> str:
    message = box.form.rows[key].message
    return message.text() if message.isVisible() else ""


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


def test_a_choice_is_one_edit_and_the_panel_follows_undo(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Loss")
    choose(box, "name", "Huber")
    write(box, "delta", "0,5")
    assert session.network.loss.delta == 0.5
    assert "0.5" in box.formulas.plain("text")
    session.undo()
    assert shown(box, "delta") == "1"
    session.undo()
    assert "delta" not in box.form.rows
    assert shown(box, "name") == "squared error"
    assert not session.can_undo
    session.redo()
    assert shown(box, "name") == "Huber"


@pytest.mark.parametrize(("text", "factor"), [("½", 0.5), ("1/4", 0.25), ("2e-3", 0.002)])
def test_a_factor_is_written_as_people_write_it(
    panel: SettingsPanel, session: Session, text: str, factor: float
) -> None:
    write(opened(panel, "Loss"), "factor", text)
    assert session.network.loss.factor == factor


@pytest.mark.parametrize(
    ("section", "key", "text", "said"),
    [
        ("Loss", "factor", "-1", "it must be finite and > 0"),
        ("Loss", "factor", "half", "“half” is not allowed; a number such as"),
        ("Loss", "factor", "1_0", "“1_0” is not allowed; a number such as"),
        ("Layers", "units", "1_0", "a whole number such as 3"),
        ("Layers", "units", "2.5", "a whole number such as 3"),
        ("Layers", "units", "0", "a whole number of at least 1 is allowed"),
        ("Layers", "units", "1000000000", "at most 4096 is allowed"),
        ("Layers", "dropout", "1", "from 0 to below 1 is allowed"),
        ("Optimiser", "learning_rate", "-3", "a finite number from 0"),
        ("Optimiser", "learning_rate", "", "a number such as"),
        ("Parameters", "frozen", "b[9]", "b[9] is not a parameter of this network"),
        ("Parameters", "tied", "w[1,1,1]", "at least 2 are allowed"),
        ("Parameters", "seed", "-1", "at least 0 is allowed"),
    ],
)
def test_a_refused_entry_stays_with_its_reason_beside_it(
    panel: SettingsPanel, session: Session, section: str, key: str, text: str, said: str
) -> None:
    box = opened(panel, section)
    before = shown(box, key)
    write(box, key, text)
    assert said in refusal(box, key)
    assert shown(box, key) == text
    assert not session.can_undo
    QTest.keyClick(box.form.rows[key].editor, Key.Key_Escape)
    assert shown(box, key) == before
    assert not refusal(box, key)


def test_a_refused_entry_outlives_another_change(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Loss")
    write(box, "factor", "-1")
    choose(box, "over_outputs", "mean")
    assert session.network.loss.over_outputs == "mean"
    assert shown(box, "factor") == "-1"
    assert "> 0" in refusal(box, "factor")


def test_leaving_a_field_enters_it_and_what_is_not_changed_is_no_edit(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Optimiser")
    write(box, "learning_rate", "0.1", Key.Key_Tab)
    assert not session.can_undo
    write(box, "learning_rate", "0.25", Key.Key_Tab)
    assert session.value("lr") == 0.25


def test_a_number_is_set_at_the_position_and_shown_as_it_is_there(
    panel: SettingsPanel, session: Session
) -> None:
    session.change(optimizer=bg.Adam(), schedule=SCHEDULES[0]())
    document = session.document
    session.step_iteration(2)
    box = opened(panel, "Optimiser")
    for key, text in (("beta1", "0.5"), ("schedule.every", "3"), ("eps", "0.25")):
        write(box, key, text)
    write(opened(panel, "Loss"), "factor", "3")
    assert session.document is not document
    assert shown(box, "beta1") == "0.5"
    session.undo()
    assert session.document is document
    assert [str(edit.quantity) for edit in session.edits] == ["beta1", "every", "eps"]
    assert session.finished == 2
    session.back_iteration()
    panel.refresh()
    assert [shown(box, key) for key in ("beta1", "schedule.every")] == ["0.9", "10"]
    session.step_iteration()
    panel.refresh()
    assert [shown(box, key) for key in ("beta1", "schedule.every")] == ["0.5", "3"]
    write(box, "beta1", "1")
    assert "from 0 to below 1 is allowed" in refusal(box, "beta1")


def test_a_number_that_brings_or_takes_lines_is_a_change(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Optimiser")
    write(box, "momentum", "0.5")
    assert not session.edits
    assert "momentum · v_w[1]" in box.formulas.plain("text")
    write(box, "momentum", "0.25")
    assert [edit.value for edit in session.edits] == [0.25]
    write(box, "momentum", "0")
    assert session.document.optimizer == bg.SGD(learning_rate=0.1)
    assert "momentum" not in box.formulas.plain("text")


def test_nesterov_without_momentum_is_refused_and_not_ticked(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Optimiser")
    tick = box.form.rows["nesterov"].editor
    assert isinstance(tick, QCheckBox)
    tick.setFocus()
    QTest.keyClick(tick, Key.Key_Space)
    assert not tick.isChecked()
    assert "needs a momentum" in refusal(box, "nesterov")
    write(box, "momentum", "0.9")
    tick.setFocus()
    QTest.keyClick(tick, Key.Key_Space)
    assert session.document.optimizer == bg.SGD(learning_rate=0.1, momentum=0.9, nesterov=True)
    assert not refusal(box, "nesterov")


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


def test_what_is_folded_takes_no_focus(panel: SettingsPanel) -> None:
    for box in panel.boxes:
        if box.heading.isChecked():
            box.heading.setFocus()
            QTest.keyClick(box.heading, Key.Key_Space)
    reached = set()
    panel.boxes[0].heading.setFocus()
    for _ in range(20):
        focus = QApplication.focusWidget()
        reached.add(focus.text() if hasattr(focus, "text") else type(focus).__name__)
        QTest.keyClick(focus, Key.Key_Tab)
    assert reached >= {box.section.title for box in panel.boxes}
    assert reached <= {box.section.title for box in panel.boxes} | {"SettingsPanel"}


def test_every_editor_has_a_name_and_a_label(panel: SettingsPanel) -> None:
    for box in panel.boxes:
        for row in opened(panel, box.section.title).form.rows.values():
            assert row.editor.accessibleName() == row.field.label
            assert row.label.buddy() is row.editor


def test_tab_goes_down_the_fields_also_after_some_came_and_went(
    panel: SettingsPanel, session: Session
) -> None:
    box = opened(panel, "Loss")
    choose(box, "name", "Huber")
    box.form.rows["name"].editor.setFocus()
    order = []
    for _ in range(len(box.form.rows)):
        focus = QApplication.focusWidget()
        order.append(focus.accessibleName())
        QTest.keyClick(focus, Key.Key_Tab)
    assert order == [row.field.label for row in box.form.rows.values()]


def test_the_wheel_scrolls_and_chooses_nothing(panel: SettingsPanel, session: Session) -> None:
    combo = opened(panel, "Layers").form.rows["activation"].editor
    combo.setFocus()
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, down)
    assert not session.can_undo


def test_nothing_is_wider_than_300_pixels(panel: SettingsPanel, session: Session) -> None:
    session.change(optimizer=bg.NAdam())
    for box in panel.boxes:
        opened(panel, box.section.title)
    inside = panel.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= panel.viewport().width()
    for child in inside.findChildren(QWidget):
        if child.isVisible() and isinstance(child, QLabel | QCheckBox | TextEditor):
            right = child.mapTo(inside, QPoint(child.width(), 0)).x()
            assert right <= panel.viewport().width()


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


def test_undo_in_a_field_belongs_to_the_session(window: MainWindow, qtbot: QtBot) -> None:
    dock = window._docks["settings"]
    dock.show()
    dock.raise_()
    qtbot.waitUntil(window.settings.isVisible)
    box = opened(window.settings, "Layers")
    write(box, "dropout", "0.5")
    qtbot.waitUntil(window.actions_by_id["undo"].isEnabled)
    line = box.form.rows["dropout"].editor
    QTest.keyClick(line, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: shown(box, "dropout") == "0")
    assert not window.desk.session.can_undo
    assert "dropout" in box.form.rows


def test_a_selected_unit_or_edge_shows_its_layer(panel: SettingsPanel) -> None:
    for name, layer in (("x[2,1]", 2), ("w[1,2,1]", 1), ("y[1]", 3), ("x[0,1]", 0)):
        panel.show_selection(name)
        assert panel.layers.selected == layer


def test_formulas_follow_the_decimal_mark(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Loss")
    write(box, "factor", "0.3")
    panel.set_numbers(NumberFormat(decimal_mark=","))
    assert "0,3" in box.formulas.plain("text")


def test_another_session_is_shown(panel: SettingsPanel, session: Session) -> None:
    box = opened(panel, "Loss")
    write(box, "factor", "x")
    panel.set_session(bg.open_example("nlp-assignment"))
    assert shown(box, "name") == "binary cross-entropy"
    assert shown(box, "factor") == "1"
    assert not refusal(box, "factor")


@pytest.mark.parametrize("text", ["٣", "１", "1_0", "²"])
def test_digits_are_those_of_the_keyboard(text: str) -> None:
    for whole in (True, False):
        with pytest.raises(bg.InvalidValue, match="is not allowed"):
            Number(whole=whole).read(text)
