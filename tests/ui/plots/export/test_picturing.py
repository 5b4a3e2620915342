"""What the picture of a plot says of what is on the screen."""

from __future__ import annotations

import backprop_gui as bg
from backprop_gui.ui.plots.export.picturing import svg_of
from tests.ui.conftest import Open
from tests.ui.plots.hands import settle, tab


def test_the_key_names_the_branches_that_are_faded(open_window: Open) -> None:
    window = open_window(bg.open_example("momentum-in-a-ravine"))
    window.desk.session.step_iteration()
    page = tab(window, "Loss")
    settle(window)
    assert "plain descent (faded)" in (svg_of(page) or "")
