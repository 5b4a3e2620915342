"""One text size for panels, network and equations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.canvas.footer.legend import Legend
from backprop_gui.ui.look.fonts import LARGEST_TEXT, SMALLEST_TEXT, TEXT_SIZES, following_size
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.settings import Settings

Key = Qt.Key
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key, CTRL_ALT)
    QTest.qWait(20)


def test_text_sizes_follow_each_other_and_end() -> None:
    upwards = [SMALLEST_TEXT]
    while (larger := following_size(upwards[-1], 1)) != upwards[-1]:
        upwards.append(larger)
    assert tuple(upwards) == TEXT_SIZES
    assert [following_size(size, -1) for size in TEXT_SIZES[1:]] == list(TEXT_SIZES[:-1])
    assert following_size(SMALLEST_TEXT, -1) == SMALLEST_TEXT
    assert following_size(120, 1) == 125


def test_keys_change_the_size_of_all_texts_and_it_is_remembered(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.desk.session.step_iteration()
    qtbot.waitUntil(lambda: window.explanation.equations.is_typeset)
    legend = window.canvas.findChild(Legend)
    seen = (window.program, window.values.table, window.explanation.title, window.plots)
    before = [part.font().pointSizeF() for part in seen]
    high, wide = window.explanation.equations.whole_height, legend.width()
    for _ in range(3):
        press(window, Key.Key_Plus)
    assert window.parts.appearance.text_size == 150
    assert [part.font().pointSizeF() for part in seen] == pytest.approx([1.5 * b for b in before])
    assert legend.width() == pytest.approx(1.5 * wide, rel=0.02)
    qtbot.waitUntil(lambda: window.explanation.equations.whole_height > 1.2 * high)
    assert Settings(window.desk.settings.path).text_size == 150
    press(window, Key.Key_Minus)
    press(window, Key.Key_0)
    assert window.parts.appearance.text_size == 100
    assert [part.font().pointSizeF() for part in seen] == before


def test_a_network_that_does_not_fit_grows_with_the_texts(window: MainWindow) -> None:
    window.canvas.zoom_in()
    before = window.canvas.transform().m11()
    press(window, Key.Key_Plus)
    assert window.canvas.transform().m11() == pytest.approx(1.1 * before)


@pytest.mark.parametrize("percent", [SMALLEST_TEXT, 100, LARGEST_TEXT])
def test_rows_are_as_high_as_their_texts(window: MainWindow, percent: int) -> None:
    window.desk.open(bg.open_example("xor"), "xor")
    window.parts.choose_text_size(percent)
    window.docks["answers"].raise_()
    window.docks["data"].raise_()
    QTest.qWait(20)
    tables = [t for t in window.findChildren(QTableView) if t.model().rowCount() and t.isVisible()]
    assert len(tables) >= 2
    for table in tables:
        for column in range(table.model().columnCount()):
            font = table.model().index(0, column).data(Qt.ItemDataRole.FontRole) or table.font()
            assert table.rowHeight(0) >= QFontMetrics(font).height()


def test_a_size_that_is_none_is_read_as_the_ordinary_one(window: MainWindow) -> None:
    window.desk.settings.text_size = 1000
    assert window.desk.settings.text_size == 100
