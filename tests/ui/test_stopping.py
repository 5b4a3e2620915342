"""Breakpoints, watchpoints and log-points, set and met with keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDockWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.session.expressions.nodes import Span
from backprop_gui.session.position import Position
from backprop_gui.session.stops.breakpoints import Computed, Condition, Fault, Line, Watchpoint
from backprop_gui.ui import theme
from backprop_gui.ui.context_menu import ContextMenu
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.breakpoints.tree import HITS, TOTAL, WHAT

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NONE, CTRL, SHIFT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier
ALT = Modifier.AltModifier


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = NONE) -> None:
    """Press a key; wait for the run that it may have begun, and for the drawing."""
    QTest.keyClick(window, key, modifier)
    settle(window)


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    for _ in range(3000):
        if not (window.desk.runner.running or window.desk.bridge.waiting):
            return
        QTest.qWait(1)
    raise AssertionError("it runs on")


def click_line(window: MainWindow, number: int, x: int, button: Button = Button.LeftButton) -> None:
    program = window.program
    rows = program.program_model.rows
    row = next(n for n, row in enumerate(rows) if row.number == number)
    program.scrollTo(program.program_model.index(row))
    rect = program.visualRect(program.program_model.index(row))
    QTest.mouseClick(program.viewport(), button, NONE, QPoint(x, rect.center().y()))
    settle(window)


def open_menu(area: QWidget, place: QPoint) -> list[str]:
    """Right-click; the texts of the entries that can act."""
    QTest.mouseClick(area, Button.RightButton, NONE, place)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, area.mapToGlobal(place), Modifier.NoModifier
    )
    QApplication.sendEvent(area, event)
    owner = area.parentWidget()
    assert owner is not None
    found = owner.findChild(ContextMenu)
    assert found is not None
    menu = found.menu
    texts = [a.text().replace("&", "") for a in menu.actions() if a.isEnabled() and a.text()]
    menu.hide()
    return texts


def middle(window: MainWindow, name: str) -> QPoint:
    """The middle of a quantity on the canvas, in its viewport."""
    canvas = window.canvas
    canvas.select(name)
    place = canvas.canvas.selection
    assert place is not None
    box = canvas.canvas.box_of(place)
    canvas.select("")
    return canvas.mapFromScene(QPointF(*box.centre))


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


def test_a_condition_is_checked_while_it_is_typed(window: MainWindow) -> None:
    form = window.breakpoints.form
    press(window, Key.Key_B, CTRL)
    assert form.isVisible()
    form.text.clear()
    QTest.keyClicks(form.text, "loss <* 3")
    assert "is expected" in form.problem.text()
    assert "<u" in form.problem.text()
    assert not form.add.isEnabled()
    form.text.clear()
    QTest.keyClicks(form.text, "loss + 1")
    assert form.problem.text()
    assert not form.add.isEnabled()
    form.text.clear()
    QTest.keyClicks(form.text, "iteration == 5")
    assert not form.problem.text()
    QTest.keyClick(form.text, Key.Key_Return)
    settle(window)
    assert window.desk.session.breakpoints == (Condition(expression="iteration == 5"),)
    press(window, Key.Key_F5)
    assert window.desk.session.position.iteration in (4, 5)
    assert "iteration == 5 became true" in window.breakpoints.reason.text()


def test_a_selected_breakpoint_is_changed_switched_off_and_removed(window: MainWindow) -> None:
    session, panel = window.desk.session, window.breakpoints
    session.add_breakpoint("loss < 0.1")
    settle(window)
    window.parts.show_dock("breakpoints")
    item = panel.tree.topLevelItem(0)
    assert item is not None
    panel.tree.setCurrentItem(item)
    panel.form.kind.setCurrentText("Crosses")
    panel.form.text.setText("loss")
    panel.form.level.setText("0,25")
    panel.form.hits.setValue(2)
    QTest.mouseClick(panel.form.change, Button.LeftButton)
    settle(window)
    crossing = Watchpoint(expression="loss", event="crosses", level=0.25, hits=2)
    assert session.breakpoints == (crossing,)
    item = panel.tree.topLevelItem(0)
    assert item is not None
    assert item.text(WHAT) == "loss crosses 0.25"
    item.setCheckState(WHAT, Qt.CheckState.Unchecked)
    settle(window)
    assert not session.breakpoints[0].enabled
    press(window, Key.Key_Delete)
    assert len(session.breakpoints) == 1
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Key.Key_Delete)
    settle(window)
    assert not session.breakpoints
    press(window, Key.Key_Z, CTRL)
    assert len(session.breakpoints) == 1


def test_a_fault_is_switched_on_with_its_parameter(window: MainWindow) -> None:
    session, panel = window.desk.session, window.breakpoints
    window.parts.show_dock("breakpoints")
    tree = panel.tree
    items = tree.findItems("no progress", Qt.MatchFlag.MatchContains, WHAT)
    tree.setCurrentItem(items[0])
    field = panel.fault_form.fields["iterations"]
    field.setText("none")
    assert "“none” is not a number" in panel.fault_form.problem.text()
    field.setText("3")
    QTest.keyClick(field, Key.Key_Return)
    settle(window)
    assert session.breakpoints[0].enabled is False
    current = tree.currentItem()
    assert current is not None
    current.setCheckState(WHAT, Qt.CheckState.Checked)
    settle(window)
    fault = session.breakpoints[0]
    assert isinstance(fault, Fault)
    assert (fault.fault, fault.enabled, fault.settings["iterations"]) == ("no_progress", True, 3)


def test_the_parameters_of_every_fault_are_seen_in_a_small_window(window: MainWindow) -> None:
    window.parts.show_dock("breakpoints")
    panel = window.breakpoints
    for row in range(panel.tree.topLevelItemCount()):
        panel.tree.setCurrentItem(panel.tree.topLevelItem(row))
        QTest.qWait(1)
        view = panel.forms.currentWidget()
        for field in panel.fault_form.fields.values():
            place = QRect(field.mapTo(view, QPoint()), field.size())
            assert view.rect().contains(place)
        assert panel.fault_form.width() <= view.width()


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


def cells(window: MainWindow, row: int, *columns: int) -> list[str]:
    item = window.breakpoints.tree.topLevelItem(row)
    assert item is not None
    return [item.text(column) for column in columns]


def test_the_list_shows_how_often_a_breakpoint_was_met(window: MainWindow) -> None:
    session = window.desk.session
    session.add_breakpoint(Condition(expression="iteration == 2"))
    session.add_breakpoint(Computed(quantity="loss", hits=5))
    session.add_breakpoint(Computed(quantity="dx[2,1]", log="{loss}"))
    settle(window)
    assert [cells(window, row, HITS, TOTAL) for row in range(3)] == [
        ["", ""],
        ["0 of 5", ""],
        ["", ""],
    ]
    press(window, Key.Key_F5)
    assert cells(window, 0, HITS, TOTAL) == ["1", "1"]
    assert cells(window, 1, HITS, TOTAL) == ["2 of 5", "2"]
    assert cells(window, 2, HITS, TOTAL) == ["2", "2"]
    press(window, Key.Key_F5)
    assert cells(window, 1, HITS, TOTAL) == ["5 of 5", "7"]
    press(window, Key.Key_H, CTRL | ALT)
    assert cells(window, 1, HITS, TOTAL) == ["0 of 5", ""]
    assert not window.actions_by_id["reset-hits"].isEnabled()


def test_what_is_typed_stays_while_hits_are_counted(window: MainWindow, qtbot: QtBot) -> None:
    session, form = window.desk.session, window.breakpoints.form
    session.add_breakpoint(Computed(quantity="loss", log="{loss}"))
    window.parts.show_dock("breakpoints")
    settle(window)
    tree = window.breakpoints.tree
    tree.setCurrentItem(tree.topLevelItem(0))
    form.text.clear()
    QTest.keyClicks(form.text, "los")
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: cells(window, 0, TOTAL) > ["1"])
    QTest.keyClicks(form.text, "s")
    press(window, Key.Key_F6)
    assert form.text.text() == "loss"
    assert cells(window, 0, HITS) == [str(session.hits(session.breakpoints[0]).run)]


def test_a_wrong_expression_in_a_log_is_marked_where_it_is(window: MainWindow) -> None:
    form = window.breakpoints.form
    press(window, Key.Key_B, CTRL)
    form.text.clear()
    QTest.keyClicks(form.log, "now {los} of {loss}")
    assert "There is no los" in form.problem.text()
    assert form.problem.text().split("<br>")[0].endswith("los</u>} of {loss}")
    assert (form.text.wrong, form.log.wrong) == (None, Span(5, 8))
    QTest.keyClicks(form.text, "loss <* 3")
    assert form.text.wrong == Span(6, 7)
    assert form.problem.text().split("<br>")[0].endswith("*</u> 3")
    form.text.setText("loss < 3")
    assert form.problem.text().split("<br>")[0].endswith("los</u>} of {loss}")
    assert form.log.accessibleDescription() == form.problem.text()
    assert not form.add.isEnabled()
    form.log.clear()
    QTest.keyClicks(form.log, "now {loss}")
    assert not form.problem.text()
    QTest.keyClick(form.log, Key.Key_Return)
    settle(window)
    assert [b.log for b in window.desk.session.breakpoints] == ["now {loss}"]


def test_a_wrong_name_is_marked_as_a_whole(window: MainWindow) -> None:
    form = window.breakpoints.form
    press(window, Key.Key_B, CTRL)
    form.kind.setCurrentText("Is computed")
    form.text.clear()
    QTest.keyClicks(form.text, "delta[9,1]")
    assert "There is no delta[9,1]" in form.problem.text()
    assert form.problem.text().split("<br>")[0].endswith("delta[9,1]</u>")


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


def test_what_is_typed_into_a_new_breakpoint_stands_for_the_name_it_began_with(
    window: MainWindow,
) -> None:
    press(window, Key.Key_F10)
    press(window, Key.Key_B, CTRL)
    assert window.breakpoints.form.text.text() == "s[1,2]"
    QTest.keyClicks(window.breakpoints.form.text, "loss < 1")
    assert window.breakpoints.form.text.text() == "loss < 1"


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


def open_menu_by_key(area: QAbstractScrollArea) -> QPoint:
    """Where in its viewport the menu opens; it has all the screen's room."""
    area.window().move(area.window().pos() - area.mapToGlobal(QPoint()))
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(area, QContextMenuEvent(keyboard, QPoint(), QPoint()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    place = area.viewport().mapFromGlobal(menu.pos())
    menu.close()
    return place


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


def test_the_list_of_breakpoints_has_the_height_of_the_panel_whatever_the_form_says(
    window: MainWindow,
) -> None:
    press(window, Key.Key_B, CTRL)
    panel = window.breakpoints
    tree, form = panel.tree, panel.form
    assert tree.height() > panel.height() - 10
    rows = tree.viewport().height() // tree.visualItemRect(tree.topLevelItem(0)).height()
    assert rows >= 7
    place, before = form.kind.mapTo(panel, QPoint()), panel.size()
    form.text.clear()
    QTest.keyClicks(form.text, "nosuch[1] < 1 and " * 10)
    QTest.qWait(20)
    assert form.problem.height() > 60
    assert (form.kind.mapTo(panel, QPoint()), panel.size()) == (place, before)
    assert tree.height() > panel.height() - 10


def test_a_narrow_panel_has_its_form_below_the_list(window: MainWindow) -> None:
    dock = window.breakpoints.parentWidget()
    assert isinstance(dock, QDockWidget)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    dock.show()
    QTest.qWait(20)
    panel = window.breakpoints
    form, tree = (part.mapTo(panel, QPoint()) for part in (panel.form, panel.tree))
    assert form.y() > tree.y() + panel.tree.height()
    assert abs(form.x() - tree.x()) < 10


def test_enter_changes_the_selected_breakpoint_and_adds_where_none_is(window: MainWindow) -> None:
    session, panel = window.desk.session, window.breakpoints
    press(window, Key.Key_B, CTRL)
    for text in ("loss < 2", "loss < 1"):
        panel.form.text.selectAll()
        QTest.keyClicks(panel.form.text, text)
        QTest.keyClick(panel.form.text, Key.Key_Return)
        settle(window)
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0))
    panel.form.text.selectAll()
    QTest.keyClicks(panel.form.text, "loss < 3")
    QTest.keyClick(panel.form.text, Key.Key_Return)
    settle(window)
    assert [b.expression for b in session.breakpoints if isinstance(b, Condition)] == [
        "loss < 3",
        "loss < 1",
    ]


def test_the_wrong_part_of_a_text_is_underlined_where_it_is(window: MainWindow) -> None:
    press(window, Key.Key_B, CTRL)
    field = window.breakpoints.form.text
    field.clear()
    QTest.keyClicks(field, "loss < nosuch[1]")
    before = field.place_of(7), field.place_of(16)
    picture = field.grab().toImage()
    error = QColor(theme.current().error)
    marked = {
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if close(picture.pixelColor(x, y), error)
    }
    assert before[0] - 2 <= min(marked) <= before[0] + 2
    assert before[1] - 6 <= max(marked) <= before[1] + 2
    QTest.keyClick(field, Key.Key_Home)
    assert (field.place_of(7), field.place_of(16)) == pytest.approx(before, abs=1)


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


def test_enter_leads_from_the_list_into_the_form(window: MainWindow) -> None:
    window.desk.session.add_breakpoint("loss < 0.1")
    settle(window)
    window.parts.turn_to("breakpoints")
    panel = window.breakpoints
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0))
    QTest.keyClick(panel.tree, Key.Key_Return)
    assert QApplication.focusWidget() is panel.form.text
    assert panel.form.text.selectedText() == "loss < 0.1"
    panel.tree.setFocus()
    panel.tree.setCurrentItem(panel.tree.topLevelItem(3))
    QTest.keyClick(panel.tree, Key.Key_Return)
    assert QApplication.focusWidget() is panel.fault_form.fields["iterations"]


def test_a_row_of_the_worksheet_is_watched_by_the_menu_key(window: MainWindow) -> None:
    press(window, Key.Key_F8)
    window.parts.turn_to("answers")
    table = window.answers.table
    table.go_to(next(n for n in range(99) if window.answers.model.name(n) == "delta[1,2]"))
    open_menu_by_key(table)
    press(window, Key.Key_W, CTRL)
    assert window.desk.session.watches == ("delta[1,2]",)


def close(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return all(abs(a - b) < 40 for a, b in pairs)
