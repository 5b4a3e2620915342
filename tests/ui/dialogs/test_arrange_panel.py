"""Panels are moved, floated, closed and resized by keys, as by dragging."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backprop_gui.ui.dialogs.arrange_panel import ArrangePanelDialog
from backprop_gui.ui.docks.sides import Side, side_of
from backprop_gui.ui.docks.sight import dock_of
from backprop_gui.ui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ALT, CTRL = Modifier.AltModifier, Modifier.ControlModifier
SIDES = [*Side]


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def has_keyboard(window: MainWindow, panel: str) -> bool:
    return dock_of(QApplication.focusWidget()) is window.docks[panel]


def arrange(window: MainWindow, hands: Callable[[ArrangePanelDialog], None]) -> None:
    """Open the dialog by its key, use it, and see that it has been left."""

    def use() -> None:
        dialog = window.findChild(ArrangePanelDialog)
        assert dialog is not None
        hands(dialog)

    QTimer.singleShot(0, use)
    press(window, Key.Key_X, CTRL | ALT)
    assert not any(d.isVisible() for d in window.findChildren(ArrangePanelDialog))


def choose(field: object, steps: int) -> None:
    for _ in range(abs(steps)):
        QTest.keyClick(field, Key.Key_Down if steps > 0 else Key.Key_Up)


def test_the_panel_that_has_the_keyboard_is_taken_out_and_put_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(window, Key.Key_6, ALT)
    assert has_keyboard(window, "watches")
    press(window, Key.Key_W, CTRL | ALT)
    assert window.docks["watches"].isFloating()
    qtbot.waitUntil(lambda: has_keyboard(window, "watches"))
    qtbot.waitUntil(window.actions_by_id["float-panel"].isChecked)
    press(window, Key.Key_W, CTRL | ALT)
    assert not window.docks["watches"].isFloating()
    qtbot.waitUntil(lambda: has_keyboard(window, "watches"))


def test_the_panel_that_has_the_keyboard_is_closed(window: MainWindow) -> None:
    press(window, Key.Key_5, ALT)
    press(window, Key.Key_F4, CTRL)
    assert window.docks["settings"].isHidden()
    assert not window.docks["values"].isHidden()


@pytest.mark.parametrize("side", SIDES)
def test_a_panel_is_put_to_any_side(window: MainWindow, side: Side) -> None:
    press(window, Key.Key_1, ALT)

    def hands(dialog: ArrangePanelDialog) -> None:
        assert dialog.panel.currentText() == "Program"
        choose(dialog.side, SIDES.index(side) - SIDES.index(Side.LEFT))
        QTest.keyClick(dialog, Key.Key_Return)

    arrange(window, hands)
    assert side_of(window, window.docks["program"]) is side


def test_another_panel_is_chosen_and_made_wider_and_lower(window: MainWindow) -> None:
    dock = window.docks["explanation"]
    before = dock.size()

    def hands(dialog: ArrangePanelDialog) -> None:
        choose(dialog.panel, 1)
        assert dialog.dock is dock
        choose(dialog.width_, -3)
        choose(dialog.height_, 2)
        QTest.keyClick(dialog, Key.Key_Return)

    arrange(window, hands)
    assert dock.width() == before.width() + 60
    assert dock.height() < before.height()


def test_cancel_brings_back_what_was(window: MainWindow, qtbot: QtBot) -> None:
    before = {dock.objectName(): dock.geometry() for dock in window.docks if dock.isVisible()}

    def hands(dialog: ArrangePanelDialog) -> None:
        choose(dialog.side, 2)
        QTest.keyClick(dialog, Key.Key_Escape)

    arrange(window, hands)
    qtbot.waitUntil(
        lambda: (
            before
            == {dock.objectName(): dock.geometry() for dock in window.docks if dock.isVisible()}
        )
    )


def test_a_presentation_arranges_by_itself(window: MainWindow) -> None:
    press(window, Key.Key_F4)
    for name in ("float-panel", "close-panel", "arrange-panel"):
        assert not window.actions_by_id[name].isEnabled()
    press(window, Key.Key_F4)
