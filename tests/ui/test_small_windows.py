"""In small windows and large type nothing that has to be read is cut or scrolls sideways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from tests.ui.conftest import Open

SMALL = [((1024, 768), 100), ((1280, 800), 100), ((1280, 800), 150), ((1920, 1080), 150)]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def fill(window: MainWindow, size: tuple[int, int]) -> None:
    """The window has a size, and its panels stand as at first."""
    window.resize(*size)
    QTest.keyClick(window, Qt.Key.Key_D, CTRL | ALT)
    QTest.qWait(30)
    assert window.size().toTuple() == size


def sideways(window: MainWindow, name: str) -> list[str]:
    """What has to be scrolled sideways in a panel."""
    areas = window.docks[name].findChildren(QAbstractScrollArea)
    seen = (area for area in areas if area.isVisible())
    return [
        f"{type(area).__name__} {area.accessibleName()}"
        for area in seen
        if area.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_window_fits_into_a_small_screen(
    open_window: Open, appearance: Appearance, percent: int
) -> None:
    appearance.set_text_size(percent)
    window = open_window(bg.open_example("xor"))
    window.resize(1024, 768)
    QTest.qWait(30)
    for dock in window.docks:
        dock.raise_()
        QTest.qWait(10)
    assert window.width() <= 1024
    assert window.height() <= 768


@pytest.mark.parametrize(("size", "percent"), SMALL)
def test_the_next_mistake_is_selected_and_its_remark_and_diagnosis_can_be_read(
    open_window: Open, appearance: Appearance, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    appearance.set_text_size(percent)
    window = open_window(bg.open_example("nlp-assignment-answers"))
    fill(window, size)
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    answers = window.answers
    qtbot.waitUntil(lambda: bool(answers.marks.shown.verdicts))
    QTest.keyClick(window, Qt.Key.Key_J, CTRL | SHIFT)
    row = answers.table.currentIndex().row()
    assert answers.model.name(row) == "loss"
    qtbot.waitUntil(lambda: answers.details.equations.is_typeset)
    QTest.qWait(50)
    assert not sideways(window, "answers")
    rect = answers.table.visualRect(answers.table.currentIndex())
    assert answers.table.viewport().rect().contains(rect)
    remark, metrics = answers.model.remarks[row], answers.table.fontMetrics()
    lines = rect.height() // metrics.lineSpacing() - 1
    assert remark == "The base-10 logarithm was used: log10 for ln"
    assert lines * answers.table.viewport().width() > metrics.horizontalAdvance(remark)
    assert answers.details.isVisible()
    text = answers.details.text
    assert text.height() >= text.heightForWidth(text.width())
    assert "log10 for ln" in text.text()


@pytest.mark.parametrize(("size", "percent"), SMALL)
def test_samples_and_how_they_are_used_are_whole(
    open_window: Open, appearance: Appearance, size: tuple[int, int], percent: int
) -> None:
    appearance.set_text_size(percent)
    window = open_window(bg.open_example("xor"))
    fill(window, size)
    QTest.keyClick(window, Qt.Key.Key_D, CTRL | SHIFT)
    QTest.qWait(50)
    data = window.data
    assert not sideways(window, "data")
    inside = data.widget()
    assert inside is not None
    for row in data.form.rows.values():
        assert row.width() >= row.minimumSizeHint().width()
        at = row.mapTo(inside, row.rect().topRight())
        assert at.x() < data.viewport().width()
    # What does not fit is reached by scrolling down: all of the form, or the form by itself.
    last = list(data.form.rows.values())[-1]
    data.ensureWidgetVisible(last)
    data.side.ensureWidgetVisible(last)
    QTest.qWait(10)
    bottom = last.mapTo(data, last.rect().bottomLeft()).y()
    assert 0 < bottom < data.height()


def test_numbers_of_samples_are_whole_as_soon_as_they_are_typed(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_D, CTRL | SHIFT)
    table = window.data.table
    before = table.columnWidth(1)
    assert table.samples.setData(table.samples.index(0, 1), "-0.12345")
    window.data.refresh()
    assert table.columnWidth(1) > before
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)


@pytest.mark.parametrize(("size", "percent"), SMALL)
def test_every_breakpoint_and_fault_is_named_in_full(
    open_window: Open, appearance: Appearance, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    appearance.set_text_size(percent)
    session = bg.open_example("xor")
    session.add_breakpoint("abs(dw[1]).max() > 1000 and loss < 0.0001 or abs(w[2]).max() > 100")
    window = open_window(session)
    fill(window, size)
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    tree = window.breakpoints.tree
    metrics = tree.fontMetrics()

    def are_whole() -> bool:
        """A wrapped text needs at least as many lines as it is times as wide as its room."""
        room = tree.columnWidth(0) - metrics.height()  # the switch
        for n in range(tree.topLevelItemCount()):
            item = tree.topLevelItem(n)
            assert item is not None
            lines = tree.visualItemRect(item).height() // metrics.lineSpacing()
            if lines < metrics.horizontalAdvance(item.text(0)) / room or lines > 5:
                return False
        return True

    qtbot.waitUntil(are_whole)
    assert tree.wordWrap()
    assert tree.height() > 4 * metrics.height()


@pytest.mark.parametrize(("size", "percent"), SMALL)
def test_watched_expressions_are_whole(
    open_window: Open, appearance: Appearance, size: tuple[int, int], percent: int
) -> None:
    """One that is too long for its column has a line of its own."""
    long = "sum(abs(dw[1])) / sum(abs(w[1])) + sum(abs(dw[2]))"
    appearance.set_text_size(percent)
    session = bg.open_example("xor")
    session.add_watch("loss")
    session.add_watch(long)
    window = open_window(session)
    fill(window, size)
    window.docks["watches"].raise_()
    QTest.qWait(50)
    table = window.watches.table
    room, metrics = table.columnWidth(0), table.fontMetrics()
    usual = table.verticalHeader().defaultSectionSize()
    across = [table.rowHeight(row) > usual for row in range(2)]
    assert across == [metrics.horizontalAdvance(text) > room - 8 for text in ("loss", long)]
    if across[1]:
        lines = table.rowHeight(1) // metrics.lineSpacing() - 1
        assert lines * table.viewport().width() > metrics.horizontalAdvance(long)


@pytest.mark.parametrize(("size", "percent"), SMALL)
def test_values_are_whole_and_the_newest_is_in_sight(
    open_window: Open, appearance: Appearance, size: tuple[int, int], percent: int
) -> None:
    """Where symbols have no room they are hidden rather than cut."""
    appearance.set_text_size(percent)
    session = bg.open_example("xor")
    session.step_iteration()
    window = open_window(session)
    fill(window, size)
    table = window.values.table
    assert not sideways(window, "values")
    shown = [column for column in range(3) if not table.isColumnHidden(column)]
    for column in shown:
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)
    row = table.quantities.current_row()
    assert row is not None
    assert table.viewport().rect().contains(table.visualRect(table.quantities.index(row, 0)))


def test_where_a_branch_parted_is_said_in_full(open_window: Open) -> None:
    session = bg.open_example("xor")
    session.step_iteration()
    session.seek(bg.Position(0, 2, 0))
    session.set("w[2,1,1]", 0.5)
    session.step_iteration()
    window = open_window(session)
    fill(window, (1024, 768))
    window.docks["branches"].raise_()
    QTest.qWait(50)
    table = window.branches.table
    assert not sideways(window, "branches")
    parted = table.model().index(1, 1)
    assert parted.data() == "iteration 0, before line 3 of main"
    lines = table.rowHeight(1) // table.fontMetrics().lineSpacing()
    wanted = 1.1 * table.fontMetrics().horizontalAdvance(parted.data())
    assert lines * table.columnWidth(1) > wanted
