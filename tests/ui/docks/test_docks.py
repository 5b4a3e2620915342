"""Panels are moved, remembered, put back; a presentation returns to what was, to the pixel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from backprop_gui.ui.docks.docks import PLACES
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL_ALT = Modifier.ControlModifier | Modifier.AltModifier
RIGHT, LEFT = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.LeftDockWidgetArea


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(window, key, modifier)
    QTest.qWait(20)


def in_front(window: MainWindow) -> dict[str, tuple[int, int, int, int]]:
    """The panels that are seen, and where."""
    docks = (dock for dock in window.docks if dock.isVisible() and in_sight(dock))
    return {dock.objectName(): dock.geometry().getRect() for dock in docks}  # type: ignore[misc]


def tabs(window: MainWindow) -> list[list[str]]:
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return sorted([bar.tabText(n) for n in range(bar.count())] for bar in bars if bar.isVisible())


def _close(window: MainWindow) -> None:
    window.docks["program"].close()


def _float(window: MainWindow) -> None:
    window.docks["values"].setFloating(True)


def _move(window: MainWindow) -> None:
    window.addDockWidget(LEFT, window.docks["explanation"])
    window.tabifyDockWidget(window.docks["program"], window.docks["notes"])


@pytest.mark.parametrize("disorder", [_close, _float, _move])
def test_panels_come_back_to_where_they_stood(
    window: MainWindow, disorder: Callable[[MainWindow], None]
) -> None:
    before, bars = in_front(window), tabs(window)
    disorder(window)
    QTest.qWait(20)
    assert in_front(window) != before
    press(window, Key.Key_D, CTRL_ALT)
    assert set(in_front(window)) == set(before)
    assert tabs(window) == bars
    assert window.dockWidgetArea(window.docks["explanation"]) == RIGHT


def test_every_panel_has_a_dock_of_its_name(window: MainWindow) -> None:
    names = [dock.objectName() for dock in window.docks]
    assert names == [place.name for place in PLACES]
    assert [window.docks[name].windowTitle() for name in names] == [p.title for p in PLACES]


def bars(window: MainWindow) -> list[QWidget]:
    return [*window.findChildren(QToolBar), window.statusBar()]


def test_a_presentation_shows_network_program_and_explanation_in_large_type(
    window: MainWindow,
) -> None:
    ordinary = window.program.font().pointSizeF()
    press(window, Key.Key_F4)
    assert set(in_front(window)) == {"program", "explanation"}
    assert window.isFullScreen()
    assert window.canvas.isVisible()
    assert not any(bar.isVisible() for bar in bars(window))
    assert window.program.font().pointSizeF() == pytest.approx(1.5 * ordinary)
    assert window.explanation.equations.font().pointSizeF() == pytest.approx(1.5 * ordinary)


@pytest.mark.parametrize("key", [Key.Key_F4, Key.Key_Escape])
def test_a_presentation_returns_to_exactly_what_was(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    window.docks["program"].close()
    window.docks["log"].raise_()
    window.values.filter.setFocus()
    QTest.qWait(20)
    before, bars_before, picture = in_front(window), tabs(window), window.size()
    press(window, Key.Key_F4)
    assert set(in_front(window)) == {"program", "explanation"}
    press(window, key)
    qtbot.waitUntil(lambda: in_front(window) == before)
    qtbot.waitUntil(lambda: window.focusWidget() is window.values.filter)
    assert tabs(window) == bars_before
    assert window.size() == picture
    assert not window.isFullScreen()
    assert all(bar.isVisible() for bar in bars(window))
    assert window.parts.appearance.text_size == 100


def test_a_window_closed_in_a_presentation_remembers_the_panels_from_before(
    window: MainWindow,
) -> None:
    window.docks["data"].raise_()
    QTest.qWait(20)
    docks = window.docks.state()
    press(window, Key.Key_F4)
    press(window, Key.Key_Plus, CTRL_ALT)
    window.close()
    assert window.desk.settings.bytes("docks") == docks
    assert window.desk.settings.text_size == 100
