"""While a run computes nothing is explained, and nothing is said of where it began."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

import backprop_gui as bg
from backprop_gui.ui.look.theme import Appearance
from backprop_gui.ui.panels.explanation.panel import ExplanationPanel


def test_run_that_began_where_nothing_was_computed(qtbot: QtBot, appearance: Appearance) -> None:
    session = bg.open_example("xor")
    panel = ExplanationPanel(session)
    qtbot.addWidget(panel)
    panel.refresh()
    assert "Nothing has been computed yet" in panel.title.text()
    panel.wait()
    assert "Running" in panel.title.text()
    appearance.choose("dark")
    assert "Running" in panel.title.text()
    session.step_over()
    panel.refresh()
    assert "Weighted sums" in panel.title.text()
