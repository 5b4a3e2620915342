"""The data as a person sees them: edited in the table, pasted, moved, taken back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes.pasting import MOST_EDITS
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.panels.data import copying
from backprop_gui.ui.panels.settings.editors import FlagEditor, TextEditor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
Open = Callable[..., MainWindow]


def settle(window: MainWindow) -> None:
    QTest.qWait(1)
    while window.desk.bridge.waiting:
        QTest.qWait(1)


def make(**settings: object) -> bg.Session:
    """Sample n has inputs n and 10 n, target 100 n."""
    numbers = np.arange(1.0, 7)[:, None]
    network = bg.Network(2, [bg.Layer(2, "tanh"), bg.Layer(1)])
    return bg.Session(network, numbers * [1, 10], numbers * 100, **settings)


def shown_on(open_window: Open, session: bg.Session) -> MainWindow:
    window = open_window(session)
    window.activateWindow()
    QTest.keyClick(window, Key.Key_D, CTRL | SHIFT)
    settle(window)
    assert window.data.table.hasFocus()
    return window


@pytest.fixture
def data(open_window: Open) -> MainWindow:
    """Batches of two of the first four samples, the last two for validation."""
    return shown_on(open_window, make(batch_size=2, validation=2))


def press(window: MainWindow, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(window.data.table, key, modifier)
    settle(window)


def texts(window: MainWindow) -> list[list[str]]:
    model = window.data.table.samples
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[model.data(model.index(row, column)) for column in columns] for row in rows]


def first(window: MainWindow) -> list[float]:
    """The first input of every sample."""
    return window.desk.session.data[0][:, 0].tolist()


def go(window: MainWindow, row: int, column: int) -> None:
    window.data.table.select_cell(row, column)
    settle(window)


def editor(window: MainWindow) -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    assert window.data.table.isAncestorOf(found)
    return found


def head(window: MainWindow, row: int) -> str:
    return str(window.data.table.samples.headerData(row, Qt.Orientation.Vertical))


def test_it_shows_what_each_sample_is_used_for(data: MainWindow) -> None:
    assert [row[0] for row in texts(data)] == [
        "batch 1",
        "batch 2",
        "training",
        "training",
        "validation",
        "validation",
    ]
    assert texts(data)[2] == ["training", "3", "30", "300"]
    assert data.data.note.text() == "4 to train on, 2 for validation"
    data.desk.session.step_iteration()
    data.desk.session.step_into()
    settle(data)
    assert [row[0] for row in texts(data)][:4] == ["training", "training", "batch 1", "batch 2"]
    assert head(data, 2) == "▸ 3"


def test_typing_sets_a_number_from_this_position_on(data: MainWindow) -> None:
    go(data, 3, 2)
    for key in "2,5":
        QTest.keyClicks(data.data.table if key == "2" else editor(data), key)
    QTest.keyClick(editor(data), Key.Key_Return)
    settle(data)
    session = data.desk.session
    assert session.data[0][3].tolist() == [4, 2.5]
    assert texts(data)[3][2] == "2.5"
    assert [(edit.row, str(edit.quantity)) for edit in session.edits] == [(3, "x[0,2]")]
    QTest.keyClick(data, Key.Key_Z, CTRL)
    settle(data)
    assert texts(data)[3][2] == "40"


def test_what_is_no_number_is_refused_with_the_reason(data: MainWindow) -> None:
    go(data, 0, 3)
    QTest.keyClick(data.data.table, Key.Key_F2)
    assert editor(data).text() == "100.0"
    QTest.keyClicks(editor(data), "oops")
    QTest.keyClick(editor(data), Key.Key_Return)
    settle(data)
    assert "'oops' is not a number" in data.message.text
    assert not data.desk.session.can_undo
    assert texts(data)[0][3] == "100"


def test_the_sample_in_focus_is_chosen_by_arrows_and_clicks_and_followed(
    open_window: Open,
) -> None:
    window = shown_on(open_window, make())
    session, table = window.desk.session, window.data.table
    go(window, 0, 1)
    press(window, Key.Key_Down)
    assert session.focus == 2
    assert head(window, 1) == "▸ 2"
    assert head(window, 0) == "1"
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(table.samples.index(4, 2)).center(),
    )
    settle(window)
    assert session.focus == 5
    assert window.explanation.shown is not None
    assert window.explanation.shown.name == "x[0,2,5]"
    QTest.keyClick(window, Key.Key_Down, ALT)
    settle(window)
    assert session.focus == 6
    assert table.currentIndex().row() == 5
    assert head(window, 5) == "▸ 6"


def test_a_sample_of_another_batch_is_looked_at_without_losing_the_focus(data: MainWindow) -> None:
    go(data, 1, 1)
    press(data, Key.Key_Down)
    session, table = data.desk.session, data.data.table
    assert table.currentIndex().row() == 2
    assert session.focus == 2
    assert data.actions_by_id["go-to-batch"].isEnabled()
    press(data, Key.Key_Return, CTRL | ALT)
    settle(data)
    assert session.position == bg.Position(1, 0, 1)
    assert session.focus == 1
    assert table.currentIndex().row() == 2
    assert head(data, 2) == "▸ 3"
    assert not data.actions_by_id["go-to-batch"].isEnabled()


def test_samples_are_added_repeated_moved_and_removed_by_keys(data: MainWindow) -> None:
    go(data, 3, 1)
    press(data, Key.Key_Insert)
    assert first(data) == [1, 2, 3, 4, 0, 5, 6]
    assert data.data.selected == (5,)
    press(data, Key.Key_Up, ALT | SHIFT)
    assert first(data) == [1, 2, 3, 0, 4, 5, 6]
    assert data.data.selected == (4,)
    press(data, Key.Key_Delete)
    assert first(data) == [1, 2, 3, 4, 5, 6]
    go(data, 1, 1)
    press(data, Key.Key_Insert, ALT)
    assert first(data) == [1, 2, 2, 3, 4, 5, 6]
    press(data, Key.Key_Down, ALT | SHIFT)
    assert data.data.selected == (4,)
    for _ in range(5):
        QTest.keyClick(data, Key.Key_Z, CTRL)
        settle(data)
    assert first(data) == [1, 2, 3, 4, 5, 6]
    assert not data.desk.session.can_undo


@pytest.mark.parametrize("size", [(790, 640), (1280, 800), (1920, 1080)])
def test_the_commands_act_in_a_window_of_any_size(data: MainWindow, size: tuple[int, int]) -> None:
    data.resize(*size)
    settle(data)
    go(data, 1, 1)
    for name in ("add-sample", "remove-samples", "paste-samples"):
        assert data.actions_by_id[name].isEnabled(), name


def test_what_cannot_act_is_disabled_or_says_why(data: MainWindow) -> None:
    actions = data.actions_by_id
    go(data, 0, 1)
    assert not actions["move-samples-up"].isEnabled()
    assert actions["move-samples-down"].isEnabled()
    data.data.table.select_samples((1, 2, 3, 4))
    press(data, Key.Key_Delete)
    assert data.message.text == "At least one sample must be left to train on."
    data.parts.show_dock("plots")
    settle(data)
    assert not data.data.selected
    assert not actions["remove-samples"].isEnabled()
    assert not actions["add-sample"].isEnabled()


def test_a_block_is_copied_and_pasted_as_in_a_spreadsheet(data: MainWindow) -> None:
    table = data.data.table
    go(data, 0, 1)
    press(data, Key.Key_Right, SHIFT)
    press(data, Key.Key_Down, SHIFT)
    press(data, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1.0\t10.0\n2.0\t20.0\n"
    go(data, 3, 2)
    press(data, Key.Key_V, CTRL)
    inputs, targets = data.desk.session.data
    assert [*inputs[3], *targets[3]] == [4, 1, 10]
    assert [*inputs[4], *targets[4]] == [5, 2, 20]
    QTest.keyClick(data, Key.Key_Z, CTRL)
    settle(data)
    assert not data.desk.session.can_undo
    go(data, 5, 3)
    press(data, Key.Key_V, CTRL)
    assert data.message.text == "The block has 2 columns; from this one on there are 1."
    assert table.currentIndex().column() == 3


def test_a_single_number_fills_what_is_selected(data: MainWindow) -> None:
    QGuiApplication.clipboard().setText("7,5")
    data.desk.swap_decimal_mark()
    go(data, 0, 1)
    press(data, Key.Key_Down)
    press(data, Key.Key_Down, SHIFT)
    press(data, Key.Key_V, CTRL)
    assert first(data) == [1, 7.5, 7.5, 4, 5, 6]
    assert texts(data)[1][1] == "7,5"


def test_a_spreadsheets_rows_become_new_samples(data: MainWindow) -> None:
    QGuiApplication.clipboard().setText("a\tb\ty\n0,5\t1\t2\n8\t9\t1,5\n")
    go(data, 1, 1)
    press(data, Key.Key_V, CTRL | SHIFT)
    assert first(data) == [1, 2, 0.5, 8, 3, 4, 5, 6]
    assert data.data.selected == (3, 4)
    assert data.data.note.text() == "6 to train on, 2 for validation"
    QGuiApplication.clipboard().setText("1\t2")
    press(data, Key.Key_V, CTRL | SHIFT)
    assert "The table has 2 columns; allowed: 3 (inputs: 2, targets: 1)" in data.message.text
    QGuiApplication.clipboard().clear()
    press(data, Key.Key_V, CTRL)
    assert "There is no text on the clipboard" in data.message.text


def test_labels_are_pasted_over_one_hot_targets(open_window: Open) -> None:
    network = bg.Network(1, [bg.Layer(2, "softmax")])
    window = shown_on(open_window, bg.Session(network, [[1], [2]], [[1, 0], [1, 0]]))
    QGuiApplication.clipboard().setText("3\tdog\n4\tcat")
    go(window, 0, 1)
    press(window, Key.Key_V, CTRL)
    assert window.desk.session.data[1].tolist() == [[0, 1], [1, 0]]


@given(st.integers(1, 6), st.integers(1, 3), st.data())
def test_pasting_what_was_copied_is_no_change(
    qapp: QApplication, rows: int, columns: int, drawn: st.DataObject
) -> None:
    session = make()
    top, left = drawn.draw(st.integers(1, 7 - rows)), drawn.draw(st.integers(1, 4 - columns))
    mark = drawn.draw(st.sampled_from((".", ",")))
    block = copying.Block(tuple(range(top, top + rows)), tuple(range(left, left + columns)))
    copying.copy(session, block, mark)
    copying.paste_over(session, block, mark)
    assert not session.can_undo


def test_too_much_is_not_copied() -> None:
    with pytest.raises(InvalidValue, match=r"2,000,000 numbers are selected; up to 1,000,000"):
        copying.copy(make(), copying.Block(tuple(range(2000)), tuple(range(1000))), ".")


def test_batches_order_validation_and_scaling_are_set_beside_the_table(data: MainWindow) -> None:
    form, session = data.data.form, data.desk.session
    write(form.rows["batch_size"].editor, "3")
    write(form.rows["validation"].editor, "50 %")
    for key in ("shuffle", "standardize"):
        flag = form.rows[key].editor
        assert isinstance(flag, FlagEditor)
        flag.setFocus()
        QTest.keyClick(flag, Key.Key_Space)
    settle(data)
    document = session.document
    assert (document.batch_size, document.validation) == (3, 3)
    assert document.shuffle
    assert document.standardize
    assert data.data.note.text().startswith("3 to train on, 3 for validation\nthe network sees")
    validation = form.rows["validation"]
    assert isinstance(validation.editor, TextEditor)
    assert validation.editor.text() == "3"
    write(validation.editor, "6")
    assert "0 to 5 are allowed" in validation.message.text()
    assert texts(data)[0][1] == "1"  # not standardised


def write(field: object, text: str) -> None:
    assert isinstance(field, TextEditor)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def test_samples_are_shuffled_from_a_seed(
    data: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (3, True))
    QTest.keyClick(data, Key.Key_R, CTRL | SHIFT)
    settle(data)
    order = np.random.default_rng(3).permutation(6) + 1
    assert first(data) == order.tolist()
    assert data.desk.session.document.validation == 2


def test_a_large_data_set_is_shown_and_edited_at_once(open_window: Open) -> None:
    generator = np.random.default_rng(0)
    inputs, targets = generator.normal(size=(10_000, 784)), np.zeros((10_000, 1))
    session = bg.Session(bg.Network(784, [bg.Layer(1)]), inputs, targets, batch_size=4)
    window = shown_on(open_window, session)
    table = window.data.table
    assert (table.samples.rowCount(), table.samples.columnCount()) == (10_000, 786)
    assert len(table.samples._read) < 200  # only what is looked at is read
    go(window, 9_999, 784)
    QTest.keyClick(table, Key.Key_F2)
    editor(window).selectAll()
    QTest.keyClicks(editor(window), "4.25")
    QTest.keyClick(editor(window), Key.Key_Return)
    settle(window)
    assert session.sample(10_000)[0][783] == 4.25
    press(window, Key.Key_A, CTRL)
    assert len(window.data.selected) == 10_000
    press(window, Key.Key_C, CTRL)
    assert "7,850,000 numbers are selected" in window.message.text


def test_a_large_paste_is_another_data_set_and_one_undo_takes_it_back(data: MainWindow) -> None:
    rows = MOST_EDITS // 3 + 1
    QGuiApplication.clipboard().setText("\n".join("1\t2\t3" for _ in range(rows)))
    go(data, 0, 0)
    press(data, Key.Key_V, CTRL)
    assert first(data) == [1] * rows
    QTest.keyClick(data, Key.Key_Z, CTRL)
    settle(data)
    assert first(data) == [1, 2, 3, 4, 5, 6]


def test_another_session_brings_its_own_data(data: MainWindow) -> None:
    go(data, 5, 3)
    data.desk.open(bg.open_example("xor"), "xor")
    settle(data)
    assert len(texts(data)) == 4
    assert data.data.table.currentIndex().row() == 3
    assert data.data.note.text() == "4 to train on"


def test_the_panel_needs_no_scrolling_sideways_in_a_window_of_the_first_size(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(bg.open_example("digits"))
    window.resize(1280, 780)
    window.parts.show_dock("data")
    qtbot.waitUntil(lambda: window.data.form.width() > 0 and window.data.isVisible())
    qtbot.wait(50)
    assert window.data.horizontalScrollBar().maximum() == 0
    for field in window.data.form.findChildren(QWidget):
        if field.isVisible():
            right = field.mapTo(window.data, field.rect().topRight()).x()
            assert right < window.data.width(), field
