"""The values as a person finds them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.main_window import MainWindow


def test_another_session_is_shown_from_its_beginning(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.session.step_iteration()
    values, program = window.values.table.verticalScrollBar(), window.program.verticalScrollBar()
    window.resize(1100, 600)
    qtbot.waitUntil(lambda: values.value() > 0 and program.value() > 0)
    window.desk.open(bg.open_example("published-3-2-2"), "published-3-2-2")
    qtbot.waitUntil(lambda: values.value() == 0 and program.value() == 0)
