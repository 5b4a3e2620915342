"""The plots of the layers across iterations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget

from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.tabs.layer_plot import LOOKS, LayerPlot


class LayerTabs:
    """A tab for each kind of curves; `join` takes its plot."""

    def __init__(
        self,
        session: Session,
        tabs: QTabWidget,
        go_to: Callable[[Position], object],
        join: Callable[[CurvePlot], object],
    ) -> None:
        self._plots = [LayerPlot(session, tabs, look, go_to) for look in LOOKS]
        for plot in self._plots:
            plot.made.connect(join)
        self.refresh()

    def set_session(self, session: Session) -> None:
        """Show another session."""
        for plot in self._plots:
            plot.set_session(session)

    def refresh(self) -> None:
        """The session has moved or changed."""
        for plot in self._plots:
            plot.refresh()
