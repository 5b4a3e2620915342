"""Working with breakpoints as a person does: keys, clicks in the gutter, menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget

from backprop_gui.ui.context_menu import ContextMenu
from backprop_gui.ui.main_window import MainWindow

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NONE = Modifier.NoModifier


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


def cells(window: MainWindow, row: int, *columns: int) -> list[str]:
    item = window.breakpoints.tree.topLevelItem(row)
    assert item is not None
    return [item.text(column) for column in columns]


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


def close(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return all(abs(a - b) < 40 for a, b in pairs)
