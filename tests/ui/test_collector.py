from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from backprop_gui.ui.collector import Collector, collect_in_this_thread


class Cycle:
    """Garbage that only the cyclic collector finds."""

    def __init__(self) -> None:
        self.own = self


def _allocate() -> list[list[int]]:
    return [[n] for n in range(100_000)]


def test_another_thread_collects_nothing(qtbot: QtBot) -> None:
    collect_in_this_thread()
    garbage = weakref.ref(Cycle())
    thread = threading.Thread(target=_allocate)
    thread.start()
    thread.join()
    assert garbage() is not None


def test_the_windows_thread_collects(qtbot: QtBot) -> None:
    collect_in_this_thread()
    garbage = weakref.ref(Cycle())
    kept = _allocate()
    qtbot.waitUntil(lambda: garbage() is None, timeout=3000)
    assert kept


def test_there_is_one_collector(qapp: object) -> None:
    collect_in_this_thread()
    collect_in_this_thread()
    assert not gc.isenabled()
    assert len(qapp.findChildren(Collector)) == 1  # type: ignore[attr-defined]
