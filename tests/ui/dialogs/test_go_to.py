"""Ctrl+G: a place is typed; what is wrong with it is said meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from backprop_gui.session.positions.position import Position
from backprop_gui.ui.dialogs.go_to import GoToDialog
from backprop_gui.ui.main_window import MainWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def go_to(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Types a place and presses Enter, then Escape; gives what was said about it."""

    def go(text: str) -> str:
        said: list[str] = []

        def answer(dialog: GoToDialog) -> bool:
            dialog.show()
            QTest.keyClicks(dialog.field, text)
            said.append(dialog.said.text())
            good = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
            assert good == said[0].startswith("To ")
            QTest.keyClick(dialog.field, Key.Key_Return)
            assert dialog.isVisible() != good
            dialog.hide()
            return good

        monkeypatch.setattr(GoToDialog, "exec", answer)
        with qtbot.waitActive(window):
            window.activateWindow()
        QTest.keyClick(window, Key.Key_G, CTRL)
        qtbot.waitUntil(lambda: not window.desk.runner.running)
        return said[0]

    return go


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("line 7", Position(0, 7, 0)),
        ("3 Line 2", Position(3, 2, 0)),
        ("2", Position(2, 15, 0)),
        (" iteration 2 ", Position(2, 15, 0)),
        ("loss", Position(0, 5, 0)),
        ("3 delta[1,1]", Position(3, 11, 1)),
        ("3 op 2", Position(3, 2, 0)),
        ("operation 7", Position(0, 7, 0)),
        ("epoch 2", Position(2, 15, 0)),
        ("Last", Position(0, 15, 0)),
    ],
)
def test_a_place_is_gone_to(
    window: MainWindow, go_to: Callable[..., str], typed: str, position: Position
) -> None:
    assert go_to(typed).startswith("To ")
    assert window.desk.session.position == position


def test_from_the_end_of_an_iteration_a_quantity_is_gone_back_to(
    window: MainWindow, go_to: Callable[..., str]
) -> None:
    assert go_to("4") == "To end of iteration 4"
    assert go_to("loss") == "To iteration 4, right after loss"
    assert window.desk.session.position == Position(4, 5, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("line 99", "There is no line 99: lines go from 1 to 15."),
        ("nonsense[3]", "There is no nonsense[3]"),
        ("-1", "“-1” is no place; an iteration (12), a line"),
        ("9" * 5000, "a number of at most 15 digits is allowed"),
        ("x[0,1]", "x[0,1] is given: no line of the program computes it."),
        ("", ""),
    ],
)
def test_what_is_no_place_is_said_and_nothing_moves(
    window: MainWindow, go_to: Callable[..., str], typed: str, said: str
) -> None:
    assert said in go_to(typed)
    assert window.desk.session.position == Position()
