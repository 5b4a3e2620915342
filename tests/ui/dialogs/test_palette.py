"""Any command by a few letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from backprop_gui.session.positions.position import Position
from backprop_gui.ui.dialogs.palette import Palette
from backprop_gui.ui.main_window import MainWindow

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_and(window: MainWindow, do) -> None:  # type: ignore[no-untyped-def]
    """Press the palette's keys; `do` gets the dialog once it is there."""

    def meanwhile() -> None:
        palette = QApplication.activeModalWidget()
        assert isinstance(palette, Palette)
        do(palette)
        palette.reject()

    QTimer.singleShot(0, meanwhile)
    QTest.keyClick(window, Key.Key_P, BOTH)


def first(palette: Palette) -> QTreeWidgetItem:
    item = palette.list.topLevelItem(0)
    assert item is not None
    return item


def test_typing_a_part_and_enter_runs_the_command(window: MainWindow, qtbot: QtBot) -> None:
    def choose(palette: Palette) -> None:
        QTest.keyClicks(palette.field, "step ov")
        assert palette.list.topLevelItemCount() == 1
        assert first(palette).text(1) == "F10"
        QTest.keyClick(palette.field, Key.Key_Return)

    open_and(window, choose)
    qtbot.waitUntil(lambda: window.desk.session.position == Position(0, 1, 0))


def test_arrow_keys_move_and_what_cannot_act_is_grey(window: MainWindow) -> None:
    def look(palette: Palette) -> None:
        everything = palette.list.topLevelItemCount()
        assert everything > 60
        QTest.keyClick(palette.field, Key.Key_Down)
        assert palette.list.currentIndex().row() == 1
        QTest.keyClicks(palette.field, "undo")
        assert palette.list.topLevelItemCount() < everything
        assert not first(palette).flags() & Qt.ItemFlag.ItemIsEnabled
        QTest.keyClick(palette.field, Key.Key_Return)
        assert palette.isVisible()

    open_and(window, look)
    assert window.desk.session.position == Position()
