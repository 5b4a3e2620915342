from __future__ import annotations

import subprocess
import sys

from pytestqt.qtbot import QtBot

from backprop_gui.ui.plots import make_plot_panels


def test_importing_the_plots_does_not_load_pyqtgraph() -> None:
    code = "import sys, backprop_gui.ui.plots; print('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_panels_have_titles(qtbot: QtBot) -> None:
    panels = make_plot_panels()
    for plot, title in ((panels.loss, "Loss"), (panels.weights, "Weights")):
        qtbot.addWidget(plot)
        assert plot.windowTitle() == title
