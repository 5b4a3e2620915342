"""Continue with the window open: its rate against the headless session's, frames, Pause, held keys.

Budgets: ≥ 60 % of the headless rate, ≥ 30 frames/s, Pause ≤ 50 ms; held keys draw the newest
position and queue nothing up. All clocks, those that pace the window too, are the process's own
time: what else the machine does meanwhile does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.run import replay
from backprop_gui.session.stops import running
from backprop_gui.ui.canvas.reading.graph import read_graph
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.running import pace, refresher, runner
from backprop_gui.ui.settings import Settings
from tests.benchmarks.test_iteration import both

SHARE, FRAMES, PAUSE = 0.6, 30.0, 0.05
ROUNDS, SECONDS, WARM_UP = 3, 0.8, 0.3
SESSIONS: dict[str, Callable[[], bg.Session]] = {
    "3-2-1": lambda: bg.open_example("nlp-assignment"),
    "xor": lambda: bg.open_example("xor"),
    "2-8-8-1 batch 32": lambda: both((2, 8, 8, 1), 32, "SGD")[0],
    "64-64-10 batch 32": lambda: both((64, 64, 10), 32, "SGD")[0],
    "784-128-10 batch 64": lambda: both((784, 128, 10), 64, "SGD")[0],
}


def nothing(_: object) -> None:
    """As the window is when it is opened first: program, values and the plot of the loss."""


def breakpoints(session: bg.Session) -> None:
    """Looked at in every iteration, never hit."""
    session.add_breakpoint("loss < -1")
    session.add_breakpoint("abs(dw[1]).max() > 1e6")


def watches(session: bg.Session) -> None:
    for text in ("loss", "abs(dw[1]).max()", "x[1,1]", "w[1,1,1]"):
        session.add_watch(text)


def validation(session: bg.Session) -> None:
    """A quarter of the samples, where there are enough."""
    if kept := len(session.document.inputs) // 4:
        session.change(validation=kept)


def show_watches(window: MainWindow) -> None:
    window.parts.show_dock("watches")


def plot_watches(window: MainWindow) -> None:
    for text in window.desk.session.watches:
        window.trends.plot(text)


def show_weights(window: MainWindow) -> None:
    window.plots.setCurrentIndex(1)


def show_selection(window: MainWindow) -> None:
    window.canvas.select("w[1,1,1]")


Prepare = Callable[[bg.Session], object]
Arrange = Callable[[MainWindow], object]
VARIANTS: dict[str, tuple[Prepare, Arrange]] = {
    "as opened": (nothing, nothing),
    "breakpoints": (breakpoints, nothing),
    "watches": (watches, show_watches),
    "watches plotted": (watches, plot_watches),
    "plot of weights": (nothing, show_weights),
    "validation": (validation, nothing),
    "selection": (nothing, show_selection),
}
Open = Callable[[bg.Session], MainWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    opened: list[MainWindow] = []
    for module in (pace, refresher, runner, replay, running):
        monkeypatch.setattr(module, "perf_counter", process_time)

    def open_(session: bg.Session) -> MainWindow:
        desk = Desk(session, Settings(tmp_path / "settings.ini"), "example")
        window = MainWindow(desk, Appearance(qapp))
        monkeypatch.setattr(window.files, "may_leave", lambda: True)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.plots.count() >= 2)
        opened.append(window)
        return window

    yield open_
    for window in opened:
        window.desk.runner.pause()


class Turns(QObject):
    """Lets the application's own event loop run, and looks on.

    `longest` is the time between two of its turns: so long a key waits at the most. `frames`
    counts how often the canvas has painted something new, `drawn` is what it painted last.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._canvas = window.canvas.canvas
        self.frames, self.longest = 0, 0.0
        self.drawn: GraphView | None = None
        window.canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._canvas.graph is not self.drawn:
            self.frames, self.drawn = self.frames + 1, self._canvas.graph
        return False

    def run(self, seconds: float, do: Callable[[], object] = lambda: None) -> float:
        """For some time, which may become more: so much it was; `do` is called each turn."""
        began = turned = process_time()
        loop, timer = QEventLoop(), QTimer()
        self.frames, self.longest = 0, 0.0

        def turn() -> None:
            nonlocal turned
            now = process_time()
            self.longest, turned = max(self.longest, now - turned), now
            do()
            if now - began >= seconds:
                timer.stop()
                loop.quit()

        timer.timeout.connect(turn)
        timer.start(0)
        loop.exec()
        return turned - began


@dataclass
class Measured:
    """Shares of the headless rate, frames a second, seconds until paused; one each a round."""

    shares: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{median(self.shares):4.0%} of the headless rate, {median(self.frames):4.1f} frames/s,"
            f" pause {1e3 * median(self.pauses):4.1f} ms at the most"
        )


def headless(session: bg.Session) -> float:
    """Iterations a second."""
    began, first = process_time(), session.position.iteration
    for _ in session.slices_until_stop():
        if process_time() - began >= SECONDS:
            break
    return (session.position.iteration - first) / (process_time() - began)


def pause(window: MainWindow) -> float:
    """Seconds that F6 takes to end the run once its turn has come."""
    assert window.desk.runner.running
    began = process_time()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert not window.desk.runner.running
    return process_time() - began


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("network", SESSIONS)
def test_continue_with_the_window_open(
    open_window: Open, capsys: pytest.CaptureFixture[str], network: str, variant: str
) -> None:
    prepare, arrange = VARIANTS[variant]
    alone, shown = SESSIONS[network](), SESSIONS[network]()
    for session in (alone, shown):
        prepare(session)
    window = open_window(shown)
    arrange(window)
    turns, measured = Turns(window), Measured()
    turns.run(WARM_UP)
    for _ in range(ROUNDS):
        bare = headless(alone)
        QTest.keyClick(window, Qt.Key.Key_F5)
        turns.run(WARM_UP)
        first = shown.position.iteration
        took = turns.run(SECONDS)
        measured.shares.append((shown.position.iteration - first) / took / bare)
        measured.frames.append(turns.frames / took)
        measured.pauses.append(turns.longest + pause(window))
    with capsys.disabled():
        print(f"\n{network:>19}, {variant:<15} {measured}", end=" ")
    assert median(measured.shares) >= SHARE
    assert median(measured.frames) >= FRAMES
    assert median(measured.pauses) <= PAUSE


PRESSES, EVERY = 250, 0.004


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_F11], ids=["over", "into"])
@pytest.mark.parametrize("network", SESSIONS)
def test_held_keys_queue_nothing_up(
    open_window: Open, capsys: pytest.CaptureFixture[str], network: str, key: Qt.Key
) -> None:
    """A key that repeats faster than can be drawn is followed: no press comes late."""
    window = open_window(SESSIONS[network]())
    turns = Turns(window)
    turns.run(WARM_UP)
    began, pressed, late = process_time(), 0, 0.0

    def press_what_is_due() -> None:
        """What becomes due while the window is busy waits in a row, as a keyboard's does."""
        nonlocal pressed, late
        while pressed < PRESSES and (behind := process_time() - began - pressed * EVERY) >= 0:
            QTest.keyPress(window, key)
            pressed, late = pressed + 1, max(late, behind)

    turns.run(PRESSES * EVERY + PAUSE, press_what_is_due)
    with capsys.disabled():
        print(
            f"\n{network:>19}: {pressed} presses, {turns.frames} drawings, "
            f"{1e3 * late:.1f} ms late at the most",
            end=" ",
        )
    assert pressed == PRESSES
    assert turns.frames < PRESSES
    assert late <= PAUSE
    newest = read_graph(window.desk.session, window.desk.writing)
    assert turns.drawn is not None
    assert turns.drawn.nodes == newest.nodes
    assert turns.drawn.phase == newest.phase
