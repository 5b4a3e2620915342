"""What had the keyboard is hidden: it comes to the canvas, where nothing gets selected by that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backprop_gui.ui.main_window import MainWindow
from tests.ui.plots.hands import settle, tab


def test_another_plot_is_chosen_and_the_explanation_stays(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.desk.session.step_iteration()
    settle(window)
    tab(window, "Loss").chart.setFocus()  # type: ignore[attr-defined]
    explained = window.explanation.name
    tab(window, "Surface")
    settle(window)
    assert (window.canvas.selected_name, window.explanation.name) == ("", explained)


def test_tab_still_leads_on_to_the_first_unit(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        if window.canvas.hasFocus():
            break
    assert window.canvas.selected_name == "x[0,1]"
