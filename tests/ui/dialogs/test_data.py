"""The data set in the window: typed, loaded, refused beside the table, used as one edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.data import DataDialog
from backprop_gui.ui.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session() -> bg.Session:
    network = bg.Network(2, [bg.Layer(2, "sigmoid")])
    return bg.Session(network, [[1, 2], [3, 4]], [[0, 1], [1, 0]])


def opened(qtbot: QtBot, session: bg.Session) -> DataDialog:
    dialog = DataDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.table.setFocus()
    return dialog


def type_table(qtbot: QtBot, dialog: DataDialog, text: str) -> None:
    qtbot.keyClick(dialog.table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(dialog.table, text)
    qtbot.waitUntil(lambda: not dialog._later.isActive())


def test_it_starts_with_the_data_in_use(qtbot: QtBot, session: bg.Session) -> None:
    session.set("x[0,1]", 7.5)
    dialog = opened(qtbot, session)
    assert dialog.table.toPlainText().splitlines()[1] == "7.5\t2.0\t0.0\t1.0"
    assert dialog.preview.text() == "2 samples, below a header."
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)
    assert not dialog.isVisible()
    assert len(session.edits) == 1  # the same data is no change


def test_a_typed_table_is_one_edit_that_can_be_undone(qtbot: QtBot, session: bg.Session) -> None:
    dialog = opened(qtbot, session)
    type_table(qtbot, dialog, "0,5;1;0;1")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.table, "2;3;1;0")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)
    assert not dialog.isVisible()
    assert session.document.inputs.tolist() == [[0.5, 1], [2, 3]]
    session.undo()
    assert session.document.inputs.tolist() == [[1, 2], [3, 4]]
    assert not session.can_undo


def test_what_is_wrong_stands_below_the_table(qtbot: QtBot, session: bg.Session) -> None:
    dialog = opened(qtbot, session)
    type_table(qtbot, dialog, "1,2,3,oops")
    assert dialog.preview.text() == "Line 1: “oops” in column 4 is not a finite number."
    assert not dialog.using.isEnabled()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert not session.can_undo


def test_what_the_session_refuses_keeps_the_dialog(qtbot: QtBot, session: bg.Session) -> None:
    session.change(validation=1)
    dialog = opened(qtbot, session)
    type_table(qtbot, dialog, "1,2,0,1")
    qtbot.mouseClick(dialog.using, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "1 samples are for validation" in dialog.preview.text()


def test_a_file_with_labels(qtbot: QtBot, session: bg.Session, tmp_path: Path) -> None:
    path = tmp_path / "pets.csv"
    path.write_text("a,b,pet\n1,2,dog\n3,4,cat\n", encoding="utf-8")
    dialog = opened(qtbot, session)
    dialog.load(path)
    classes = "classes, in the order of the outputs: cat, dog"
    assert dialog.preview.text() == f"2 samples, below a header; {classes}."
    qtbot.mouseClick(dialog.using, Qt.MouseButton.LeftButton)
    assert session.document.targets.tolist() == [[0, 1], [1, 0]]


def test_its_key_opens_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[QDialog] = []

    def keep(dialog: QDialog) -> None:
        found.append(dialog)

    monkeypatch.setattr(DataDialog, "exec", keep)
    monkeypatch.setattr(DataDialog, "deleteLater", lambda _: None)
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL | SHIFT)
    (dialog,) = found
    assert isinstance(dialog, DataDialog)
    assert "x[0,1]" in dialog.table.toPlainText()
