"""Plots across iterations. Importing this is cheap: pyqtgraph is loaded when the plots are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot


@dataclass(frozen=True)
class PlotPanels:
    """The plots of the window; the title of each is its `windowTitle()`."""

    loss: CurvePlot
    weights: CurvePlot


def make_plot_panels() -> PlotPanels:
    """Make the plots; to be called once the window is shown, since pyqtgraph loads slowly."""
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot

    loss = CurvePlot(_tr("loss L"), log_axis=True)
    loss.setWindowTitle(_tr("Loss"))
    weights = CurvePlot(_tr("weights w"))
    weights.setWindowTitle(_tr("Weights"))
    return PlotPanels(loss, weights)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
