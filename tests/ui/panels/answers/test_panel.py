"""Answers as a person types, imports and reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.import_answers import ImportDialog
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.answers.model import NAME, REMARK, VERDICT, YOURS

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Open = Callable[..., MainWindow]
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting or window.answers.is_marking:
        QTest.qWait(5)


def cells(window: MainWindow, name: str) -> list[str]:
    model = window.answers.model
    row = model.row_of(name)
    assert row is not None
    return [model.data(model.index(row, column)) for column in (YOURS, VERDICT, REMARK)]


def go_to(window: MainWindow, name: str) -> None:
    row = window.answers.model.row_of(name)
    assert row is not None
    window.answers.table.go_to(row)


def type_number(window: MainWindow, text: str) -> None:
    """As a person does: the first key opens the cell, Enter accepts."""
    table = window.answers.table
    QTest.keyClick(table.viewport(), text[0])
    (editor,) = table.viewport().findChildren(QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Key.Key_Return)
    QTest.qWait(10)  # the delegate commits a little later


@pytest.fixture
def sheet(window: MainWindow) -> MainWindow:
    QTest.keyClick(window, Key.Key_T, CTRL)
    assert window.answers.isVisible()
    settle(window)
    return window


@pytest.fixture
def answered(open_window: Open) -> MainWindow:
    """The window on the assignment with its answers."""
    window = open_window(bg.open_example("nlp-assignment-answers"))
    QTest.keyClick(window, Key.Key_T, CTRL)
    settle(window)
    return window


def test_the_worksheet_lists_what_is_computed_in_order(sheet: MainWindow) -> None:
    model = sheet.answers.model
    names = [model.data(model.index(row, NAME)) for row in range(model.rowCount())]
    assert names[:8] == [
        "Forward",
        "s[1,1]",
        "s[1,2]",
        "x[1,1]",
        "x[1,2]",
        "s[2,1]",
        "x[2,1]",
        "Loss",
    ]
    assert names[-1] == "w_new[2,2,1]"
    assert "Type the numbers" in sheet.answers.summary.text()


def test_a_base_10_logarithm_is_wrong_and_shown(sheet: MainWindow) -> None:
    go_to(sheet, "x[2,1]")
    type_number(sheet, "0.99752737684")
    type_number(sheet, "2.60684206722")
    settle(sheet)
    yours, verdict, remark = cells(sheet, "loss")
    assert (yours, verdict) == ("2.60684206722", "✗ wrong")
    assert "log10" in remark
    go_to(sheet, "loss")
    assert sheet.answers.details.isVisible()
    told = sheet.answers.details.equations.plain("text")
    assert "ln(1 − x[2,1])" in told
    assert "log₁₀(1 − x[2,1])" in told
    assert "2.6068" in told


def test_enter_goes_to_the_next_row(sheet: MainWindow) -> None:
    go_to(sheet, "s[1,1]")
    type_number(sheet, "3")
    type_number(sheet, "3,0")
    settle(sheet)
    assert cells(sheet, "s[1,1]")[:2] == ["3", "✓ right"]
    assert cells(sheet, "s[1,2]")[:2] == ["3,0", "✓ right"]
    assert sheet.answers.model.name(sheet.answers.table.currentIndex().row()) == "x[1,1]"


def test_a_text_that_is_no_number_stays_and_says_why(sheet: MainWindow) -> None:
    go_to(sheet, "s[1,1]")
    type_number(sheet, "three")
    settle(sheet)
    yours, verdict, remark = cells(sheet, "s[1,1]")
    assert (yours, verdict) == ("three", "? unread")
    assert "is not a number" in remark
    assert "s[1,1]: 'three' is not a number" in sheet.message.text


def test_the_selected_row_stays_in_sight_when_its_details_take_room(answered: MainWindow) -> None:
    go_to(answered, "delta[1,2]")
    QTest.qWait(50)
    table = answered.answers.table
    assert answered.answers.details.isVisible()
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_the_keys_pass_over_headings(sheet: MainWindow) -> None:
    go_to(sheet, "x[2,1]")
    type_number(sheet, "1")
    table = sheet.answers.table
    assert sheet.answers.model.name(table.currentIndex().row()) == "loss"
    QTest.keyClick(table, Key.Key_Up)
    assert sheet.answers.model.name(table.currentIndex().row()) == "x[2,1]"
    assert not sheet.answers.model.flags(sheet.answers.model.index(0, YOURS))


def test_a_bare_column_goes_into_the_rows_over_headings_and_blanks(sheet: MainWindow) -> None:
    go_to(sheet, "s[2,1]")
    QGuiApplication.clipboard().setText("6\n\n6,0025\n404.43\n")
    QTest.keyClick(sheet.answers.table, Key.Key_V, CTRL)
    settle(sheet)
    assert [cells(sheet, name)[0] for name in ("s[2,1]", "x[2,1]", "loss", "dx[2,1]")] == [
        "6",
        "",
        "6,0025",
        "404.43",
    ]
    assert cells(sheet, "loss")[1] == "✓ right"
    QTest.keyClick(sheet, Key.Key_Z, CTRL)
    assert not sheet.desk.session.answers


def test_a_column_too_long_is_refused_whole(sheet: MainWindow) -> None:
    go_to(sheet, "x[2,1]")
    QGuiApplication.clipboard().setText("\n".join("1" for _ in range(99)))
    QTest.keyClick(sheet.answers.table, Key.Key_V, CTRL)
    assert not sheet.desk.session.answers
    assert "99 numbers are too many: from x[2,1] on there are" in sheet.message.text


def test_the_selected_answers_are_taken_away_at_once(answered: MainWindow) -> None:
    go_to(answered, "s[1,1]")
    for _ in range(2):
        QTest.keyClick(answered.answers.table, Key.Key_Down, SHIFT)
    before = len(answered.desk.session.answers)
    QTest.keyClick(answered.answers.table, Key.Key_Delete)
    assert len(answered.desk.session.answers) == before - 3
    answered.desk.session.undo()
    assert len(answered.desk.session.answers) == before


def test_the_tolerance_is_typed_and_kept_with_the_session(sheet: MainWindow) -> None:
    go_to(sheet, "x[2,1]")
    type_number(sheet, "0.9977")
    settle(sheet)
    assert cells(sheet, "x[2,1]")[1] == "✗ wrong"
    QTest.keyClick(sheet, Key.Key_7, CTRL | ALT)
    box = sheet.answers.tolerance.box
    QTest.keyClicks(box, "4")
    QTest.keyClick(box, Key.Key_Return)
    settle(sheet)
    assert sheet.desk.session.tolerance == 4
    assert cells(sheet, "x[2,1]")[1] == "✓ right"


def test_while_a_number_is_typed_nothing_is_marked(sheet: MainWindow) -> None:
    go_to(sheet, "loss")
    type_number(sheet, "2.606842")
    QTest.keyClick(sheet.answers.table.viewport(), "1")
    QTest.qWait(400)
    assert cells(sheet, "loss")[1] == ""
    (editor,) = sheet.answers.table.viewport().findChildren(QLineEdit)
    QTest.keyClick(editor, Key.Key_Escape)
    settle(sheet)
    assert cells(sheet, "loss")[1] == "✗ wrong"


def test_delete_takes_an_answer_away_and_undo_brings_it_back(sheet: MainWindow) -> None:
    go_to(sheet, "s[1,1]")
    type_number(sheet, "3")
    go_to(sheet, "s[1,1]")
    QTest.keyClick(sheet.answers.table, Key.Key_Delete)
    settle(sheet)
    assert cells(sheet, "s[1,1]") == ["", "", ""]
    QTest.keyClick(sheet, Key.Key_Z, CTRL)
    settle(sheet)
    assert cells(sheet, "s[1,1]")[:2] == ["3", "✓ right"]
    assert sheet.desk.modified


def test_show_me_goes_to_the_step_and_points_at_it(answered: MainWindow, qtbot: QtBot) -> None:
    go_to(answered, "delta[1,1]")
    QTest.keyClick(answered, Key.Key_J, CTRL)
    session = answered.desk.session
    # The derivative was not written down; the mistake was made there.
    qtbot.waitUntil(lambda: str(session.current) == "dphi[1,1]")
    settle(answered)
    assert answered.canvas.selected_name == "dphi[1,1]"
    assert answered.answers.isVisible()
    assert answered.answers.details.diagnosis is not None


def test_show_me_leads_to_the_first_mistake_as_the_gallery_says(
    answered: MainWindow, qtbot: QtBot
) -> None:
    assert answered.answers.selected == "s[1,1]"
    QTest.keyClick(answered, Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: str(answered.desk.session.current) == "loss")
    settle(answered)
    assert answered.answers.selected == "loss"


def test_the_assignments_answers_are_marked_and_walked_through(answered: MainWindow) -> None:
    assert answered.answers.summary.text().startswith("10 right, 2 follows, 3 wrong.")
    found = []
    for _ in range(4):
        QTest.keyClick(answered, Key.Key_J, CTRL | SHIFT)
        found.append(answered.answers.model.name(answered.answers.table.currentIndex().row()))
    assert found == ["loss", "delta[1,1]", "delta[1,2]", "loss"]
    assert cells(answered, "dw[1,1,1]")[1] == "↳ follows"


def test_on_demand_nothing_is_marked_until_it_is_asked_for(sheet: MainWindow) -> None:
    QTest.keyClick(sheet, Key.Key_6, CTRL | ALT)
    go_to(sheet, "s[1,1]")
    type_number(sheet, "3")
    settle(sheet)
    assert cells(sheet, "s[1,1]")[1] == ""
    QTest.keyClick(sheet, Key.Key_K, CTRL | SHIFT)
    settle(sheet)
    assert cells(sheet, "s[1,1]")[1] == "✓ right"
    assert sheet.desk.settings.marking == "demand"


def test_a_phase_is_marked_when_it_has_been_stepped_through(answered: MainWindow) -> None:
    QTest.keyClick(answered, Key.Key_5, CTRL | ALT)
    settle(answered)
    # The forward phase is answered whole, the backward phase is not.
    assert cells(answered, "x[2,1]")[1] == "✓ right"
    assert cells(answered, "delta[1,1]")[1] == ""
    answered.desk.session.run_to("w_new[1,1,1]")
    settle(answered)
    assert cells(answered, "delta[1,1]")[1] == "✗ wrong"


def paste(window: MainWindow, text: str, answer: Callable[[ImportDialog], None]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        try:
            answer(dialog)
        finally:
            dialog.reject()

    QGuiApplication.clipboard().setText(text)
    QTimer.singleShot(50, act)
    QTest.keyClick(window.answers.table, Key.Key_V, CTRL)
    settle(window)


def test_pasted_answers_are_taken_once_other_names_are_confirmed(sheet: MainWindow) -> None:
    def confirm(dialog: ImportDialog) -> None:
        lines = [row.cells for row in dialog.model.rows]
        assert lines[0][1:] == ("s[1,1]", "3", "written as z[1,1]: left out")
        assert lines[2][1] == "⚠"
        assert "is not a number" in lines[2][3]
        assert dialog.summary.text().startswith("1 of 3 answers are taken.")
        QTest.keyClick(dialog.names, Key.Key_Space)
        assert dialog.summary.text().startswith("2 of 3 answers are taken.")
        QTest.mouseClick(dialog.taking, Qt.MouseButton.LeftButton)

    paste(sheet, "z[1,1]\t3\nloss\t6,0025\nx[1,1]\tabc\n", confirm)
    assert cells(sheet, "s[1,1]")[:2] == ["3", "✓ right"]
    assert cells(sheet, "loss")[:2] == ["6,0025", "✓ right"]


def test_what_is_not_taken_changes_nothing(answered: MainWindow) -> None:
    before = answered.desk.session.answers
    paste(answered, "loss,1", lambda dialog: None)
    assert answered.desk.session.answers == before


def test_answers_leave_as_csv_and_as_a_marked_sheet(
    answered: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter([tmp_path / "a.csv", tmp_path / "m.html"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(names)), ""))
    QTest.keyClick(answered, Key.Key_T, CTRL | ALT)
    QTest.keyClick(answered, Key.Key_E, CTRL | ALT)
    read = bg.read_answers(tmp_path / "a.csv")
    assert [a.quantity for a in read.answers] == [a.quantity for a in answered.desk.session.answers]
    assert "✗ wrong" in (tmp_path / "m.html").read_text(encoding="utf-8")
