"""The keys of the menu Analyse open its windows; the explanation says where forms part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.derivative import DerivativeDialog
from backprop_gui.ui.dialogs.gradient_check import GradientCheckDialog
from backprop_gui.ui.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """The dialogs that would have waited for the person."""
    found: list[QDialog] = []

    def keep(dialog: QDialog) -> None:
        found.append(dialog)
        monkeypatch.setattr(dialog, "deleteLater", lambda: None)

    for kind in (GradientCheckDialog, DerivativeDialog):
        monkeypatch.setattr(kind, "exec", keep)
    return found


def test_the_gradient_check_is_of_this_session(
    qtbot: QtBot, window: MainWindow, opened: list[QDialog]
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_G, CONTROL | SHIFT)
    (dialog,) = opened
    assert isinstance(dialog, GradientCheckDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.checks))
    assert "All 8 gradients agree" in dialog.verdict.text()


def test_the_derivative_begins_with_what_is_explained(
    qtbot: QtBot, window: MainWindow, opened: list[QDialog]
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: "s[1,1]" in window.explanation.title.text())
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    (dialog,) = opened
    assert isinstance(dialog, DerivativeDialog)
    assert dialog.of.text() == "s[1,1]"


def test_the_explanation_says_where_the_forms_part(
    qtbot: QtBot, open_window: Callable[[Session], MainWindow]
) -> None:
    network = bg.Network(1, [bg.Layer(1, "sigmoid")], loss=bg.Loss("binary_cross_entropy"))
    window = open_window(bg.Session(network, [[1.0]], [[0.0]], weights=[[[800.0]]]))
    window.desk.session.run_to("delta[1,1]")
    qtbot.waitUntil(lambda: "delta[1,1]" in window.explanation.title.text())
    said = window.explanation.remarks.text()
    assert "x[1,1] has been rounded to 1; the simplified form gives 1." in said
    assert "nan: 0 (dphi[1,1]) is multiplied by ∞ (dx[1,1])." in said
