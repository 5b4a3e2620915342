"""What the plots show of a session: the loss and the parameters of its finished iterations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.positions.position import Position
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.look.labels import loss_named
from backprop_gui.ui.plots import PlotPanels
from backprop_gui.ui.plots.tabs.feeds import Feed, LossFeed, ParameterFeed
from backprop_gui.ui.plots.tabs.parameter_choice import ParameterChoice
from backprop_gui.ui.running.leisure import Leisure

MOST_CURVES = 200
"""More parameters than these are not told apart in one plot."""

_LOSS = Quantity("loss")


class SessionPlots:
    """Joins plots with a session: call `refresh` whenever it has moved or changed.

    A plot that is hidden is not read for; it catches up when it is shown. `go_to` is called with
    the end of the iteration that the person chose.
    """

    def __init__(
        self, session: Session, panels: PlotPanels, go_to: Callable[[Position], object]
    ) -> None:
        self._panels, self._go_to = panels, go_to
        self._leisure = Leisure(self._complete, panels.loss)
        self.choice = ParameterChoice()
        panels.weights.add_choice(self.choice)
        self.choice.activated.connect(self._choose_parameters)
        self.set_session(session)
        for plot in (panels.loss, panels.weights):
            plot.became_visible.connect(self.refresh)
            plot.selection_changed.connect(self.refresh)
            plot.iteration_chosen.connect(self._choose)

    def set_session(self, session: Session) -> None:
        """Show another session, whole."""
        self._session = session
        self._make_feeds()
        self.refresh()

    def _make_feeds(self) -> None:
        """Another network has other curves."""
        session = self._session
        self._document, self._notation = session.document, notation.current()
        parts = (loss_named(), session.network.loss.entry.title, session.network.loss.convention())
        self._panels.loss.set_heading(" · ".join(parts))
        biased = any(spec.name.kind == "b" for spec in session.program.parameters)
        what = _tr("weights w and biases b") if biased else _tr("weights w")
        self._panels.weights.set_heading(_tr("{}, as used in the iteration").format(what))
        self._feeds = (
            LossFeed(session, self._panels.loss, (_LOSS,)),
            self._parameter_feed(),
        )

    def _parameter_feed(self) -> Feed:
        program = self._session.program
        self.choice.offer(program)
        names = self.choice.names(program)
        shown = names[:MOST_CURVES]
        cut = _tr("the first {} of {} parameters").format(len(shown), grouped(len(names)))
        note = cut if len(shown) < len(names) else ""
        return ParameterFeed(self._session, self._panels.weights, shown, note)

    def _choose_parameters(self) -> None:
        self._feeds = (self._feeds[0], self._parameter_feed())
        self.refresh()

    def rename(self) -> None:
        """Quantities may have other names in another notation."""
        if self._notation is not notation.current():
            self._make_feeds()
            self.refresh()

    def refresh(self) -> None:
        """Draw the session as it is now."""
        if self._session.document is not self._document:
            self._make_feeds()
        for feed in self._shown:
            feed.refresh()
        self._leisure.wait()

    @property
    def _shown(self) -> list[Feed]:
        return [feed for feed in self._feeds if feed.plot.isVisible()]

    def _complete(self) -> bool:
        """Go on with one of those that are not complete; False where all are."""
        feed = next((feed for feed in self._shown if not feed.complete), None)
        if feed is not None:
            feed.refresh()
        return feed is not None

    def _choose(self, iteration: int) -> None:
        self._go_to(self._session.clock.end(iteration))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
