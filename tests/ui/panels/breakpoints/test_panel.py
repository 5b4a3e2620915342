"""The panel of breakpoints: its list and its form, with keys and clicks."""

from __future__ import annotations

import html

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from backprop_gui.session.expressions.nodes import Span
from backprop_gui.session.stops.breakpoints import Computed, Condition, Fault, Watchpoint
from backprop_gui.ui.look import theme
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.breakpoints.tree import HITS, TOTAL, WHAT
from tests.ui.stopping_hands import cells, close, press, settle

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier


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
    assert "'none' is not a number" in html.unescape(panel.fault_form.problem.text())
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


def test_what_is_typed_into_a_new_breakpoint_stands_for_the_name_it_began_with(
    window: MainWindow,
) -> None:
    press(window, Key.Key_F10)
    press(window, Key.Key_B, CTRL)
    assert window.breakpoints.form.text.text() == "s[1,2]"
    QTest.keyClicks(window.breakpoints.form.text, "loss < 1")
    assert window.breakpoints.form.text.text() == "loss < 1"


def test_the_list_of_breakpoints_has_the_height_of_the_panel_whatever_the_form_says(
    window: MainWindow, qtbot: QtBot
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
    qtbot.waitUntil(lambda: form.problem.height() > 60)
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
