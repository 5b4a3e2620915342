"""Plots that come and go: the watches that are plotted, the parts of a loss.

The values of watches are computed again, few of them, while there is nothing else to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabWidget

from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.branches import Branch
from backprop_gui.session.session import Session
from backprop_gui.session.stops.trends import Trend
from backprop_gui.ui.look import notation
from backprop_gui.ui.plots.before_edit import outdated_in
from backprop_gui.ui.plots.curves.series import Series
from backprop_gui.ui.plots.tabs.parts_plot import PartsPlot
from backprop_gui.ui.plots.tabs.passing import PASSING, drawn_at, in_passing
from backprop_gui.ui.plots.tabs.tab_plot import TabPlot
from backprop_gui.ui.running.leisure import Leisure

if TYPE_CHECKING:
    from backprop_gui.ui.plots.curves.curve_plot import CurvePlot

MOST_FADED = 8
"""So many trends of other branches, those of the newest ones: each is computed again."""


@dataclass(frozen=True)
class Elsewhere:
    """An expression in another branch as it is now, of the sample in focus."""

    text: str
    branch: Branch
    focus: int


class TrendPlots(QObject):
    """Two tabs, each there as long as it has something to show; `made` brings a tab's plot."""

    made = Signal(object)

    def __init__(
        self, session: Session, tabs: QTabWidget, go_to: Callable[[Position], object]
    ) -> None:
        super().__init__(tabs)
        self._session = session
        self.parts = PartsPlot(session, tabs, _tr("Loss Parts"), go_to)
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

    def rename(self) -> None:
        """Quantities may have other names in another notation."""
        self.parts.set_session(self._session)
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed; a watch that was removed is plotted no more."""
        self.parts.refresh()
        self._plotted = tuple(text for text in self._plotted if text in self._session.watches)
        self.watches.show_texts(self._plotted)

    def plot(self, watch: str) -> None:
        """Plot a watch and bring its tab to the front."""
        if watch not in self._plotted:
            self._plotted = (*self._plotted, watch)
        self.watches.show_texts(self._plotted)
        self.watches.raise_()


class TrendPlot(TabPlot):
    """The trends of some expressions; faded behind, those of the same in other branches."""

    def __init__(
        self,
        session: Session,
        tabs: QTabWidget,
        title: str,
        go_to: Callable[[Position], object],
    ) -> None:
        super().__init__(session, tabs, title, go_to)
        self._trends: dict[str, Trend] = {}
        self._faded: dict[Elsewhere, Trend] = {}
        self._leisure = Leisure(self._advance, self)
        self._leisure.paused.connect(self._draw)

    def set_session(self, session: Session) -> None:
        """Show nothing of another session yet."""
        super().set_session(session)
        self._trends, self._faded = {}, {}

    def show_texts(self, texts: Sequence[str]) -> None:
        """Plot these, as the session is now."""
        session = self._session
        known = {text: trend for text, trend in self._trends.items() if session.follows(trend)}
        self._trends = {text: known.get(text) or session.trend(text) for text in texts}
        self._show_tab(bool(texts))
        self._refresh_plot()

    def _show(self, plot: CurvePlot) -> None:
        others = [branch for branch in self._session.branches if not branch.current]
        newest = others[-max(MOST_FADED // max(len(self._trends), 1), 1) :]
        wanted = [
            Elsewhere(text, branch, self._session.focus)
            for branch in newest
            for text in self._trends
        ]
        self._faded = {
            one: self._faded.get(one) or self._session.trend_in(one.text, one.branch.name)
            for one in wanted
        }
        in_passing(self._advance)
        self._draw()
        self._leisure.wait()

    def _advance(self) -> bool:
        """Compute one more value or towards it; False where none is missing."""
        trends = (*self._trends.values(), *self._faded.values())
        return any(trend.advance(PASSING) for trend in trends)

    def _draw(self) -> None:
        if self.plot is None:
            return
        found = {text: dict(trend.points) for text, trend in self._trends.items()}
        common = sorted(set.intersection(*map(set, found.values()))) if found else []
        at = np.array(common, dtype=np.int64)
        told = ", ".join(map(self._told, found))
        self.plot.set_heading(_tr("{} at the end of the iteration").format(told))
        self.plot.show_series(
            [
                Series(
                    text,
                    notation.shown(self._session, text),
                    at,
                    np.array([own[k] for k in common]),
                )
                for text, own in found.items()
            ],
            faded=[_elsewhere(one, trend) for one, trend in self._faded.items()],
        )
        before = {t: outdated_in(self._session, one.read) for t, one in self._trends.items()}
        self.plot.show_outdated({text: found for text, found in before.items() if found})
        complete = all(trend.complete for trend in self._trends.values())
        self.plot.show_left_out(drawn_at(len(common), self._session.finished, complete=complete))
        self.plot.show_iteration(self._session.position.iteration, self._session.finished - 1)

    def _told(self, text: str) -> str:
        return notation.shown(self._session, text)


def _elsewhere(one: Elsewhere, trend: Trend) -> Series:
    points = trend.points
    at = np.array([k for k, _ in points], dtype=np.int64)
    values = np.array([value for _, value in points], dtype=np.float64)
    return Series(one.text, f"{one.text} · {one.branch.name}", at, values, one.branch.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
