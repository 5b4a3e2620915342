"""What a penalised loss consists of, across iterations, as it was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.session import Session
from backprop_gui.ui.look.labels import loss_named
from backprop_gui.ui.plots.tabs.tab_plot import TabPlot

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
    from backprop_gui.ui.plots.tabs.feeds import HistoryFeed

PARTS_OF_LOSS = tuple(map(Quantity, ("loss", "data_loss", "penalty")))


class PartsPlot(TabPlot):
    """There while the loss has a penalty."""

    _feed: HistoryFeed | None = None

    def set_session(self, session: Session) -> None:
        """Show nothing of another session yet."""
        super().set_session(session)
        self._feed = None

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._show_tab(self._session.network.loss.penalised)
        self._refresh_plot()

    def _show(self, plot: CurvePlot) -> None:
        from backprop_gui.ui.plots.tabs.feeds import HistoryFeed

        if not self._session.network.loss.penalised:
            return
        if self._feed is None:
            plot.set_heading(_tr("{} = loss of the data + penalty").format(loss_named()))
            self._feed = HistoryFeed(self._session, plot, PARTS_OF_LOSS)
        self._feed.refresh()


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
