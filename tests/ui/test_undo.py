"""Undo and redo, with their keys: all that a person changes, and never a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import backprop_gui as bg
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint
from backprop_gui.ui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, NONE = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier


@dataclass(frozen=True)
class Content:
    """All that undo and redo are about; documents and edits are told apart by themselves."""

    edits: object
    document: object
    breakpoints: object
    watches: object
    notes: object
    branches: object
    weight: float


def content(session: Session) -> Content:
    branches = tuple((b.name, b.origin, b.length, b.current) for b in session.branches)
    return Content(
        session.edits,
        session.document,
        session.breakpoints,
        session.watches,
        session.notes,
        branches,
        float(session.value("w[1,1,1]")),
    )


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting or window.desk.runner.running:
        QTest.qWait(1)


def press(window: MainWindow, key: Qt.Key, modifier: Modifier = NONE) -> None:
    QTest.keyClick(window, key, modifier)
    settle(window)


@pytest.fixture
def used(window: MainWindow) -> MainWindow:
    """A session with one of each: an edit in the past, so two branches, and a place in between."""
    session = window.desk.session
    session.add_breakpoint(bg.Computed(quantity="loss", hits=2))
    session.add_watch("loss")
    session.step_iteration(5)
    session.seek(Position(1, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 0.25)
    session.add_note("here")
    session.step_iteration(2)
    session.step_over()
    settle(window)
    return window


def first(session: Session) -> AnyBreakpoint:
    return session.breakpoints[0]


CHANGES: dict[str, Callable[[Session], object]] = {
    "an edit": lambda s: s.set("w[1,1,1]", 0.5),
    "an edit of an input": lambda s: s.set("x[0,1]", 0.5),
    "a hyperparameter": lambda s: s.set("lr", 0.125),
    "a setting": lambda s: s.change(seed=7),
    "a breakpoint": lambda s: s.add_breakpoint("loss < 0.1"),
    "a breakpoint changed": lambda s: s.change_breakpoint(first(s), bg.Line(operation="s[1]")),
    "a breakpoint switched off": lambda s: s.disable_breakpoint(first(s)),
    "a breakpoint removed": lambda s: s.remove_breakpoint(first(s)),
    "a fault": lambda s: s.add_breakpoint(bg.Fault(fault="no_progress")),
    "a watch": lambda s: s.add_watch("loss * 2"),
    "a watch removed": lambda s: s.remove_watch("loss"),
    "a note": lambda s: s.add_note("there"),
    "a note changed": lambda s: s.edit_note(s.notes[0], "not here"),
    "a note removed": lambda s: s.remove_note(s.notes[0]),
    "a branch renamed": lambda s: s.rename_branch("branch 1", "better"),
    "another branch renamed": lambda s: s.rename_branch("main", "worse"),
    "a branch deleted": lambda s: s.delete_branch("main"),
    "a branch returned to": lambda s: s.switch_branch("main"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_change_is_undone_and_redone(
    used: MainWindow, change: Callable[[Session], object]
) -> None:
    session = used.desk.session
    before, place = content(session), session.position
    change(session)
    settle(used)
    after = content(session)
    assert after != before
    press(used, Key.Key_Z, CTRL)
    assert (content(session), session.position) == (before, place)
    press(used, Key.Key_Z, CTRL | SHIFT)
    assert content(session) == after
    press(used, Key.Key_Z, CTRL)
    assert content(session) == before


def test_everything_is_undone_and_redone_in_order(used: MainWindow) -> None:
    session = used.desk.session
    seen = [content(session)]
    for change in CHANGES.values():
        try:
            change(session)
        except bg.BackpropError:  # an earlier change has taken its ground
            continue
        seen.append(content(session))
    assert len(seen) > 14
    for earlier in reversed(seen[:-1]):
        press(used, Key.Key_Z, CTRL)
        assert content(session) == earlier
    for later in seen[1:]:
        press(used, Key.Key_Y, CTRL)
        assert content(session) == later
    assert not used.actions_by_id["redo"].isEnabled()


STEPS = (
    (Key.Key_F11, NONE),
    (Key.Key_F10, NONE),
    (Key.Key_F11, SHIFT),
    (Key.Key_F8, NONE),
    (Key.Key_F7, NONE),
    (Key.Key_F5, NONE),
    (Key.Key_F11, CTRL),
    (Key.Key_F10, CTRL),
    (Key.Key_F11, CTRL | SHIFT),
    (Key.Key_F8, CTRL),
    (Key.Key_F7, CTRL),
    (Key.Key_F5, CTRL),
    (Key.Key_Home, CTRL),
    (Key.Key_End, CTRL),
)


def test_no_step_is_undone(used: MainWindow) -> None:
    session = used.desk.session
    for key, modifier in STEPS:
        session.seek(Position(2, 1, 1))
        settle(used)
        press(used, key, modifier)
        after = session.position
        assert after != Position(2, 1, 1)
        press(used, Key.Key_Z, CTRL)
        assert session.notes == ()
        press(used, Key.Key_Z, CTRL | SHIFT)
        assert len(session.notes) == 1
        assert session.position == after


def test_a_long_way_is_gone_in_slices_and_can_be_cancelled(
    used: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that computed it in one piece would not answer meanwhile."""
    desk = used.desk
    desk.session.checkpoint_budget = 0
    desk.session.step_iteration(300)
    desk.session.undo()
    desk.session.redo()
    at = desk.session.position
    monkeypatch.setattr(type(desk), "is_far", lambda self, position: True)
    press(used, Key.Key_Z, CTRL)
    assert desk.session.position == at
    QTest.keyClick(used, Key.Key_Z, CTRL)
    assert desk.session.branch == "main"
    assert desk.runner.running
    desk.runner.cancel()
    settle(used)
    assert desk.session.position < at
    press(used, Key.Key_Y, CTRL)
    assert desk.session.branch == "branch 1"
