"""A long way through a large network: progress is shown, and one can turn back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.positions.position import Position
from backprop_gui.ui import desk
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.running.durations import duration
from tests.ui.conftest import Open

Key, Modifier, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


def large() -> bg.Session:
    random = np.random.default_rng(0)
    network = bg.Network(200, [bg.Layer(100, "tanh"), bg.Layer(5)])
    return bg.Session(network, random.normal(size=(64, 200)), random.normal(size=(64, 5)))


@pytest.fixture
def far(open_window: Open) -> MainWindow:
    """At an element of iteration 1,500, with no states kept to jump from."""
    session = large()
    session.checkpoint_budget = 0
    session.seek(Position(1500, 2, 5))
    return open_window(session)


def test_a_long_way_onwards_shows_its_progress_and_is_cancelled(
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
    assert window.status.cancel.text() == "Cancel"
    assert "Shift+F6" in window.status.cancel.toolTip()
    QTest.mouseClick(window.status.cancel, LEFT)
    assert not window.desk.runner.running
    assert session.position == start
    qtbot.waitUntil(lambda: not window.status.cancel.isVisible())


def test_a_jump_back_tells_at_once_how_long_it_takes_and_is_cancelled_to_the_same_bits(
    far: MainWindow, qtbot: QtBot
) -> None:
    session, status = far.desk.session, far.status
    start, before = session.position, session.array("s[2]").values
    weights = np.asarray(session.value("w[1]")).copy()
    slider = far.strip.iteration
    QTest.mouseClick(slider, LEFT, pos=slider.rect().center())
    assert far.desk.runner.running
    journey = far.desk.runner.journey
    assert journey is not None
    assert journey.total is not None
    assert 700 < journey.total < 800
    assert journey.remaining is not None
    qtbot.waitUntil(lambda: session.position.iteration < 700)
    if journey.is_long:
        qtbot.waitUntil(lambda: status.progress.isVisible() and status.progress.value() > 0)
    QTest.keyClick(far, Key.Key_F6, Modifier.ShiftModifier)
    assert not far.desk.runner.running
    assert session.position == start
    np.testing.assert_array_equal(session.array("s[2]").values, before)
    np.testing.assert_array_equal(session.value("w[1]"), weights)
    qtbot.waitUntil(lambda: not status.progress.isVisible())


def test_a_drag_is_cancelled_to_where_it_began(far: MainWindow, qtbot: QtBot) -> None:
    session = far.desk.session
    start = session.position
    for iteration in (1000, 900, 800):
        far.desk.seek(Position(iteration, 1, 0))
        qtbot.waitUntil(lambda: session.position.iteration < 800)
    far.desk.runner.cancel()
    assert session.position == start


def test_a_step_back_that_is_far_goes_in_slices(
    far: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = far.desk.session
    monkeypatch.setattr(desk, "_FAR", 0.001)
    QTest.keyClick(far, Key.Key_F8, Modifier.ControlModifier)
    assert far.desk.runner.running
    qtbot.waitUntil(lambda: not far.desk.runner.running, timeout=20_000)
    assert session.position == Position(1499, session.clock.operations, 0)


def test_a_search_back_shows_how_far_it_has_looked_and_is_cancelled(
    open_window: Open, qtbot: QtBot
) -> None:
    session = large()
    session.step_iteration(1000)
    session.add_breakpoint("loss < -1")
    window = open_window(session)
    start = session.position
    QTest.keyClick(window, Key.Key_F5, Modifier.ControlModifier)
    journey = window.desk.runner.journey
    assert journey is not None
    qtbot.waitUntil(lambda: (journey.share or 0) > 0)
    assert session.position == start
    QTest.keyClick(window, Key.Key_F6, Modifier.ShiftModifier)
    assert session.position == start


def test_a_run_without_an_end_is_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    session = window.desk.session
    session.step_into()
    start = session.position
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: session.position.iteration > 50)
    assert not window.status.progress.isVisible()
    QTest.keyClick(window, Key.Key_F6, Modifier.ShiftModifier)
    assert session.position == start
    assert session.finished > 50


def test_the_way_back_begins_at_a_checkpoint(open_window: Open, qtbot: QtBot) -> None:
    session = large()
    session.checkpoint_budget = 0
    window = open_window(session)
    session.step_iteration(120)
    shares = list[float | None]()

    def note(_: float) -> None:
        journey = window.desk.runner.journey
        assert journey is not None
        shares.append(journey.share)

    window.desk.runner.computed.connect(note)
    window.desk.seek(Position(110, 1, 0))
    qtbot.waitUntil(lambda: not window.desk.runner.running)
    assert session.position == Position(110, 1, 0)
    assert all(share is not None and 0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, key=float)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (6.4, "6 s"), (150, "2 min"), (7200 * 2, "4 h")]
)
def test_durations_have_the_digits_that_matter(seconds: float, words: str) -> None:
    assert duration(seconds) == words
