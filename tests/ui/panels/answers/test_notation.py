"""The worksheet is written in the notation that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.formula.notations.table import NOTATIONS
from backprop_gui.marking.reading import answers_of
from backprop_gui.ui.dialogs.import_answers import ImportDialog
from backprop_gui.ui.look import notation
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.answers.model import NAME, REMARK, VERDICT

EACH = pytest.mark.parametrize("name", NOTATIONS)


@pytest.fixture(autouse=True)
def leave_the_notation(appearance: object) -> Iterator[None]:
    """The notation belongs to the application: the next test begins with the usual one."""
    yield
    notation.choose(NOTATIONS["assignment"])


@pytest.fixture
def sheet(window: MainWindow) -> MainWindow:
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    return window


def column(window: MainWindow, number: int) -> list[str]:
    model = window.answers.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def spelled(name: str, quantity: str) -> str:
    return NOTATIONS[name].text(bg.Quantity.parse(quantity))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.desk.bridge.waiting and not window.answers.is_marking)


@EACH
def test_names_remarks_and_details_follow(sheet: MainWindow, name: str, qtbot: QtBot) -> None:
    session = sheet.desk.session
    session.answer("delta[1,1]", "7")
    session.answer("dw[1,1,1]", "7")
    settle(sheet, qtbot)
    sheet.answers.table.go_to(sheet.answers.model.row_of("dw[1,1,1]"))
    chosen = sheet.answers.table.currentIndex()
    sheet.desk.choose_notation(name)
    settle(sheet, qtbot)
    assert sheet.answers.table.currentIndex() == chosen
    names = column(sheet, NAME)
    assert {spelled(name, q) for q in ("delta[1,1]", "dw[1,1,1]", "x[2,1]")} <= set(names)
    row = names.index(spelled(name, "dw[1,1,1]"))
    assert "follows" in column(sheet, VERDICT)[row]
    assert column(sheet, REMARK)[row] == f"follows from {spelled(name, 'delta[1,1]')}"
    told = sheet.answers.details.text.text()
    assert spelled(name, "dw[1,1,1]") in told
    assert f"Follows from {spelled(name, 'delta[1,1]')}." in told
    assert spelled(name, "delta[1,1]") in sheet.answers.summary.text()
    assert sheet.answers.selected == "dw[1,1,1]"


@EACH
def test_both_spellings_are_read_from_files(sheet: MainWindow, name: str, qtbot: QtBot) -> None:
    sheet.desk.choose_notation(name)
    text = f"{spelled(name, 'dw[1,3,2]')},0.5\ns[1,1],3\n"
    dialog = ImportDialog(sheet.desk.session, answers_of(text), sheet)
    qtbot.addWidget(dialog)
    shown = [dialog.model.index(row, 1).data() for row in range(dialog.model.rowCount())]
    assert shown == [spelled(name, "dw[1,3,2]"), spelled(name, "s[1,1]")]
    dialog.accept()
    assert [a.quantity for a in sheet.desk.session.answers] == ["dw[1,3,2]", "s[1,1]"]


@EACH
def test_the_marked_sheet_leaves_in_it(
    sheet: MainWindow, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheet.desk.session.answer("dw[1,3,2]", "0.5")
    sheet.desk.choose_notation(name)
    path = tmp_path / "marked.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    sheet.actions_by_id["save-marked"].trigger()
    assert spelled(name, "dw[1,3,2]") in path.read_text(encoding="utf-8")
