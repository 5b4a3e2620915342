"""What a presentation shows can be read on small screens, too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import backprop_gui as bg
from backprop_gui.ui.docks.stage import best
from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.program.delegate import SMALLER, room_pt
from tests.ui.conftest import Open

SCREENS = ((1024, 768), (1280, 720), (1920, 1080))


def shown_as(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    """As if the screen had this size: a presentation fills the one that there is."""
    window.showNormal()
    window.resize(*size)
    rows = window.program.program_model.operations
    qtbot.waitUntil(lambda: all(row.drawing is not None for row in rows), timeout=10_000)
    QTest.qWait(100)


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("example", ["nlp-assignment", "xor", "vanishing-gradients"])
def test_network_and_program_are_larger_than_in_the_ordinary_window(
    open_window: Open, qtbot: QtBot, example: str, size: tuple[int, int]
) -> None:
    window = open_window(bg.open_example(example))
    shown_as(window, qtbot, size)
    ordinary = window.canvas.transform().m11()
    QTest.keyClick(window, Qt.Key.Key_F4)
    shown_as(window, qtbot, size)
    assert window.size().toTuple() == size
    assert window.canvas.transform().m11() > min(1.25 * ordinary, 1.3)
    room = room_pt(window.program) * SMALLER + 2  # the margins of a line's page
    lines = window.program.program_model.operations
    smallest = min(room / row.drawing.viewBoxF().width() for row in lines if row.drawing)
    assert smallest > 0.8
    for name in ("program", "explanation"):
        assert window.docks[name].height() > 250


def test_the_network_has_the_room_that_suits_its_shape() -> None:
    wide, tall = (1200.0, 300.0), (600.0, 500.0)
    for width, height in (wide, tall):

        def zoom(room: QSize, width: float = width, height: float = height) -> float:
            return min(room.width() / width, room.height() / height)

        below = Qt.DockWidgetArea.BottomDockWidgetArea
        stage = best(QSize(1024, 768), 1.5, zoom)
        assert (stage.areas["program"] is below) == ((width, height) == wide)


def test_where_every_stage_draws_it_as_large_most_of_the_program_is_seen() -> None:
    stage = best(QSize(1920, 1080), 1.5, lambda room: 1.0)
    assert stage.areas["program"] is Qt.DockWidgetArea.LeftDockWidgetArea


def test_it_ends_where_what_had_the_keyboard_is_gone(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(bg.open_example("nlp-assignment"))
    place = window.size()
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F4)
    delete(field)
    QTest.keyClick(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.size() == place)
    QTest.qWait(100)
    assert window.docks["plots"].isVisible()


@pytest.mark.parametrize("size", [(1920, 700), (800, 1000)])
def test_begun_again_at_once_it_still_follows_the_size(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    window = open_window(bg.open_example("nlp-assignment"))
    # As on desktops that fill the screen only after a while.
    monkeypatch.setattr(window, "showFullScreen", lambda: None)
    window.presentation.start()
    window.presentation.end()
    window.presentation.start()
    QTest.qWait(100)
    window.resize(*size)
    QTest.qWait(100)
    stage = best(window.size(), text_scale(), window.canvas.zoom_in_room)
    for name, area in stage.areas.items():
        assert window.dockWidgetArea(window.docks[name]) is area
