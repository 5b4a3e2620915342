"""Everything can be reached by keyboard, is seen to have it, and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QMainWindow,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import backprop_gui
from backprop_gui.ui.docks import PLACES
from backprop_gui.ui.look.focus_ring import FocusRing
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.values.model import MARK, NAME
from backprop_gui.ui.panels.watches.model import NOW
from backprop_gui.ui.sight import dock_of

Key, Focus = Qt.Key, Qt.FocusReason
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QTabBar,
)
EACH = pytest.mark.parametrize("panel", [place.name for place in PLACES])
# Of Qt's own making: the commands of a dock's buttons are in the menu View, those of a scroll bar
# are the arrow keys, and the table's corner selects all as Ctrl+A does.
BY_QT = ("qt_dockwidget_floatbutton", "qt_dockwidget_closebutton", "qt_tableview_cornerbutton")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


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


def parts(panel: QWidget) -> Iterator[QWidget]:
    for part in (panel, *panel.findChildren(QWidget)):
        inside = part.isVisible() and part.isEnabled() and part.objectName() not in BY_QT
        if inside and not isinstance(part, QScrollBar) and not _is_inner(part):
            yield part


def _is_inner(part: QWidget) -> bool:
    """A part of another: a spin box's line, a header, a viewport, one that hands its focus on."""
    above = part.parentWidget()
    inside = isinstance(above, (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QAbstractItemView))
    return inside or part.focusProxy() is not None


def takes_focus(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def said(part: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    """What a screen reader is told."""
    return QAccessible.queryAccessibleInterface(part).text(what)


@EACH
def test_what_takes_the_keyboard_has_a_name(window: MainWindow, panel: str) -> None:
    nameless = [p for p in parts(ready(window, panel)) if takes_focus(p) and not said(p).strip()]
    assert nameless == []


@EACH
def test_what_can_be_clicked_can_be_reached_by_tab(window: MainWindow, panel: str) -> None:
    clicked = [p for p in parts(ready(window, panel)) if isinstance(p, INTERACTIVE)]
    assert [p for p in clicked if not takes_focus(p)] == []
    reached = set(_walk(window))
    left = [p for p in clicked if p not in reached and not _is_in_group(p, reached)]
    assert left == []


def _walk(window: MainWindow) -> Iterator[QWidget]:
    """What has the keyboard, Tab by Tab, until it comes round."""
    window.canvas.setFocus()
    for _ in range(300):
        press(Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        yield widget
        if widget is window.canvas:
            return
    raise AssertionError("it does not come round")


def _is_in_group(part: QWidget, reached: set[QWidget]) -> bool:
    """Of radio buttons and the like one is reached by Tab, the others by arrow keys."""
    if not isinstance(part, QAbstractButton) or not part.autoExclusive():
        return False
    return any(other.parentWidget() is part.parentWidget() for other in reached)


def test_every_command_of_the_toolbars_has_a_key_and_a_name(window: MainWindow) -> None:
    for bar in window.findChildren(QToolBar):
        for action in bar.actions():
            assert action.isSeparator() or not action.text() or action.shortcut().toString()


@EACH
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_has_the_keyboard_is_seen_to_have_it(
    window: MainWindow, panel: str, theme: str
) -> None:
    window.actions_by_id[f"theme-{theme}"].trigger()
    dock = dock_of(ready(window, panel))
    window.canvas.setFocus()
    before, with_focus = None, QImage()
    for widget in _walk(window):
        if before is not None and widget is not before:
            assert _picture(window, before) != with_focus, (type(before), said(before))
        before = widget if dock_of(widget) is dock and not isinstance(widget, QLineEdit) else None
        if before is not None:
            with_focus = _picture(window, before)


def _picture(window: MainWindow, widget: QWidget) -> QImage:
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place).toImage()


def test_a_click_puts_no_ring_around_what_is_clicked(window: MainWindow) -> None:
    ready(window, "values")
    cells = window.values.table.viewport()
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not rings(window)
    press(Key.Key_Tab)
    assert [ring.parentWidget() for ring in rings(window)] == [QApplication.focusWidget()]
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not rings(window)


def rings(window: MainWindow) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def test_a_folded_sections_controls_are_out_of_reach(window: MainWindow) -> None:
    ready(window, "settings")
    for box in window.settings.boxes:
        box.heading.setChecked(False)
    QTest.qWait(10)
    inside = []
    for widget in _walk(window):
        if dock_of(widget) is window.docks["settings"]:
            assert widget.isVisible()
            inside.append(widget)
    assert inside
    headings = {box.heading for box in window.settings.boxes}
    assert {w for w in inside if isinstance(w, QAbstractButton)} <= headings


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
