"""Exporting the plot in front, as a person does it."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.commands import plots
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from tests.ui.conftest import TABS, Open
from tests.ui.plots.hands import RIGHT, settle, tab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def trained(open_window: Open) -> MainWindow:
    session = bg.open_example("xor")
    session.step_iteration(30)
    return open_window(session)


def export(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the key, with a name typed into the dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.keyClick(window, Qt.Key.Key_X, CTRL | SHIFT)
    settle(window)


def ready(window: MainWindow, title: str, qtbot: QtBot) -> None:
    page = tab(window, title)
    if isinstance(page, CurvePlot):
        qtbot.waitUntil(lambda: page.chart.group.length == 30)


@pytest.mark.parametrize("title", TABS)
def test_every_plot_is_written_in_every_format(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    ready(trained, title, qtbot)
    for suffix in (".png", ".svg", ".csv"):
        path = tmp_path / f"plot{suffix}"
        export(trained, path, monkeypatch)
        assert path.stat().st_size > 30
        assert str(path) in trained.message.text
    picture, page = QImage(str(tmp_path / "plot.png")), trained.plots.currentWidget()
    assert page is not None
    assert (picture.width(), picture.height()) == (2 * page.width(), 2 * page.height())
    assert QSvgRenderer(str(tmp_path / "plot.svg")).isValid()
    assert ElementTree.parse(tmp_path / "plot.svg").getroot().tag == f"{SVG}svg"


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def test_the_numbers_are_those_of_the_run(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = trained.desk.session
    ready(trained, "Weights", qtbot)
    export(trained, tmp_path / "w.csv", monkeypatch)
    header, *lines = rows(tmp_path / "w.csv")
    assert header[0] == "iteration"
    for column, name in enumerate(header[1:], start=1):
        values = [float(line[column]) for line in lines]
        np.testing.assert_array_equal(values, session.history(name))


def test_other_branches_are_named_in_the_file(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = trained.desk.session
    session.seek(bg.Position(9, session.clock.operations, 0))
    session.set("w_new[1,1,1]", 2.0)
    settle(trained)
    tab(trained, "Loss")
    export(trained, tmp_path / "l.csv", monkeypatch)
    header, *lines = rows(tmp_path / "l.csv")
    assert header == ["iteration", "loss", "loss (main)"]
    assert [line[1] == "" for line in lines] == [k >= 10 for k in range(30)]
    np.testing.assert_array_equal(
        [float(line[2]) for line in lines], session.history("loss", "main")
    )


def test_a_drawing_has_a_curve_for_each_series_and_cuts_off_what_is_outside(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(trained, "Gradients", qtbot)
    export(trained, tmp_path / "g.svg", monkeypatch)
    root = ElementTree.parse(tmp_path / "g.svg").getroot()
    (inside,) = (g for g in root.iter(f"{SVG}g") if g.get("clip-path"))
    assert len(list(inside)) == 3  # two layers and the line at the position
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"layer 1", "layer 2", "iteration"} <= set(words)


def test_what_is_not_drawn_is_not_exported(window: MainWindow) -> None:
    tab(window, "Loss")
    action = window.actions_by_id["export-plot"]
    assert not action.isEnabled()
    window.desk.session.step_iteration(2)
    settle(window)
    assert action.isEnabled()
    tab(window, "Surface")
    assert not action.isEnabled()
    tab(window, "Classes")
    assert action.isEnabled()
    window.parts.show_dock("notes")
    settle(window)
    assert not action.isEnabled()


def test_a_name_without_a_known_format_is_refused(
    trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab(trained, "Loss")
    export(trained, tmp_path / "plot.gif", monkeypatch)
    assert "plot.gif says no format of a plot; allowed are .png, .svg" in trained.message.text
    export(trained, tmp_path / "none" / "plot.svg", monkeypatch)
    assert "cannot be written" in trained.message.text
    export(trained, tmp_path / "none" / "plot.png", monkeypatch)
    assert "cannot be written" in trained.message.text


@pytest.mark.parametrize("title", ["Loss", "Surface"])
def test_a_right_click_offers_it(trained: MainWindow, title: str) -> None:
    page = tab(trained, title)
    viewport = page.chart.viewport()  # type: ignore[attr-defined]
    QTest.mouseClick(viewport, RIGHT, pos=viewport.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert trained.actions_by_id["export-plot"] in menu.actions()
    menu.close()


def test_each_plot_is_brought_to_the_front_by_a_key(trained: MainWindow) -> None:
    trained.parts.show_dock("notes")
    for place, title in enumerate(TABS):
        QTest.keyClick(trained, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(trained, Qt.Key(Qt.Key.Key_1 + place))
        settle(trained)
        assert trained.plots.tabText(trained.plots.currentIndex()) == title
        focused = QApplication.focusWidget()
        assert focused is not None
        assert trained.plots.isAncestorOf(focused)
    assert [command.keys for command in plots.COMMANDS] == [(f"Alt+P, {n}",) for n in range(1, 10)]
    assert not trained.actions_by_id["plot-watches"].isEnabled()
