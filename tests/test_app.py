"""The window opens on what was asked for; what nobody caught becomes a message."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.app import hook, make_window, run


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
