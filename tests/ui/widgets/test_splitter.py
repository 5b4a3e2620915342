"""The border between two parts is moved by keys as it is by the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from backprop_gui.ui.widgets.splitter import Splitter

Key, Way = Qt.Key, Qt.Orientation
TAB = Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("way", "back", "on"),
    [(Way.Vertical, Key.Key_Up, Key.Key_Down), (Way.Horizontal, Key.Key_Left, Key.Key_Right)],
)
def test_arrow_keys_move_the_border(
    qtbot: QtBot, way: Qt.Orientation, back: Qt.Key, on: Qt.Key
) -> None:
    splitter = Splitter(way, "Border")
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QTextEdit())
    splitter.resize(400, 400)
    splitter.show()
    splitter.setSizes([200, 200])
    border, before = splitter.handle(1), splitter.sizes()
    assert border.focusPolicy() & TAB
    assert border.accessibleName() == "Border"
    QTest.keyClick(border, on)
    assert splitter.sizes() == [before[0] + 16, before[1] - 16]
    for _ in range(2):
        QTest.keyClick(border, back)
    assert splitter.sizes() == [before[0] - 16, before[1] + 16]
