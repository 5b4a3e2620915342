"""A window on an example, shown and drawn, that asks no questions when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.main_window import MainWindow
from backprop_gui.ui.settings import Settings

Open = Callable[..., MainWindow]
TABS = ("Loss", "Weights", "Gradients", "Updates", "Activations", "Surface", "Classes")
"""The plots that are always there."""


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Also what is no widget measures its texts with the application's fonts."""
    return qapp


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    palette = qapp.palette()
    appearance = Appearance(qapp)
    appearance.choose("light")
    yield appearance
    appearance.choose("system")
    appearance.set_text_size(100)
    appearance.deleteLater()
    qapp.setPalette(palette)


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, appearance: Appearance
) -> Open:
    """Opens the window on a session, whose plots have so many tabs more than always."""
    discard = QMessageBox.StandardButton.Discard
    monkeypatch.setattr(QMessageBox, "question", lambda *_: discard)

    def open_(session: Session, more: int = 0) -> MainWindow:
        settings = Settings(tmp_path / "settings.ini")
        window = MainWindow(Desk(session, settings, "example"), appearance)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.plots.count() == len(TABS) + more)
        return window

    return open_


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    """The window on the assignment."""
    return open_window(bg.open_example("nlp-assignment"))
