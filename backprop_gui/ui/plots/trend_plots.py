"""Plots of expressions across iterations: the watches that are plotted, the parts of a loss.

Their values are computed again, few of them, while there is nothing else to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabWidget

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.position import Position
from backprop_gui.session.session import Session
from backprop_gui.session.stops.trends import Trend
from backprop_gui.ui.leisure import Leisure
from backprop_gui.ui.plots.series import Series

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curve_plot import CurvePlot

PARTS_OF_LOSS = ("loss", "data_loss", "penalty")


class TrendPlots(QObject):
    """Two tabs, each there as long as it has something to show; `made` brings a tab's plot."""

    made = Signal(object)

    def __init__(
        self, session: Session, tabs: QTabWidget, go_to: Callable[[Position], object]
    ) -> None:
        super().__init__(tabs)
        self._session = session
        self.parts = TrendPlot(session, tabs, _tr("Loss Parts"), go_to)
        self.watches = TrendPlot(session, tabs, _tr("Watches"), go_to)
        self._plotted: tuple[str, ...] = ()
        for plot in (self.parts, self.watches):
            plot.made.connect(self.made)
        tabs.setAcceptDrops(True)
        tabs.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A watch can be dropped on any plot."""
        if isinstance(event, QDropEvent) and event.mimeData().text() in self._session.watches:
            if event.type() is QEvent.Type.Drop:
                self.plot(event.mimeData().text())
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._plotted = session, ()
        for plot in (self.parts, self.watches):
            plot.set_session(session)

    def refresh(self) -> None:
        """The session has moved or changed; a watch that was removed is plotted no more."""
        penalised = self._session.network.loss.penalised
        self.parts.show_texts(PARTS_OF_LOSS if penalised else ())
        self._plotted = tuple(text for text in self._plotted if text in self._session.watches)
        self.watches.show_texts(self._plotted)

    def plot(self, watch: str) -> None:
        """Plot a watch and bring its tab to the front."""
        if watch not in self._plotted:
            self._plotted = (*self._plotted, watch)
        self.watches.show_texts(self._plotted)
        self.watches.raise_()


class TrendPlot(QObject):
    """One tab with the trends of some expressions; `made` brings its plot when it is made."""

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
        self._trends: dict[str, Trend] = {}
        self.plot: CurvePlot | None = None
        self._leisure = Leisure(self._advance, self)
        self._leisure.paused.connect(self._draw)

    def set_session(self, session: Session) -> None:
        """Show nothing of another session yet."""
        self._session, self._trends = session, {}

    def raise_(self) -> None:
        """Bring the tab to the front."""
        if self.plot is not None:
            self._tabs.setCurrentWidget(self.plot)

    def show_texts(self, texts: Sequence[str]) -> None:
        """Plot these, as the session is now."""
        known = {
            text: trend for text, trend in self._trends.items() if self._session.follows(trend)
        }
        self._trends = {text: known.get(text) or self._session.trend(text) for text in texts}
        self._show_tab(bool(texts))
        self._refresh()

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
        from backprop_gui.ui.plots.curve_plot import CurvePlot

        plot = CurvePlot("", log_axis=True)
        plot.iteration_chosen.connect(self._choose)
        plot.became_visible.connect(self._refresh)
        return plot

    def _refresh(self) -> None:
        if self.plot is not None and self.plot.isVisible():
            self._draw()
            self._leisure.wait()

    def _advance(self) -> bool:
        """Compute one more value; False where none is missing."""
        return any(trend.advance() for trend in self._trends.values())

    def _draw(self) -> None:
        assert self.plot is not None
        found = {text: dict(trend.points) for text, trend in self._trends.items()}
        common = sorted(set.intersection(*map(set, found.values()))) if found else []
        at = np.array(common, dtype=np.int64)
        self.plot.set_heading(_tr("{} at the end of the iteration").format(", ".join(found)))
        self.plot.show_series(
            [
                Series(text, text, at, np.array([own[k] for k in common]))
                for text, own in found.items()
            ]
        )
        self.plot.show_left_out(self._left_out(len(common)))
        self.plot.show_iteration(self._session.position.iteration, self._session.finished - 1)

    def _left_out(self, drawn: int) -> str:
        finished = self._session.finished
        if drawn == finished:
            return ""
        text = _tr("drawn at {} of {} iterations, evenly spread")
        return text.format(grouped(drawn), grouped(finished))

    def _choose(self, iteration: int) -> None:
        self._go_to(self._session.clock.end(iteration))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
