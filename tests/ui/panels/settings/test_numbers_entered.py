"""What a person sees who types numbers into the settings with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.engine.schedules import SCHEDULES
from backprop_gui.session.session import Session
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.settings.kinds import Number
from backprop_gui.ui.panels.settings.settings_panel import SettingsPanel
from tests.ui.panels.settings.hands import choose, opened, refusal, shown, write

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


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


@pytest.mark.parametrize(
    ("text", "factor"),
    [("½", 0.5), ("1/4", 0.25), ("2e-3", 0.002), ("12%", 0.12), ("sqrt(2)", 2**0.5)],
)
def test_a_factor_is_written_as_people_write_it(
    panel: SettingsPanel, session: Session, text: str, factor: float
) -> None:
    write(opened(panel, "Loss"), "factor", text)
    assert session.network.loss.factor == factor


@pytest.mark.parametrize(
    ("section", "key", "text", "said"),
    [
        ("Loss", "factor", "-1", "it must be finite and > 0"),
        ("Loss", "factor", "half", "'half' is not a number; a number such as"),
        ("Loss", "factor", "1_0", "'1_0' is not a number; a number such as"),
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


@pytest.mark.parametrize("text", ["٣", "１", "1_0", "²"])
def test_digits_are_those_of_the_keyboard(text: str) -> None:
    for whole, said in ((True, "is not allowed; a whole number"), (False, "is not a number")):
        with pytest.raises(bg.InvalidValue, match=f"'{text}' {said}"):
            Number(whole=whole).read(text)


def test_undo_in_a_field_belongs_to_the_session(window: MainWindow, qtbot: QtBot) -> None:
    dock = window.docks["settings"]
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
