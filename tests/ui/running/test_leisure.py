"""Work that can wait waits for a quiet moment, and goes on until none is left."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backprop_gui.ui.running.leisure import QUIET, Leisure


def test_work_begins_when_it_has_been_quiet_and_ends_when_none_is_left(qtbot: QtBot) -> None:
    left, done = 5, list[float]()

    def work() -> bool:
        done.append(monotonic())
        return len(done) < left

    owner = QObject()
    leisure, began = Leisure(work, owner), monotonic()
    for _ in range(3):
        leisure.wait()
        QTest.qWait(QUIET // 3)
    assert not done
    with qtbot.waitSignal(leisure.paused):
        pass
    qtbot.waitUntil(lambda: len(done) == left)
    QTest.qWait(30)
    assert len(done) == left
    assert done[0] - began >= QUIET / 1e3
