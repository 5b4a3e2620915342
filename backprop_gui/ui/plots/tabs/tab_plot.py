"""A tab with a plot, there as long as it has something to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget

from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot


class TabPlot(QObject):
    """The plot is made when it is first wanted; `made` brings it then."""

    made = Signal(object)

    def __init__(
        self,
        session: Session,
        tabs: QTabWidget,
        title: str,
        go_to: Callable[[Position], object],
    ) -> None:
        super().__init__(tabs)
        self._session, self._tabs, self._title, self._go_to = session, tabs, title, go_to
        self.plot: CurvePlot | None = None

    def set_session(self, session: Session) -> None:
        """Show nothing of another session yet."""
        self._session = session

    def raise_(self) -> None:
        """Bring the tab to the front."""
        if self.plot is not None:
            self._tabs.setCurrentWidget(self.plot)

    def _show_tab(self, wanted: bool) -> None:
        if not self._tabs.count():  # before the window is shown
            return
        if wanted and self.plot is None:
            self.plot = self._make()
            self.made.emit(self.plot)
        if self.plot is None:
            return
        place = self._tabs.indexOf(self.plot)
        if wanted and place < 0:
            self._tabs.addTab(self.plot, self._title)
        elif not wanted and place >= 0:
            self._tabs.removeTab(place)

    def _make(self) -> CurvePlot:
        from backprop_gui.ui.plots.curves.curve_plot import CurvePlot

        plot = CurvePlot("", log_axis=True)
        self._join(plot)
        return plot

    def _join(self, plot: CurvePlot) -> None:
        plot.iteration_chosen.connect(self._choose)
        plot.became_visible.connect(self._refresh_plot)
        plot.selection_changed.connect(self._refresh_plot)

    def _refresh_plot(self) -> None:
        if self.plot is not None and self.plot.isVisible():
            self._show(self.plot)

    def _show(self, plot: CurvePlot) -> None:
        """Draw the session as it is now."""
        raise NotImplementedError

    def _choose(self, iteration: int) -> None:
        self._go_to(self._session.clock.end(iteration))
