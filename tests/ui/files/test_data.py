"""Importing, exporting and making data, as a person does it in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QTableView
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.tables.text_files import TextFile
from backprop_gui.ui.dialogs.import_data import dialog as import_dialog
from backprop_gui.ui.dialogs.import_data.dialog import ImportDialog
from backprop_gui.ui.dialogs.make_data import MakeDataDialog
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.settings.editors import ChoiceEditor, TextEditor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
Open = Callable[[str], ImportDialog]

IRIS = """sepal;petal;note;species
5,1;1,4;a;setosa
7;4,7;b;versicolor
6,3;6;c;virginica
4,9;1,4;c;setosa
"""
WRONG = IRIS + "6;oops;d;setosa\n1;2;3\n"


@pytest.fixture
def session() -> bg.Session:
    network = bg.Network(2, [bg.Layer(3, "tanh"), bg.Layer(1, "sigmoid")])
    return bg.Session(network, [[1, 2], [3, 4]], [[0], [1]])


@pytest.fixture
def open_dialog(qtbot: QtBot, session: bg.Session) -> Open:
    def open_(text: str) -> ImportDialog:
        dialog = ImportDialog(session, "iris.csv", TextFile(text, "utf-8"))
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return open_


def write(dialog: ImportDialog, key: str, text: str) -> None:
    field = dialog.form.rows[key].editor
    assert isinstance(field, TextEditor)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def choose(dialog: ImportDialog, key: str, title: str) -> None:
    field = dialog.form.rows[key].editor
    assert isinstance(field, ChoiceEditor)
    field.setFocus()
    field.showPopup()
    QTest.keyClick(field.view(), Key.Key_Home)
    for _ in range(field.findText(title)):
        QTest.keyClick(field.view(), Key.Key_Down)
    QTest.keyClick(field.view(), Key.Key_Return)


def heads(dialog: ImportDialog) -> list[str]:
    model = dialog.preview
    columns = range(model.columnCount())
    return [model.headerData(n, Qt.Orientation.Horizontal, 0) for n in columns]


def test_what_a_table_becomes_is_seen_before(open_dialog: Open) -> None:
    dialog = open_dialog(IRIS)
    assert heads(dialog) == ["1 sepal\nx₁⁰", "2 petal\nx₂⁰", "3 note\n—", "4 species\nclass"]
    assert dialog.summary.text().splitlines() == [
        "4 samples · 2 inputs · 3 outputs, one for each class: setosa, versicolor, virginica",
        "The network's layers change: 2–3–1 → 2–3–3. What stays keeps its weights.",
    ]
    assert not dialog.problems.isVisible()
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.samples.inputs.tolist() == [[5.1, 1.4], [7, 4.7], [6.3, 6], [4.9, 1.4]]


def test_columns_and_labels_are_chosen_in_any_order(open_dialog: Open) -> None:
    dialog = open_dialog(IRIS)
    write(dialog, "inputs", "petal, 1")
    assert heads(dialog)[:2] == ["1 sepal\nx₂⁰", "2 petal\nx₁⁰"]
    choose(dialog, "labels", "labels: one output 0, 1, 2, …")
    assert "1 output: 0 = setosa, 1 = versicolor, 2 = virginica" in dialog.summary.text()
    assert dialog.summary.text().endswith("The network stays as it is.")
    assert dialog.samples.inputs[0].tolist() == [1.4, 5.1]
    assert dialog.samples.targets.tolist() == [[0], [1], [2], [0]]


def test_enter_in_a_field_takes_it_and_imports_nothing(open_dialog: Open) -> None:
    dialog = open_dialog(IRIS)
    write(dialog, "inputs", "2")
    assert dialog.isVisible()
    assert heads(dialog)[:2] == ["1 sepal\n—", "2 petal\nx₁⁰"]


def test_tab_goes_down_the_choices_to_the_table(open_dialog: Open) -> None:
    dialog = open_dialog(IRIS)
    passed = []
    for _ in range(7):
        focused = dialog.focusWidget()
        passed.append(focused.accessibleName())
        QTest.keyClick(focused, Key.Key_Tab)
    choices = ["Separator", "Decimal mark", "Header", "Inputs", "Targets", "Targets are"]
    assert passed == [*choices, "First lines of the table"]


def test_wrong_lines_are_marked_in_the_table(open_dialog: Open) -> None:
    dialog = open_dialog(WRONG)
    lines = [dialog.preview.headerData(n, Qt.Orientation.Vertical, 0) for n in range(6)]
    assert lines == ["2", "3", "4", "5", "6 ⚠", "7 ⚠"]
    dialog.problems.setFocus()
    QTest.keyClick(dialog.problems, Key.Key_Home)
    assert dialog.table.currentIndex().row() == 4
    QTest.keyClick(dialog.problems, Key.Key_Down)
    assert dialog.table.currentIndex().row() == 5


def test_a_click_on_a_head_turns_a_column(open_dialog: Open) -> None:
    dialog = open_dialog("1,2,3\n4,5,6\n")
    click_head(dialog.table, 0)
    assert heads(dialog) == ["1\ny₂", "2\nx₁⁰", "3\ny₁"]
    click_head(dialog.table, 0)
    assert heads(dialog) == ["1\n—", "2\nx₁⁰", "3\ny₁"]
    click_head(dialog.table, 1)
    assert "No column is chosen for inputs" in dialog.message.text()
    assert heads(dialog) == ["1\n—", "2\nx₁⁰", "3\ny₁"]
    click_head(dialog.table, 0)
    assert heads(dialog)[0] == "1\nx₂⁰"


def click_head(table: QTableView, column: int) -> None:
    header = table.horizontalHeader()
    place = header.sectionViewportPosition(column) + 10
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))


def test_wrong_lines_are_listed_and_left_out_only_on_demand(open_dialog: Open) -> None:
    dialog = open_dialog(WRONG)
    shown = [dialog.problems.item(n).text() for n in range(dialog.problems.count())]
    assert shown == [
        "Line 6: column 2 (petal): “oops” is not a finite number with a decimal comma.",
        "Line 7: 3 columns; the header has 4.",
    ]
    assert dialog.message.text() == "2 of 6 lines are wrong."
    assert not dialog.importing.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    dialog.leave_out.setFocus()
    QTest.keyClick(dialog.leave_out, Key.Key_Space)
    assert not dialog.message.isVisible()
    assert dialog.summary.text().startswith("4 samples")
    QTest.mouseClick(dialog.importing, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert len(dialog.samples) == 4


def test_a_refused_choice_stands_beside_its_field(open_dialog: Open) -> None:
    dialog = open_dialog(IRIS)
    write(dialog, "targets", "leaf")
    assert "No column is called 'leaf'" in dialog.form.rows["targets"].message.text()
    choose(dialog, "separator", "tab")
    assert "The table has one column" in dialog.form.rows["separator"].message.text()
    assert dialog.plan.sheet.dialect.separator == ";"
    choose(dialog, "header", "no")
    assert heads(dialog)[3] == "4\nclass"
    assert dialog.message.text() == "1 of 5 lines is wrong."


def test_a_large_table_is_read_when_it_is_imported(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_dialog, "READ_AT_ONCE", 50)
    dialog = open_dialog(WRONG)
    assert "its lines are checked when it is imported" in dialog.summary.text()
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.problems.count() == 2
    dialog.leave_out.setFocus()
    QTest.keyClick(dialog.leave_out, Key.Key_Space)
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert len(dialog.samples) == 4


@pytest.fixture
def accepting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Dialogs are taken as they come; their titles."""
    found: list[str] = []

    def accept(dialog: QDialog) -> int:
        found.append(dialog.windowTitle())
        dialog.accept()
        return dialog.result()

    for kind in (ImportDialog, MakeDataDialog):
        monkeypatch.setattr(kind, "exec", accept)
    return found


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def test_a_file_is_imported_by_its_key_and_taken_back_by_one_undo(
    window: MainWindow, accepting: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "iris.csv"
    path.write_text(IRIS, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.keyClick(window, Key.Key_I, CTRL)
    settle(window)
    session = window.desk.session
    assert accepting == ["Import iris.csv"]
    assert session.network.sizes == (2, 2, 3)
    assert session.document.targets.tolist()[1] == [0, 1, 0]
    session.step_iteration()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    settle(window)
    assert session.network.sizes == (3, 2, 1)


def test_a_table_is_dropped_on_the_window(
    window: MainWindow, accepting: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "DATA.CSV"
    path.write_text("1,2,3,4\n5,6,7,8\n", encoding="utf-8")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), copy, dropped, left, Modifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), copy, dropped, left, Modifier.NoModifier)
    QApplication.sendEvent(window, drop)
    settle(window)
    assert accepting == ["Import DATA.CSV"]
    assert window.desk.session.data[0].tolist() == [[1, 2, 3], [5, 6, 7]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The table is empty"),
        (b"1\n2\n", "The table has one column"),
        (b"\0\0", "bad.csv is not a text file"),
    ],
)
def test_a_file_without_a_table_is_refused_in_one_message(
    window: MainWindow, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    window.data_files.import_path(path)
    assert message in window.message.text
    assert not window.desk.session.can_undo


@pytest.mark.parametrize(("suffix", "start"), [(".csv", '"x[0,1]","x[0,2]"'), (".tsv", "x[0,1]\t")])
def test_exported_data_are_imported_as_they_were(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, start: str
) -> None:
    path = tmp_path / f"data{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.desk.session.set("x[0,2]", 0.1)
    QTest.keyClick(window, Key.Key_E, CTRL | SHIFT)
    assert window.message.text == f"The data have been written to {path}."
    assert path.read_text(encoding="utf-8").startswith(start)
    found = bg.read_csv(path)
    inputs, targets = window.desk.session.data
    assert found.inputs.tobytes() == inputs.tobytes()
    assert found.targets.tobytes() == targets.tobytes()


def test_a_decimal_comma_is_exported_with_semicolons(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    window.desk.swap_decimal_mark()
    window.desk.session.set("x[0,2]", 0.5)
    QTest.keyClick(window, Key.Key_E, CTRL | SHIFT)
    assert ";0,5;" in path.read_text(encoding="utf-8")


def test_made_data_are_seen_before_and_used(window: MainWindow, accepting: list[str]) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    settle(window)
    assert accepting == ["Make data"]
    made = bg.make_data("moons")  # what is chosen first
    assert (window.desk.session.data[0] == made.inputs).all()
    assert window.desk.session.network.sizes == (2, 2, 1)


def test_made_data_are_drawn_beside_numbers_with_the_persons_decimal_mark(
    qtbot: QtBot, session: bg.Session
) -> None:
    dialog = MakeDataDialog(session, decimal_mark=",")
    qtbot.addWidget(dialog)
    dialog.show()
    for side in ("left", "bottom"):
        assert dialog.plot.getAxis(side).tickStrings([0.5], 1.0, 0.5) == ["0,5"]


def test_each_choice_of_made_data_is_drawn(qtbot: QtBot, session: bg.Session) -> None:
    dialog = MakeDataDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        assert dialog.definition.text() == dialog.made.definition
        assert dialog.count.value() == dialog.made.samples
        assert dialog.plot.listDataItems() or dialog.plot.plotItem.items
        dialog.grab()
    dialog.list.setCurrentRow(0)
    dialog.count.setFocus()
    dialog.count.selectAll()
    QTest.keyClicks(dialog.count, "7")
    assert dialog.summary.text().startswith("7 samples · 2 inputs · 1 output")
    before = dialog.samples.inputs
    dialog.noise.stepUp()
    dialog.seed.stepUp()
    assert dialog.noise.value() == 0.05
    assert (dialog.samples.inputs != before).any()
