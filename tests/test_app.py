"""The window opens on what was asked for; what nobody caught becomes a message."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.app import hook, make_window, open_within, run


def test_the_window_opens_on_a_session(qtbot: QtBot, qapp: QApplication) -> None:
    window = make_window(qapp, bg.open_example("xor"), "xor")
    qtbot.addWidget(window)
    assert window.windowTitle().startswith("xor")
    assert window.desk.session.network.sizes == (2, 4, 1)


def test_what_nobody_caught_becomes_a_message(
    qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    window = make_window(qapp, bg.open_example("xor"), "xor")
    qtbot.addWidget(window)
    tell = hook(window)
    refusal = bg.InvalidValue("The batch size is 0; at least 1 is allowed.")
    tell(bg.InvalidValue, refusal, None)
    assert window.message.text == str(refusal)
    with caplog.at_level(logging.CRITICAL):
        tell(KeyError, KeyError("w"), None)
    assert "Something went wrong inside backprop-gui (KeyError: 'w')" in window.message.text


def test_a_bad_file_is_refused_before_a_window_opens(tmp_path: Path) -> None:
    with pytest.raises(bg.StorageError, match="cannot be read"):
        run(str(tmp_path / "missing.bpg"))


@pytest.mark.parametrize("first_time", [True, False])
def test_at_the_first_step_the_number_just_computed_is_explained(
    qtbot: QtBot, qapp: QApplication, first_time: bool
) -> None:
    window = make_window(qapp, bg.open_example("nlp-assignment"), "nlp-assignment")
    qtbot.addWidget(window)
    if first_time:
        window.files.greet()
        assert window.message.text.startswith("A worked assignment")
    with qtbot.waitActive(window):
        window.show()
    assert not window.canvas.selected_name
    qtbot.keyClick(qapp.focusWidget() or window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.explanation.name == "s[1,1]")
    qtbot.waitUntil(window.message.isHidden)
    assert (window.explanation.name, window.canvas.selected_name) == ("s[1,1]", "")


@pytest.mark.parametrize(
    ("screen", "whole"), [((1280, 800), True), ((1366, 768), True), ((1920, 1080), False)]
)
def test_where_the_window_would_stick_out_it_takes_the_whole_screen(
    qtbot: QtBot, screen: tuple[int, int], whole: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    open_within(window, QSize(*screen))
    assert window.isMaximized() is whole
