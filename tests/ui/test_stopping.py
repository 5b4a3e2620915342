"""Breakpoints, watchpoints and log-points, set and met with keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.session.positions.position import Position
from backprop_gui.session.stops.breakpoints import Computed, Condition, Line, Watchpoint
from backprop_gui.ui.context_menu import ContextMenu
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.breakpoints.tree import WHAT
from tests.ui.stopping_hands import (
    cells,
    click_line,
    middle,
    open_menu,
    open_menu_by_key,
    press,
    settle,
)

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NONE, CTRL, SHIFT, ALT = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
)


def test_a_click_in_the_gutter_breaks_on_the_line_and_continue_stops_before_it(
    window: MainWindow,
) -> None:
    click_line(window, 6, 10)
    output = window.desk.session.program.operations[5].output.name
    assert window.desk.session.breakpoints == (Line(operation=str(output)),)
    assert window.program.program_model.stops == {6: True}
    press(window, Key.Key_F5)
    assert window.desk.session.position == Position(0, 5, 0)
    assert window.message.text.startswith("Stopped: Line 6 is next,")
    assert window.breakpoints.reason.text() == window.message.text
    click_line(window, 6, 10)
    assert not window.desk.session.breakpoints
    assert window.program.program_model.stops == {}


def test_f9_breaks_on_the_selected_line_and_reverse_continue_comes_back(
    window: MainWindow,
) -> None:
    click_line(window, 3, 120)
    press(window, Key.Key_F9)
    assert window.program.program_model.stops == {3: True}
    for _ in range(3):
        press(window, Key.Key_F8)
    press(window, Key.Key_F5, CTRL)
    assert window.desk.session.position == Position(2, 2, 0)
    press(window, Key.Key_F5, CTRL)
    assert window.desk.session.position == Position(1, 2, 0)
    press(window, Key.Key_F5)
    assert window.desk.session.position == Position(2, 2, 0)


def test_a_right_click_on_an_edge_finds_when_its_weight_last_changed(window: MainWindow) -> None:
    for _ in range(4):
        press(window, Key.Key_F8)
    viewport = window.canvas.viewport()
    texts = open_menu(viewport, middle(window, "w_new[1,2,1]"))
    first = texts.index("Run to Here")
    assert texts[first : first + 8] == [
        "Run to Here",
        "Run to Here in the Next Iteration",
        "Break on This Line",
        "Break When Computed",
        "Break When It Changes",
        "Break When Its Sign Changes",
        "When Did It Last Change Sign?",
        "When Did It Last Change?",
    ]
    before = window.desk.session.position
    window.actions_by_id["last-sign-change"].trigger()
    settle(window)
    assert window.desk.session.position == before
    assert window.message.text == "Not once before here: w[1,2,1] changes sign."


def test_when_a_weight_last_changed_its_sign_is_told(window: MainWindow) -> None:
    session = window.desk.session
    press(window, Key.Key_F8)
    session.set("w_new[1,1,1]", -0.5)
    for _ in range(3):
        press(window, Key.Key_F8)
    window.canvas.select("w_new[1,1,1]")
    press(window, Key.Key_B, CTRL | SHIFT)
    assert session.position.iteration in (0, 1)
    said = f"Last in iteration {session.position.iteration}: w[1,1,1] changes sign: it was 1 and"
    assert window.message.text.startswith(said)


def test_what_is_given_is_not_computed_so_its_breaks_are_disabled(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    texts = open_menu(window.canvas.viewport(), middle(window, "x[0,1]"))
    assert "Break When Computed" not in texts
    assert "Run to Here" not in texts
    assert "Break When It Changes" in texts


def test_a_unit_broken_on_when_computed_is_marked_and_stopped_at(window: MainWindow) -> None:
    window.canvas.select("delta[1,2]")
    press(window, Key.Key_F9, SHIFT)
    assert window.desk.session.breakpoints == (Computed(quantity="delta[1,2]"),)
    dots = window.canvas.canvas._dots
    assert [on for _, on in dots.boxes] == [True]
    press(window, Key.Key_F5)
    assert str(window.desk.session.current) == "delta[1,2]"
    assert window.message.text == "Stopped: delta[1,2] has been computed."
    window.canvas.select("delta[1,2]")
    assert window.actions_by_id["break-computed"].isChecked()


def test_run_to_here_goes_forwards_and_backwards(window: MainWindow) -> None:
    click_line(window, 9, 120)
    press(window, Key.Key_F9, CTRL)
    assert window.desk.session.position == Position(0, 9, 0)
    assert not window.actions_by_id["run-to-here"].isEnabled()
    click_line(window, 4, 120)
    press(window, Key.Key_F9, CTRL)
    assert window.desk.session.position == Position(0, 4, 0)
    click_line(window, 4, 120)
    press(window, Key.Key_F9, CTRL | SHIFT)
    assert window.desk.session.position == Position(1, 4, 0)


def test_a_log_point_writes_lines_and_does_not_stop(window: MainWindow) -> None:
    session = window.desk.session
    session.add_breakpoint(Computed(quantity="loss", log="loss is {loss}"))
    session.add_breakpoint(Condition(expression="iteration == 3"))
    press(window, Key.Key_F5)
    lines = window.log.lines.toPlainText().splitlines()
    assert len(lines) == 3
    assert all("loss is" in line for line in lines)
    window.parts.show_dock("log")
    QTest.mouseClick(window.log.clear, Button.LeftButton)
    assert window.log.lines.toPlainText() == ""
    assert not window.log.clear.isEnabled()


def test_continue_with_a_breakpoint_can_be_paused(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.session.add_breakpoint("loss < -1")
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: window.desk.session.position.iteration > 50)
    press(window, Key.Key_F6)
    assert not window.desk.runner.running
    assert window.message.text == ""


def test_why_a_number_of_the_canvas_cannot_be_set_is_said(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    QTest.mouseDClick(
        window.canvas.viewport(), Button.LeftButton, NONE, middle(window, "delta[1,2]")
    )
    assert window.message.text.startswith("delta[1,2] is computed and cannot be set")


def test_the_menu_says_what_it_is_about(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    open_menu(window.canvas.viewport(), middle(window, "w_new[1,2,1]"))
    found = window.canvas.findChild(ContextMenu)
    assert found is not None
    title = found.menu.actions()[0]
    assert title.text() == "w_new[1,2,1]"
    assert not title.isEnabled()


def test_reverse_continue_says_that_it_has_come_to_the_beginning(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    press(window, Key.Key_F5, CTRL)
    assert window.desk.session.position == Position()
    assert window.message.text == "No stop before here: this is the beginning."


def test_an_edit_in_the_past_says_that_nothing_is_lost(window: MainWindow) -> None:
    session = window.desk.session
    for _ in range(3):
        press(window, Key.Key_F8)
    session.set("w_new[1,1,1]", 0.5)
    settle(window)
    assert window.message.text == ""
    press(window, Key.Key_F8, CTRL)
    session.set("w_new[1,1,1]", 0.25)
    settle(window)
    assert "“branch 1” begins here, “main” is kept" in window.message.text
    press(window, Key.Key_F11)
    session.rename_branch("branch 1", "mine")
    settle(window)
    assert window.message.text == ""


def test_the_menu_key_opens_the_menu_on_what_is_chosen(window: MainWindow) -> None:
    table = window.values.table
    table.setFocus()
    table.setCurrentIndex(table.quantities.index(1, 0))
    assert table.visualRect(table.currentIndex()).contains(open_menu_by_key(table))
    canvas, place = window.canvas, middle(window, "w[1,2,1]")
    canvas.setFocus()
    canvas.select("w[1,2,1]")
    assert (open_menu_by_key(canvas) - place).manhattanLength() < 12


def test_at_the_first_start_f9_breaks_on_the_line_that_is_next(window: MainWindow) -> None:
    press(window, Key.Key_F9)
    assert window.program.program_model.stops == {1: True}
    press(window, Key.Key_F5)
    assert window.message.text.startswith("Stopped: Line 1 is next,")
    assert window.desk.session.position == window.desk.session.clock.end(0)


def test_sentences_of_stops_are_written_as_the_person_has_chosen(window: MainWindow) -> None:
    session = window.desk.session
    session.add_breakpoint(
        Watchpoint(
            expression="w[1,1,1] - 2", event="crosses", level=-1.05, log="now {w[1,1,1] - 2}"
        )
    )
    session.add_breakpoint(Watchpoint(expression="w[1,1,1] - 3"))
    press(window, Key.Key_Comma, CTRL | ALT)
    assert cells(window, 0, WHAT) == ["w[1,1,1] - 2 crosses −1,05"]
    press(window, Key.Key_F5)
    change = "w[1,1,1] - 3 changes: it was −2 and is −2,0998."
    assert window.message.text == window.breakpoints.reason.text() == f"Stopped: {change}"
    assert window.log.lines.toPlainText().endswith("now −1,0998")
    tree = window.breakpoints.tree
    tree.setCurrentItem(tree.topLevelItem(0))
    assert window.breakpoints.form.level.text() == "−1,05"
    press(window, Key.Key_Comma, CTRL | ALT)
    assert window.breakpoints.reason.text().endswith("it was −2 and is −2.0998.")
    assert window.log.lines.toPlainText().endswith("now −1.0998")
    assert window.breakpoints.form.level.text() == "−1.05"


def test_a_line_of_the_log_leads_to_where_it_was_written(window: MainWindow) -> None:
    session = window.desk.session
    session.add_breakpoint(Computed(quantity="loss", log="loss is {loss}"))
    session.add_breakpoint(Condition(expression="iteration == 5"))
    press(window, Key.Key_F5)
    window.parts.turn_to("log")
    lines = window.log.lines
    for key in (*[Key.Key_Up] * 9, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(lines, key)
    QTest.keyClick(lines, Key.Key_Return)
    settle(window)
    assert session.position == Position(2, 5, 0)
    place = lines.cursorRect().center()
    place.setY(place.y() + lines.fontMetrics().lineSpacing())
    QTest.mouseDClick(lines.viewport(), Button.LeftButton, NONE, place)
    settle(window)
    assert session.position == Position(3, 5, 0)


def test_a_row_of_the_worksheet_is_watched_by_the_menu_key(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    window.parts.turn_to("answers")
    table = window.answers.table
    table.go_to(next(n for n in range(99) if window.answers.model.name(n) == "delta[1,2]"))
    open_menu_by_key(table)
    press(window, Key.Key_W, CTRL)
    assert window.desk.session.watches == ("delta[1,2]",)
