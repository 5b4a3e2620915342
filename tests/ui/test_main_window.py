"""What a person sees who opens the window and presses keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QFileDialog, QInputDialog, QMainWindow
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.canvas.footer.legend import Legend
from backprop_gui.ui.commands import COMMANDS
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.export_report import ReportDialog
from backprop_gui.ui.dialogs.keys import KeysDialog
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import MARK, NAME, VALUE
from backprop_gui.ui.settings import Settings

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier
Open = Callable[[Session], MainWindow]


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = NONE) -> None:
    """Press a key and wait until the window has drawn it, its equation included."""
    QTest.keyClick(window, key, modifier)
    settle(window)


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting and not window.desk.runner.running:
        QTest.qWait(1)


def counter(window: MainWindow) -> str:
    """The number of the line that the arrow points at, and the element counter in it."""
    model = window.program.program_model
    pointed = [(row.number, model.counter(row)) for row in model.rows if model.counter(row)]
    assert len(pointed) == 1
    return "{} {}".format(*pointed[0])


def explained(window: MainWindow) -> str:
    return window.explanation.equations.plain("text")


def table(window: MainWindow) -> dict[str, tuple[str, str]]:
    """Value and mark of each row, by name."""
    model = window.values.table.quantities
    rows = range(model.rowCount())
    cell = lambda row, column: model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)  # noqa: E731
    return {cell(row, NAME): (cell(row, VALUE), cell(row, MARK)) for row in rows}


def enabled(window: MainWindow) -> set[str]:
    return {name for name in STEPS if window.actions_by_id[name].isEnabled()}


FORWARD = {"step-into", "step-over", "step-out", "step-iteration", "step-epoch"}
BACK = {"restart", "back-into", "back-over", "back-out", "back-iteration", "back-epoch"}
STEPS = FORWARD | BACK


def test_at_the_start_nothing_has_a_value_and_only_forward_can_act(window: MainWindow) -> None:
    assert enabled(window) == FORWARD
    assert counter(window) == "1 (0 of 2)"
    assert table(window)["x[0,1]"] == ("1", "")
    assert table(window)["s[1,1]"] == ("—", "")
    assert window.status.position.text() == "Start · nothing has been computed yet"
    assert "Nothing has been computed yet" in window.explanation.title.text()


def test_into_shows_one_element_with_its_formula_numbers_and_result(window: MainWindow) -> None:
    press(window, Key.Key_F11)
    assert counter(window) == "1 (1 of 2)"
    assert table(window)["s[1,1]"] == ("3", "⟵ now")
    assert table(window)["s[1,2]"] == ("—", "")
    assert explained(window).splitlines() == [
        "s[1,1] = x[0,1] · w[1,1,1] + x[0,2] · w[1,2,1] + x[0,3] · w[1,3,1]",
        "= 1 · 1 + 1 · 1 + 1 · 1",
        "= 3",
    ]
    assert "element 1 of 2" in window.status.position.text()


@pytest.mark.parametrize(
    ("key", "modifier", "line"),
    [
        (Key.Key_F10, NONE, "1 (2 of 2)"),
        (Key.Key_F11, SHIFT, "4 (1 of 1)"),
        (Key.Key_F8, NONE, "15 (2 of 2)"),
        (Key.Key_F7, NONE, "15 (2 of 2)"),
    ],
)
def test_a_key_steps_and_with_ctrl_steps_back(
    window: MainWindow, key: Qt.Key, modifier: Modifier, line: str
) -> None:
    press(window, key, modifier)
    assert counter(window) == line
    assert enabled(window) == STEPS
    press(window, key, modifier | CTRL)
    assert counter(window) == "1 (0 of 2)"
    assert enabled(window) == FORWARD


def test_the_output_delta_is_shown_as_a_product_and_simplified(window: MainWindow) -> None:
    window.desk.session.run_to("delta[2,1]")
    settle(window)
    text = explained(window)
    assert "delta[2,1] = dx[2,1] · dphi[2,1]" in text
    assert "simplified:\ndelta[2,1] = x[2,1] − y[1]\n= 0.99753 − 0\n= 0.99753" in text


def test_restart_leads_back_to_the_beginning(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    press(window, Key.Key_F5, CTRL | SHIFT)
    assert window.desk.session.position == Position()
    assert counter(window) == "1 (0 of 2)"


def test_held_keys_are_drawn_once_at_the_newest_position(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings: list[Position] = []
    monkeypatch.setattr(
        window.canvas, "refresh", lambda: drawings.append(window.desk.session.position)
    )
    for _ in range(20):
        QTest.keyClick(window, Key.Key_F11)
    settle(window)
    assert drawings[-1] == window.desk.session.position
    assert len(drawings) < 20


def test_an_edit_marks_what_came_before_it_and_can_be_undone(window: MainWindow) -> None:
    press(window, Key.Key_F10)
    model = window.values.table.quantities
    row = next(n for n in range(model.rowCount()) if str(model.quantity(n)) == "w[1,1,1]")
    assert model.setData(model.index(row, VALUE), "2,5", Qt.ItemDataRole.EditRole)
    settle(window)
    assert table(window)["w[1,1,1]"][0] == "2.5"
    assert table(window)["s[1,1]"][1] == "before the edit"
    assert window.isWindowModified()
    press(window, Key.Key_Z, CTRL)
    assert table(window)["w[1,1,1]"][0] == "1"
    assert not window.isWindowModified()
    press(window, Key.Key_Z, CTRL | SHIFT)
    assert table(window)["w[1,1,1]"][0] == "2.5"


def test_a_bad_number_gives_a_message_that_the_next_command_takes_away(window: MainWindow) -> None:
    model = window.values.table.quantities
    model.setData(model.index(0, VALUE), "three", Qt.ItemDataRole.EditRole)
    assert "'three' is not a number" in window.message.text
    press(window, Key.Key_F11)
    assert window.message.text == ""


def test_continue_runs_until_pause(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Key.Key_F5)
    assert window.desk.runner.running
    assert not enabled(window)
    assert window.actions_by_id["pause"].isEnabled()
    qtbot.waitUntil(lambda: window.desk.session.position.iteration > 100)
    press(window, Key.Key_F6)
    assert not window.desk.runner.running
    assert not window.actions_by_id["pause"].isEnabled()
    at = window.desk.session.position
    QTest.qWait(50)
    assert window.desk.session.position == at
    assert f"Iteration {at.iteration} · finished" in window.status.position.text()


def test_so_many_iterations_are_run_as_asked(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (250, True))
    press(window, Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: not window.desk.runner.running)
    assert window.desk.session.finished == 250
    assert len(window.desk.session.history("loss")) == 250


def test_a_bad_file_gives_one_message_and_the_session_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    session, bad = window.desk.session, tmp_path / "bad.bpg"
    bad.write_text("{}", encoding="utf-8")
    window.files.open_path(bad)
    assert window.message.text.startswith("bad.bpg is not a session that can be opened: $.format")
    assert window.desk.session is session


def test_saving_and_opening_come_back_to_the_same_place(window: MainWindow, tmp_path: Path) -> None:
    window.desk.session.set("w[1,1,1]", 0.25)
    press(window, Key.Key_F10)
    path, at = tmp_path / "mine.bpg", window.desk.session.position
    window.desk.save(path)
    assert not window.desk.modified
    window.desk.open(bg.open_example("xor"), "xor")
    window.files.open_path(path)
    assert window.desk.session.position == at
    assert table(window)["w[1,1,1]"][0] == "0.25"
    assert window.desk.settings.recent == (path.resolve(),)


def test_a_line_of_the_program_is_explained_before_it_is_computed(window: MainWindow) -> None:
    window.program.setFocus()
    for _ in range(2):
        QTest.keyClick(window.program, Key.Key_Down)
    assert window.explanation.shown is not None
    assert not window.explanation.shown.known
    assert explained(window) == "x[1,1] = max(0, s[1,1])"
    assert "Not computed yet" in window.explanation.remarks.text()


def test_a_selected_edge_shows_all_about_it_until_the_next_step(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    window.canvas.select("w[1,2,1]")
    details = window.details.table.quantities
    names = [str(details.quantity(row)) for row in range(details.rowCount())]
    assert names == ["w[1,2,1]", "dw[1,2,1]", "w_new[1,2,1]"]
    assert window.details.heading.text() == "Edge from unit 2 of layer 0 to unit 1 of layer 1"
    assert window.explanation.shown is not None
    assert window.explanation.shown.name == "w_new[1,2,1]"
    press(window, Key.Key_F11)
    assert window.explanation.shown.name == "s[1,1]"


def test_a_click_on_a_row_of_the_values_explains_it(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    view = window.values.table
    window.values.filter.setText("delta[1")
    cell = view.visualRect(view.quantities.index(1, NAME)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(cell))
    assert window.explanation.shown is not None
    assert window.explanation.shown.name == "delta[1,2]"


def test_the_explanation_is_copied_as_latex(window: MainWindow) -> None:
    press(window, Key.Key_F10)
    press(window, Key.Key_C, CTRL | SHIFT)
    assert r"s_{2}^{1}" in QGuiApplication.clipboard().text()


def test_digits_and_decimal_mark_reach_every_number(window: MainWindow) -> None:
    window.desk.session.run_to("x[2,1]")
    for _ in range(3):
        press(window, Key.Key_BracketRight, CTRL)
    window.actions_by_id["decimal-comma"].trigger()
    settle(window)
    assert table(window)["x[2,1]"][0] == "0,99752738"
    assert explained(window).endswith("= 0,99752738")
    assert Settings(window.desk.settings.path).writing.digits == 8


def test_themes_are_chosen_and_remembered(window: MainWindow, appearance: Appearance) -> None:
    window.actions_by_id["theme-dark"].trigger()
    assert appearance.choice == "dark"
    assert window.desk.settings.theme == "dark"
    assert window.actions_by_id["theme-dark"].isChecked()
    assert QGuiApplication.palette().window().color().lightnessF() < 0.3


def test_docks_and_size_are_remembered(
    window: MainWindow, appearance: Appearance, qtbot: QtBot
) -> None:
    window.resize(790, 640)
    window.docks["plots"].hide()
    window.close()
    again = MainWindow(Desk(bg.open_example("xor"), window.desk.settings, "xor"), appearance)
    qtbot.addWidget(again)
    again.show()
    assert again.size() == window.size()
    assert again.docks["plots"].isHidden()


def test_samples_of_a_batch_are_walked_through(open_window: Open) -> None:
    window = open_window(bg.open_example("xor"))
    press(window, Key.Key_Down, Modifier.AltModifier)
    assert window.desk.session.focus == 2
    press(window, Key.Key_Up, Modifier.AltModifier)
    press(window, Key.Key_Up, Modifier.AltModifier)
    assert window.desk.session.focus == 4


def test_a_large_networks_table_names_only_what_is_looked_at(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = [bg.Layer(128, "relu"), bg.Layer(10, "sigmoid")]
    session = bg.Session(bg.Network(784, layers), [[0.5] * 784] * 2, [[0.0] * 10] * 2)
    window = open_window(session)
    assert window.values.table.quantities.rowCount() > 300_000
    window.values.filter.setText("w[2,128,10]")
    assert window.values.table.quantities.rowCount() == 1


def test_a_report_is_written_where_the_person_says(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report"
    monkeypatch.setattr(ReportDialog, "exec", lambda _: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(window, Key.Key_E, CTRL)
    assert "<math" in path.with_suffix(".html").read_text(encoding="utf-8")
    assert window.message.text == f"The report has been written to {path.with_suffix('.html')}."


def test_f1_lists_every_command(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []

    def read(dialog: KeysDialog) -> bool:
        menus = map(dialog.tree.topLevelItem, range(dialog.tree.topLevelItemCount()))
        listed.extend(
            menu.child(n).text(1) for menu in menus if menu for n in range(menu.childCount())
        )
        return True

    monkeypatch.setattr(KeysDialog, "exec", read)
    press(window, Key.Key_F1)
    assert len(listed) == len(COMMANDS)
    assert "F10" in listed


def test_in_a_small_window_the_canvas_has_the_most_room(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(800, 600)
    qtbot.waitUntil(lambda: window.width() == 800)
    legend = window.canvas.findChild(Legend)
    assert window.canvas.rect().contains(legend.geometry())
    below = Qt.DockWidgetArea.BottomDockWidgetArea
    beside = [dock for dock in window.docks if window.dockWidgetArea(dock) != below]
    assert beside
    assert all(window.canvas.width() > dock.width() for dock in beside)


def test_an_arrangement_of_other_docks_is_not_restored(open_window: Open, tmp_path: Path) -> None:
    older = QMainWindow()
    older.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, _dock("program", older))
    Settings(tmp_path / "settings.ini").keep_bytes("docks", older.saveState())
    window = open_window(bg.open_example("nlp-assignment"))
    plots = window.findChild(QDockWidget, "plots")
    assert {"breakpoints", "notes"} <= {d.objectName() for d in window.tabifiedDockWidgets(plots)}


def _dock(name: str, parent: QMainWindow) -> QDockWidget:
    dock = QDockWidget(parent)
    dock.setObjectName(name)
    return dock
