"""Branches and notes as a person makes, lists, changes and returns to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.dialogs.compare_branches import CompareDialog
from backprop_gui.ui.dialogs.note import NoteDialog
from backprop_gui.ui.dialogs.one_line import OneLineDialog
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.lists.listing import ListPanel

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting or window.desk.runner.running:
        QTest.qWait(1)


def activate(window: QWidget) -> None:
    """Where dialogs come and go, shortcuts wait for it."""
    for _ in range(100):
        window.activateWindow()
        QTest.qWait(1)
        if QApplication.activeWindow() is window:
            return
    raise AssertionError("it stays inactive")


def press(window: MainWindow, key: Qt.Key, modifier: Modifier) -> None:
    activate(window)
    QTest.keyClick(window, key, modifier)
    settle(window)


def delete(window: MainWindow, panel: ListPanel) -> None:
    """Press Del in the list."""
    activate(window)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Key.Key_Delete)
    settle(window)


def write(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Whoever is asked for a note writes this with the keyboard alone, in the place of the old."""

    def answer(dialog: NoteDialog) -> bool:
        dialog.setModal(True)
        dialog.show()
        activate(dialog)
        for n, line in enumerate(text.split("\n")):
            if n:
                QTest.keyClick(dialog.field, Key.Key_Return)
            QTest.keyClicks(dialog.field, line)
        QTest.keyClick(dialog.field, Key.Key_Return, CTRL)
        assert dialog.isVisible() != bool(text.strip())
        dialog.reject()
        return bool(text.strip())

    monkeypatch.setattr(NoteDialog, "exec", answer)


def cells(panel: ListPanel) -> list[tuple[str, ...]]:
    return [row.cells for row in panel.model.rows]


def enabled(window: MainWindow, kind: str) -> set[str]:
    names = ("switch", "compare", "rename", "delete")
    return {name for name in names if window.actions_by_id[f"{name}-{kind}"].isEnabled()}


@pytest.fixture
def parted(window: MainWindow) -> MainWindow:
    """After an edit in the past: main has 5 iterations, branch 1 has 3."""
    session = window.desk.session
    session.step_iteration(5)
    session.seek(bg.Position(1, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 0.25)
    session.step_iteration()
    window.parts.show_dock("branches")
    settle(window)
    return window


def test_branches_are_listed_with_place_length_and_loss(parted: MainWindow) -> None:
    main, branch = cells(parted.branches)
    assert main[:3] == ("main", "—", "5")
    assert branch[:3] == ("→ branch 1", "end of iteration 1 of main", "3")
    assert enabled(parted, "branch") == set()


def test_only_another_branch_can_be_switched_to_compared_and_deleted(parted: MainWindow) -> None:
    parted.branches.table.selectRow(1)
    assert enabled(parted, "branch") == {"rename"}
    parted.branches.table.selectRow(0)
    assert enabled(parted, "branch") == {"switch", "compare", "rename", "delete"}


def test_switching_goes_back_to_where_the_branch_was_left(parted: MainWindow) -> None:
    parted.branches.table.selectRow(0)
    press(parted, Key.Key_B, CTRL | ALT)
    assert [row[0] for row in cells(parted.branches)] == ["→ main", "branch 1"]
    assert len(parted.desk.session.history("loss")) == 5
    press(parted, Key.Key_Z, CTRL)
    assert [row[0] for row in cells(parted.branches)] == ["main", "→ branch 1"]


def type_name(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Types one name after another, each with Enter; gives what was said about each."""
    said: list[str] = []

    def answer(dialog: OneLineDialog) -> bool:
        dialog.show()
        for name in names:
            dialog.field.selectAll()
            QTest.keyClicks(dialog.field, name)
            said.append(dialog.said.text())
            QTest.keyClick(dialog.field, Key.Key_Return)
        accepted = not dialog.isVisible()
        dialog.hide()
        return accepted

    monkeypatch.setattr(OneLineDialog, "exec", answer)
    return said


def test_a_branch_is_renamed_and_deleted(
    parted: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_name(monkeypatch, "as printed")
    parted.branches.table.selectRow(0)
    press(parted, Key.Key_R, CTRL | ALT)
    assert cells(parted.branches)[0][0] == "as printed"
    assert cells(parted.branches)[1][1] == "end of iteration 1 of as printed"
    parted.branches.table.selectRow(0)
    delete(parted, parted.branches)
    assert [row[:2] for row in cells(parted.branches)] == [
        ("→ branch 1", "end of iteration 1 of as printed, deleted")
    ]


def test_a_name_that_is_taken_is_refused_beside_what_was_typed(
    parted: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = type_name(monkeypatch, "branch 1", "x" * 101, "branch 1b")
    parted.branches.table.selectRow(0)
    press(parted, Key.Key_R, CTRL | ALT)
    assert said == [
        "⚠ The name 'branch 1' is taken; any other one is allowed.",
        "⚠ The branch's name has 101 characters; 100 are allowed.",
        "",
    ]
    assert cells(parted.branches)[0][0] == "branch 1b"


def test_the_other_branch_is_a_faded_curve_that_follows(parted: MainWindow) -> None:
    parted.parts.show_dock("plots")
    settle(parted)
    chart = parted.plots.widget(0).chart  # type: ignore[attr-defined]
    assert [(one.branch, len(one.values)) for one in chart.faded.series] == [("main", 5)]
    assert chart.group.length == 3
    parted.desk.session.switch_branch("main")
    settle(parted)
    assert [one.branch for one in chart.faded.series] == ["branch 1"]
    assert chart.group.length == 5


def test_a_comparison_tells_where_they_part_and_what_differs(parted: MainWindow) -> None:
    session = parted.desk.session
    dialog = CompareDialog(session, session.compare("main", "branch 1"), parted.desk.writing)
    assert dialog.summary.text() == (
        "main and branch 1 part at end of iteration 1. "
        "The first loss that differs is that of iteration 2."
    )
    loss, *parameters = dialog.model.rows
    assert loss.cells[0] == "loss"
    sizes = [abs(float(row.cells[3].replace("−", "-"))) for row in parameters]
    assert sizes == sorted(sizes, reverse=True)
    assert [one.name for one in dialog.plot.chart.group.series] == ["main", "branch 1"]
    assert dialog.plot.chart.faded.last == 4
    QTest.keyClick(dialog.plot.chart, Key.Key_Home)
    assert f"{session.history('loss', 'main')[0]:.5g}" == "6.0025"
    assert dialog.plot.readout.text() == "iteration 0: main = 6.0025"
    dialog.deleteLater()


def test_a_parameter_is_compared_as_curves_by_keys(
    parted: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, read = parted.desk.session, list[str]()

    def walk(dialog: CompareDialog) -> None:
        dialog.show()
        QTest.keyClick(dialog.table, Key.Key_Down)
        chart = dialog.plot.chart
        (own,), (other,) = chart.group.series, chart.beside.series
        name = dialog.model.rows[1].cells[0]
        assert (own.values == session.history(name, "branch 1")).all()
        assert (other.values == session.history(name, "main")).all()
        read.append(dialog.plot.readout.text())
        QTest.mouseClick(dialog.going, Qt.MouseButton.LeftButton)
        assert not dialog.isVisible()

    monkeypatch.setattr(CompareDialog, "exec", walk)
    parted.branches.table.selectRow(0)
    press(parted, Key.Key_C, CTRL | ALT)
    settle(parted)
    assert read
    assert session.position == session.compare("main", "branch 1").parted


def test_a_note_is_pinned_listed_gone_to_changed_and_removed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.desk.session
    session.step_over()
    pinned = session.position
    write(monkeypatch, "look\nhere")
    press(window, Key.Key_M, CTRL)
    assert cells(window.notes) == [("iteration 0, before line 2", "look ⏎ here")]
    assert window.notes.isVisible()
    session.step_iteration()
    settle(window)
    assert not window.notes.model.rows[0].marked
    press(window, Key.Key_G, CTRL | ALT)
    assert session.position == pinned
    assert window.notes.model.rows[0].marked
    write(monkeypatch, "changed")
    press(window, Key.Key_M, CTRL | SHIFT)
    assert cells(window.notes)[0][1] == "changed"
    delete(window, window.notes)
    assert cells(window.notes) == []
    assert not window.actions_by_id["remove-note"].isEnabled()
    press(window, Key.Key_Z, CTRL)
    assert cells(window.notes)[0][1] == "changed"


def test_a_long_note_is_shown_whole(window: MainWindow, qtbot: QtBot) -> None:
    session, height = window.desk.session, window.notes.table.rowHeight
    session.add_note("short")
    session.add_note("a remark of many words " * 20)
    window.parts.show_dock("notes")
    qtbot.waitUntil(lambda: height(1) > 3 * height(0))
    narrow = height(1)
    window.resize(window.width() + 400, window.height())
    qtbot.waitUntil(lambda: height(1) < narrow)


def test_a_note_without_text_is_not_made(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(monkeypatch, "  ")
    press(window, Key.Key_M, CTRL)
    assert window.desk.session.notes == ()
