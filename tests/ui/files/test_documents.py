"""Every way from one session to another, and out: what runs ends, what is unsaved is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.gallery import Gallery
from backprop_gui.ui.dialogs.new_session import NewSessionDialog
from backprop_gui.ui.main_window import MainWindow

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, QMessageBox.StandardButton
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
Dialog = TypeVar("Dialog", bound=QWidget)
Way = Callable[[MainWindow, Path, pytest.MonkeyPatch], None]


def meanwhile(kind: type[Dialog], do: Callable[[Dialog], object]) -> None:
    """Do something to the dialog that opens next, once it is there."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            do(dialog)
        else:
            QTimer.singleShot(1, find)

    QTimer.singleShot(0, find)


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = Modifier.NoModifier) -> None:
    """Press a key in the window, which has it back once a dialog has gone."""
    window.activateWindow()
    while QApplication.activeWindow() is not window:
        QTest.qWait(1)
    QTest.keyClick(window, key, modifier)


def by_key(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    press(window, Key.Key_O, CTRL)


def as_example(window: MainWindow, _: Path, __: pytest.MonkeyPatch) -> None:
    meanwhile(Gallery, lambda gallery: QTest.keyClick(gallery.list, Key.Key_Return))
    press(window, Key.Key_O, CTRL | SHIFT)


def as_recent(window: MainWindow, path: Path, _: pytest.MonkeyPatch) -> None:
    window.desk.settings.remember(path)
    window.actions_by_id.refresh()
    press(window, Key.Key_O, CTRL | ALT)
    assert window.parts.recent.isVisible()
    QTest.keyClick(window.parts.recent, Key.Key_1)


def as_new(window: MainWindow, _: Path, __: pytest.MonkeyPatch) -> None:
    meanwhile(NewSessionDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    press(window, Key.Key_N, CTRL)


def dropped(window: MainWindow, path: Path, _: pytest.MonkeyPatch) -> None:
    """On the canvas, which is where most will let go of it."""
    mime, target = QMimeData(), window.canvas.viewport()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Modifier.NoModifier)
    middle = target.rect().center()
    for event in (
        QDragEnterEvent(middle, *how),
        QDragMoveEvent(middle, *how),
        QDropEvent(middle.toPointF(), *how),
    ):
        QApplication.sendEvent(target, event)
        assert event.isAccepted() or isinstance(event, QDragMoveEvent)
    QTest.qWait(20)


WAYS: dict[str, tuple[Way, str]] = {
    "open": (by_key, "mine.bpg"),
    "example": (as_example, "nlp-assignment"),
    "recent": (as_recent, "mine.bpg"),
    "drop": (dropped, "mine.bpg"),
    "new": (as_new, "untitled"),
}
EACH_WAY = pytest.mark.parametrize(("go", "name"), WAYS.values(), ids=WAYS)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A session that was saved in iteration 3."""
    session = bg.open_example("xor")
    session.step_iteration(3)
    session.step_over()
    session.save(tmp_path / "mine.bpg")
    return tmp_path / "mine.bpg"


class Questions:
    """Answers those about unsaved changes, and counts them."""

    def __init__(self) -> None:
        self.answer, self.count = Button.Discard, 0

    def ask(self, *_: object) -> QMessageBox.StandardButton:
        self.count += 1
        return self.answer


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Questions:
    questions = Questions()
    monkeypatch.setattr(QMessageBox, "question", questions.ask)
    return questions


@EACH_WAY
def test_a_running_continue_never_overwrites_a_newly_opened_session(
    window: MainWindow,
    other: Path,
    go: Way,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    old = window.desk.session
    press(window, Key.Key_F5)
    qtbot.waitUntil(lambda: old.position.iteration > 50)
    assert window.desk.runner.running
    go(window, other, monkeypatch)
    new, end = window.desk.session, old.position
    assert new is not old
    assert not window.desk.runner.running
    start, losses = new.position, new.history("loss").tolist()
    QTest.qWait(60)
    assert (new.position, new.history("loss").tolist()) == (start, losses)
    assert old.position == end
    assert (start == bg.Position()) == (name != "mine.bpg")
    assert window.windowTitle().startswith(name)


def test_every_way_asks_for_unsaved_changes(
    window: MainWindow, other: Path, questions: Questions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for go, name in WAYS.values():
        questions.count = 0
        go(window, other, monkeypatch)
        assert (window.desk.name, questions.count) == (name, 0)
        session = window.desk.session
        session.set("w[1,1,1]", 0.25)
        questions.answer = Button.Cancel
        go(window, other, monkeypatch)
        press(window, Key.Key_F5)
        go(window, other, monkeypatch)
        assert (window.desk.session, questions.count) == (session, 2)
        assert window.desk.runner.running
        questions.answer = Button.Discard
        go(window, other, monkeypatch)
        assert window.desk.session is not session
        assert not window.desk.runner.running


@pytest.mark.parametrize("running", [False, True], ids=["at rest", "running"])
def test_quitting_asks_too(
    window: MainWindow,
    tmp_path: Path,
    questions: Questions,
    running: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.desk.session.set("w[1,1,1]", 0.25)
    if running:
        press(window, Key.Key_F5)
    path = tmp_path / "kept.bpg"
    for answer, given in ((Button.Cancel, ""), (Button.Save, ""), (Button.Save, str(path))):
        assert window.isVisible()
        questions.answer = answer
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, given=given: (given, ""))
        press(window, Key.Key_Q, CTRL)
    assert questions.count == 3
    assert not window.isVisible()
    assert not window.desk.runner.running
    assert bg.open_session(path).value("w[1,1,1]") == 0.25


def test_a_run_alone_is_nothing_unsaved(
    window: MainWindow, other: Path, questions: Questions
) -> None:
    window.desk.session.step_iteration(5)
    window.files.open_path(other)
    assert (window.desk.name, questions.count) == ("mine.bpg", 0)


def test_thinking_better_of_it_leaves_everything(window: MainWindow) -> None:
    old = window.desk.session
    old.set("w[1,1,1]", 0.25)
    for kind, key in ((Gallery, Key.Key_O), (NewSessionDialog, Key.Key_N)):
        meanwhile(kind, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
        press(window, key, CTRL | SHIFT if kind is Gallery else CTRL)
    assert window.desk.session is old


def test_a_recent_file_that_is_gone_is_one_message(window: MainWindow, other: Path) -> None:
    settings, missing = window.desk.settings, other.with_name("gone & lost.bpg")
    missing.touch()
    for path in (other, missing):
        settings.remember(path)
    missing.unlink()
    window.actions_by_id.refresh()
    old = window.desk.session
    press(window, Key.Key_O, CTRL | ALT)
    texts = [action.text() for action in window.parts.recent.actions() if action.text()]
    assert texts[0].startswith("&1  gone && lost.bpg — ")
    assert texts[1:] == [f"&2  mine.bpg — {texts[1].split(' — ')[1]}", "&0  Clear the List"]
    QTest.keyClick(window.parts.recent, Key.Key_1)
    assert window.message.text == f"{missing} is no longer there; it has been taken off the list."
    assert window.desk.session is old
    assert settings.recent == (other,)


def test_the_list_of_recent_files_is_cleared(window: MainWindow, other: Path) -> None:
    action = window.actions_by_id["open-recent"]
    assert not action.isEnabled()
    as_recent(window, other, pytest.MonkeyPatch())
    assert action.isEnabled()
    press(window, Key.Key_O, CTRL | ALT)
    QTest.keyClick(window.parts.recent, Key.Key_0)
    window.actions_by_id.refresh()
    assert window.desk.settings.recent == ()
    assert not action.isEnabled()


def test_a_file_named_at_the_start_is_recent(open_window, other: Path) -> None:  # type: ignore[no-untyped-def]
    window = open_window(bg.open_session(other))
    assert window.desk.settings.recent == (other.resolve(),)


def test_a_new_session_of_chosen_size(window: MainWindow) -> None:
    def choose(dialog: NewSessionDialog) -> None:
        said, ok = dialog.said, dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        assert "exclusive or" in said.text()
        for wrong, why in (
            ("3", "From 2"),
            ("2-x-1", "“x” is no size"),
            ("2-0-1", "at least 1"),
            ("2000-2000-1", "1,000,000 are allowed"),
        ):
            _type(dialog.sizes, wrong)
            assert why in said.text()
            assert not ok.isEnabled()
            assert dialog.picture.pixmap().isNull()
        _type(dialog.sizes, "3-4-2")
        assert "8 samples of 0 and 1" in said.text()
        assert not dialog.picture.pixmap().isNull()
        dialog.activation.setCurrentText("ReLU")
        QTest.keyClick(dialog.sizes, Key.Key_Return)

    meanwhile(NewSessionDialog, choose)
    press(window, Key.Key_N, CTRL)
    session = window.desk.session
    assert session.network.sizes == (3, 4, 2)
    assert [layer.phi.name for layer in session.network.layers] == ["relu", "softmax"]
    assert session.position == bg.Position()
    assert not window.isWindowModified()


def _type(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_first_start_says_how_to_begin_and_later_ones_do_not(window: MainWindow) -> None:
    window.desk.name = "nlp-assignment"
    window.files.greet()
    assert "F11 computes one number" in window.message.text
    assert "Ctrl+Shift+O" in window.message.text
    press(window, Key.Key_F11)
    assert window.message.text == ""
    window.close()
    window.files.greet()
    assert window.message.text == ""


def test_an_example_opened_says_what_to_look_for(window: MainWindow) -> None:
    def choose(gallery: Gallery) -> None:
        QTest.keyClicks(gallery.filter, "ravine")
        QTest.keyClick(gallery.filter, Key.Key_Return)

    meanwhile(Gallery, choose)
    press(window, Key.Key_O, CTRL | SHIFT)
    assert window.desk.name == "momentum-in-a-ravine"
    assert window.message.text.startswith("Plain descent needs 152 iterations")
    assert window.parts.notes.table.model().rowCount() == 1
