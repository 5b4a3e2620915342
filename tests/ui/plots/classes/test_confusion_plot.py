"""The confusion matrix as a person uses it: counts, cells, the samples of a cell."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.classes import confusion_feed
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from tests.ui.conftest import Open
from tests.ui.plots.hands import LEFT, settle, tab

Key = Qt.Key


def make_session(**settings: object) -> bg.Session:
    made = bg.make_data("blobs", samples=60, noise=0.8, seed=0)
    outputs = made.targets.shape[1]
    network = bg.Network(
        2,
        [bg.Layer(4, "tanh"), bg.Layer(outputs, "softmax")],
        bg.Loss("categorical_cross_entropy"),
    )
    return bg.Session(network, made.inputs, made.targets, seed=1, validation=10, **settings)


def classes(window: MainWindow) -> ConfusionPlot:
    page = tab(window, "Classes")
    assert isinstance(page, ConfusionPlot)
    return page


def counts(page: ConfusionPlot) -> list[list[int]]:
    model = page.model
    return [
        [int(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def expected(session: bg.Session, rows: slice) -> list[list[int]]:
    inputs, targets = session.data
    actual, said = targets.argmax(axis=1), session.predict(inputs).argmax(axis=1)
    found = np.zeros((targets.shape[1],) * 2, int)
    np.add.at(found, (actual[rows], said[rows]), 1)
    return found.tolist()  # type: ignore[no-any-return]


def test_it_counts_and_follows_the_position(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = classes(window)
    for iterations in (0, 3, 200):
        if iterations:
            session.step_iteration(iterations)
        settle(window)
        table = expected(session, slice(50))
        assert counts(page) == table
        right = int(np.trace(table))
        assert f"training accuracy {100 * right / 50:.5g} % ({right} of 50)" in page.readout.text()
        assert "(" in page.readout.text().split("validation accuracy")[1]
    assert page.heading.text() == "classes · weights after iteration 202"


def test_validation_is_counted_apart(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = classes(window)
    page.choice.setFocus()
    QTest.keyClick(page.choice, Key.Key_Down)
    settle(window)
    assert counts(page) == expected(session, slice(50, 60))
    assert page.choice.currentText() == "validation"


def fullest(page: ConfusionPlot) -> tuple[int, int]:
    table = np.array(counts(page))
    row, column = np.unravel_index(table.argmax(), table.shape)
    return int(row), int(column)


def test_a_click_on_a_cell_lists_its_samples_and_one_on_them_focuses(open_window: Open) -> None:
    session = make_session()
    window = open_window(session)
    page = classes(window)
    row, column = fullest(page)
    at = page.table.visualRect(page.model.index(row, column)).center()
    QTest.mouseClick(page.table.viewport(), LEFT, pos=at)
    numbers = page.confusion.samples(row, column)
    listed = [page.samples.item(n).text() for n in range(page.samples.count())]
    assert listed == [f"sample {number}" for number in numbers]
    assert page.listed.text() == f"{len(numbers)} samples"
    second = page.samples.visualItemRect(page.samples.item(1)).center()
    QTest.mouseClick(page.samples.viewport(), LEFT, pos=second)
    settle(window)
    assert session.batch[session.focus - 1] == numbers[1]
    QTest.keyClick(page.samples, Key.Key_Up)
    settle(window)
    assert session.batch[session.focus - 1] == numbers[0]


def test_enter_goes_to_the_batch_of_a_sample(open_window: Open) -> None:
    session = make_session(batch_size=5)
    window = open_window(session)
    page = classes(window)
    page.table.setCurrentIndex(page.model.index(*fullest(page)))
    last = page.samples.count() - 1
    number = page.confusion.samples(*fullest(page))[last]
    page.samples.setFocus()
    QTest.keyClick(page.samples, Key.Key_End)
    settle(window)
    assert number not in session.batch
    QTest.keyClick(page.samples, Key.Key_Return)
    settle(window)
    assert session.batch[session.focus - 1] == number


def test_many_samples_are_counted_at_leisure(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confusion_feed, "_PASSING", 0.0)
    monkeypatch.setattr("backprop_gui.session.predictions.sweep._BLOCK", 1)
    session = make_session()
    window = open_window(session)
    page = classes(window)
    assert page.says == "Counting …"
    qtbot.waitUntil(lambda: page.says == "")
    before = page.heading.text()
    session.step_iteration(150)
    settle(window)
    assert page.heading.text() == before
    qtbot.waitUntil(lambda: "149" in page.heading.text())
    assert counts(page) == expected(session, slice(50))


def test_of_another_session_nothing_is_shown_until_it_is_counted(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(make_session())
    page = classes(window)
    assert page.says == ""
    monkeypatch.setattr(confusion_feed, "_PASSING", 0.0)
    monkeypatch.setattr("backprop_gui.session.predictions.sweep._BLOCK", 1)
    window.desk.open(make_session(), "another")
    settle(window)
    assert page.says == "Counting …"
    qtbot.waitUntil(lambda: page.says == "")


def test_what_it_needs_is_said(open_window: Open) -> None:
    window = open_window(bg.open_example("overfitting"))
    assert "one output for each" in classes(window).says


def test_classes_have_the_names_of_the_outputs(open_window: Open) -> None:
    session = make_session()
    session.rename("x[2,1]", "setosa")
    page = classes(open_window(session))
    model = page.model
    assert [model.header(n, across=False) for n in (0, 1)] == ["is setosa", "is 2"]
    assert model.header(0, across=True) == "setosa"
    session.rename("x[2,2]", "versicolor")
    settle(page.window())
    assert model.header(1, across=True) == "versicolor"
    width = page.table.horizontalHeader().sectionSize(1)
    assert width > page.table.fontMetrics().horizontalAdvance("versicolor")
