"""What is made only when it is seen first is as it would be had it been there all the time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

import backprop_gui as bg
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.main_window import MainWindow
from tests.ui.stopping_hands import press, settle

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def texts(window: MainWindow) -> list[str]:
    """What each section of the settings says, folded or open."""
    return [box.summary.text() for box in window.settings.boxes]


def test_settings_are_made_when_their_panel_is_seen_first(window: MainWindow) -> None:
    assert not window.settings.boxes
    assert not in_sight(window.settings)
    window.settings.select_layer(2)
    window.desk.session.set("lr", 0.25)
    press(window, Key.Key_5, ALT)
    assert in_sight(window.settings)
    assert window.settings.layers.selected == 2
    assert any("0.25" in text for text in texts(window))


def test_settings_seen_first_are_those_of_the_session_opened_last(
    window: MainWindow,
) -> None:
    window.desk.open(bg.open_example("xor"), "xor")
    window.parts.show_dock("settings")
    settle(window)
    assert texts(window)[0] == "2 – 4 – 1"


@pytest.mark.parametrize("panel", ["settings", "data"])
def test_a_panel_behind_another_is_up_to_date_when_it_comes_to_the_front(
    window: MainWindow, panel: str
) -> None:
    window.parts.show_dock(panel)
    window.parts.show_dock("values")
    window.parts.show_dock("plots")
    assert not in_sight(window.parts.docks[panel].widget())
    window.desk.session.set("x[0,1]", 7.5)
    window.desk.session.set("lr", 0.125)
    settle(window)
    window.parts.show_dock(panel)
    samples = window.data.table.samples
    if panel == "data":
        shown = [samples.index(0, column).data() for column in range(samples.columnCount())]
        assert "7.5" in shown
    else:
        assert any("0.125" in text for text in texts(window))
