"""A long way through a large network: progress is shown, and one can turn back."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.position import Position
from tests.ui.conftest import Open


def large() -> bg.Session:
    random = np.random.default_rng(0)
    network = bg.Network(200, [bg.Layer(100, "tanh"), bg.Layer(5)])
    return bg.Session(network, random.normal(size=(64, 200)), random.normal(size=(64, 5)))


def test_a_long_way_shows_its_progress_and_can_be_cancelled(
    open_window: Open, qtbot: QtBot
) -> None:
    session = large()
    window = open_window(session)
    session.step_iteration(3)
    start = session.position
    window.desk.seek(Position(100_000, 1, 0))
    qtbot.waitUntil(lambda: session.position.iteration > 20)
    qtbot.waitUntil(window.status.cancel.isVisible)
    assert window.status.progress.isVisible()
    assert "left" in window.status.position.text()
    QTest.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    assert not window.desk.runner.running
    assert session.position == start
    qtbot.waitUntil(lambda: not window.status.cancel.isVisible())


def test_the_way_back_begins_at_a_checkpoint(open_window: Open, qtbot: QtBot) -> None:
    session = large()
    session.checkpoint_budget = 0
    window = open_window(session)
    session.step_iteration(120)
    shares = list[float | None]()
    window.desk.runner.computed.connect(lambda _: shares.append(window.desk.runner.share))
    window.desk.seek(Position(110, 1, 0))
    qtbot.waitUntil(lambda: not window.desk.runner.running)
    assert session.position == Position(110, 1, 0)
    assert all(share is not None and 0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, key=float)  # type: ignore[arg-type]
