"""Everything can be reached by keyboard, is seen to have it, and says what it is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QToolBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import backprop_gui
from backprop_gui.ui.docks.docks import PLACES
from backprop_gui.ui.docks.sight import dock_of
from backprop_gui.ui.look.focus_ring import FocusRing
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import MARK, NAME
from backprop_gui.ui.panels.watches.model import NOW
from tests.ui.keyboard import (
    BY_QT,
    clicked,
    focused,
    out_of_reach,
    parts,
    press,
    said,
    takes_focus,
    unseen,
    walk,
)

Key, Focus = Qt.Key, Qt.FocusReason
EACH = pytest.mark.parametrize("panel", [place.name for place in PLACES])


def ready(window: MainWindow, panel: str) -> QWidget:
    """The panel in front, in a session with something in it."""
    session = window.desk.session
    if not session.finished:
        session.step_iteration(2)
        session.add_watch("loss")
        session.add_breakpoint("loss < 0.1")
    window.docks[panel].show()
    window.docks[panel].raise_()
    QTest.qWait(30)
    return window.docks[panel].widget()


@EACH
def test_what_takes_the_keyboard_has_a_name(window: MainWindow, panel: str) -> None:
    nameless = [p for p in parts(ready(window, panel)) if takes_focus(p) and not said(p).strip()]
    assert nameless == []


@EACH
@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_what_can_be_clicked_can_be_reached_by_tab(
    window: MainWindow, panel: str, key: Qt.Key
) -> None:
    ready(window, panel)
    can_be_clicked = clicked(window)
    reached = set(walk(window.canvas, key))
    assert out_of_reach(can_be_clicked, reached) == []


def test_every_button_of_a_toolbar_has_a_key_and_a_menu_entry(window: MainWindow) -> None:
    menus = {window.menuBar().actions()[0].menu()} | set(window.menuBar().findChildren(QMenu))
    listed = {action for menu in menus if menu for action in menu.actions()}
    buttons = [b for bar in window.findChildren(QToolBar) for b in _buttons(bar)]
    assert len(buttons) > 10
    for button in buttons:
        action = button.defaultAction()
        assert action.shortcut().toString() in action.toolTip()
        assert action.shortcut().toString()
        assert action in listed


def _buttons(bar: QToolBar) -> list[QToolButton]:
    found = bar.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [button for button in found if button.objectName() not in BY_QT]


@EACH
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_has_the_keyboard_is_seen_to_have_it(
    window: MainWindow, panel: str, theme: str
) -> None:
    window.actions_by_id[f"theme-{theme}"].trigger()
    ready(window, panel)
    assert unseen(window.canvas) == []


@EACH
def test_labels_say_what_is_written_on_them(window: MainWindow, panel: str) -> None:
    for label in ready(window, panel).findChildren(QLabel):
        written = QTextDocumentFragment.fromHtml(label.text()).toPlainText()
        if label.isVisible() and not label.buddy():
            assert " ".join(written.split()) in " ".join(said(label).split())


def test_a_click_puts_no_ring_around_what_is_clicked(window: MainWindow) -> None:
    ready(window, "values")
    cells = window.values.table.viewport()
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not rings(window)
    press(Key.Key_Tab)
    assert [ring.parentWidget() for ring in rings(window)] == [focused()]
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not rings(window)


def rings(window: MainWindow) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


@pytest.mark.parametrize("seed", range(6))
def test_a_folded_sections_controls_are_out_of_reach(window: MainWindow, seed: int) -> None:
    """Whichever are folded; with the first seeds none and all."""
    ready(window, "settings")
    random, boxes = Random(seed), window.settings.boxes
    open_ones = {0: boxes, 1: []}.get(seed, random.sample(boxes, random.randrange(len(boxes))))
    for box in boxes:
        box.heading.setChecked(box in open_ones)
    QTest.qWait(10)
    dock = window.docks["settings"]
    can_be_clicked = [part for part in clicked(window) if dock_of(part) is dock]
    reached = {part for part in walk(window.canvas) if dock_of(part) is dock}
    assert reached >= {box.heading for box in boxes}
    assert out_of_reach(can_be_clicked, reached) == []
    for box in boxes:
        inside = reached & {*box.findChildren(QWidget)} - {box.heading}
        assert bool(inside) == (box in open_ones)


def test_the_network_is_walked_with_arrow_keys_and_told(window: MainWindow) -> None:
    window.desk.session.step_iteration()
    window.canvas.setFocus(Focus.TabFocusReason)
    QTest.qWait(20)
    told = set()
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Right, Key.Key_Right):
        press(key)
        told.add(said(window.canvas, QAccessible.Text.Description))
    assert said(window.canvas) == "Network"
    assert any(text.startswith("Edge from unit") for text in told)
    assert any(text.startswith("Unit") for text in told)
    assert len(told) >= 4


def test_an_equation_says_its_formula_numbers_and_result(window: MainWindow, qtbot: QtBot) -> None:
    equations = window.explanation.equations
    window.desk.session.run_to("s[1,1]")
    qtbot.waitUntil(lambda: "s[1,1] = x[0,1] · w[1,1,1]" in said(equations))
    assert said(equations).endswith("= 3")
    window.desk.session.step_into()
    qtbot.waitUntil(lambda: "s[1,2] = x[0,1] · w[1,1,2]" in said(equations))


def test_nothing_moves_by_itself(window: MainWindow) -> None:
    """There is no motion that would have to be switched off: docks jump, nothing is animated."""
    assert not window.dockOptions() & QMainWindow.DockOption.AnimatedDocks
    assert not window.isAnimated()
    sources = (Path(backprop_gui.__file__).parent / "ui").rglob("*.py")
    moving = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "setAnimated(True)")
    assert not [s for s in sources if any(word in s.read_text("utf-8") for word in moving)]


def test_results_from_before_an_edit_are_marked_everywhere(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.desk.session
    session.add_watch("s[1,1] * 2")
    session.run_to("x[1,2]")
    session.set("w[1,1,1]", 5)
    QTest.qWait(30)
    window.canvas.select("s[1,1]")
    window.explanation.explain("s[1,1]")
    assert "computed before an edit" in said(window.canvas, QAccessible.Text.Description)
    model = window.values.table.quantities
    rows = range(model.rowCount())
    marks = {model.index(row, NAME).data(): model.index(row, MARK).data() for row in rows}
    assert marks["s[1,1]"] == "before the edit"
    assert marks["s[1,2]"] == ""
    assert window.watches.model.index(0, NOW).data() == "⚠ 6"
    assert "Computed before the edit" in window.explanation.remarks.text()
    assert "before the edit" in window.watches.model.index(0, NOW).data(Qt.ItemDataRole.ToolTipRole)
    session.undo()
    QTest.qWait(30)
    assert window.watches.model.index(0, NOW).data() == "6"
