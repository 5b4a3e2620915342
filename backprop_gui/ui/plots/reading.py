"""What the plots show of a session: the loss and the parameters of its finished iterations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QTimer

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.branches import Branch
from backprop_gui.session.inspecting import VALIDATION
from backprop_gui.session.position import Position
from backprop_gui.session.recording import Kept
from backprop_gui.session.session import Session
from backprop_gui.session.stages import Stages
from backprop_gui.ui.plots import PlotPanels
from backprop_gui.ui.plots.curve_plot import CurvePlot
from backprop_gui.ui.plots.growing import GrowingRows
from backprop_gui.ui.plots.labels import label
from backprop_gui.ui.plots.series import Series

MOST_CURVES = 200
"""More parameters than these are not told apart in one plot."""
MOST_FADED = 200
"""So many curves of other branches, those of the newest ones."""

_LOSS = Quantity("loss")
# Seconds a refresh may take for the validation loss, and milliseconds until it goes on.
_SLICE, _PAUSE = 0.003, 15


class SessionPlots:
    """Joins plots with a session: call `refresh` whenever it has moved or changed.

    A plot that is hidden is not read for; it catches up when it is shown. `go_to` is called with
    the end of the iteration that the person chose.
    """

    def __init__(
        self, session: Session, panels: PlotPanels, go_to: Callable[[Position], object]
    ) -> None:
        self._panels, self._go_to = panels, go_to
        self._later = QTimer(panels.loss)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.set_session(session)
        for plot in (panels.loss, panels.weights):
            plot.became_visible.connect(self.refresh)
            plot.iteration_chosen.connect(self._choose)

    def set_session(self, session: Session) -> None:
        """Show another session, whole."""
        self._session = session
        self._make_feeds()
        self.refresh()

    def _make_feeds(self) -> None:
        """Another network has other curves."""
        session = self._session
        self._document = session.document
        parts = (label(_LOSS), session.network.loss.entry.title, session.network.loss.convention())
        self._panels.loss.set_heading(_tr("loss {}").format(" · ".join(parts)))
        biased = any(spec.name.kind == "b" for spec in session.program.parameters)
        what = _tr("weights w and biases b") if biased else _tr("weights w")
        self._panels.weights.set_heading(_tr("{}, as used in the iteration").format(what))
        self._feeds = (
            LossFeed(session, self._panels.loss, (_LOSS,), lambda first: _losses(session, first)),
            _parameter_feed(session, self._panels.weights),
        )

    def refresh(self) -> None:
        """Draw the session as it is now."""
        if self._session.document is not self._document:
            self._make_feeds()
        for feed in self._feeds:
            if feed.plot.isVisible():
                feed.refresh()
                if not feed.complete:
                    self._later.start(_PAUSE)

    def _choose(self, iteration: int) -> None:
        self._go_to(self._session.clock.end(iteration))


class Feed:
    """Keeps a plot up to date with quantities of a session, reading only what is new.

    `fetch` gives the values of the finished iterations from one on; `note` says what is left out.
    It is not `complete` where another refresh would show more.
    """

    complete = True

    def __init__(
        self,
        session: Session,
        plot: CurvePlot,
        names: Sequence[Quantity],
        fetch: Callable[[int], Kept],
        note: str = "",
    ) -> None:
        self.plot = plot
        self._session, self._fetch, self._note = session, fetch, note
        self._titles = [(str(name), label(name)) for name in names]
        self._run: Stages | None = None
        self._stride = 0
        self._rows = GrowingRows(len(names))

    def refresh(self) -> None:
        """Show the values and the position of the session as they are now."""
        new = self._fetch(self._rows.next_iteration)
        # Every edit, change, undo and switch makes another run, whose values may all be others.
        grown = new.stride == self._stride and self._session.stages is self._run
        if not grown:
            self._stride, self._run = new.stride, self._session.stages
            self._rows = GrowingRows(len(self._titles))
            new = self._fetch(0)
        if len(new.iterations) or not grown:
            self._rows.extend(new.iterations, new.rows)
            self._draw(grown)
        self.plot.show_left_out(self._left_out())
        self.plot.show_iteration(self._session.position.iteration, self._session.finished - 1)

    def _draw(self, grown: bool) -> None:
        self.plot.show_series(self._series(), grown=grown)

    def _series(self) -> list[Series]:
        rows = self._rows
        return [
            Series(name, drawn, rows.iterations, values)
            for (name, drawn), values in zip(self._titles, rows.values, strict=True)
        ]

    def _left_out(self) -> str:
        drawn, finished = len(self._rows.iterations), self._session.finished
        if drawn == finished:
            return self._note
        sparse = _tr("drawn at {} of {} iterations, the others are not kept").format(
            grouped(drawn), grouped(finished)
        )
        return "; ".join(filter(None, (self._note, sparse)))


class BranchedFeed(Feed):
    """A feed with the other branches' curves, faded, behind its own."""

    _others: tuple[Branch, ...] = ()
    _faded: tuple[Series, ...] = ()

    def refresh(self) -> None:
        """Another branch may have come, gone or taken another name, too."""
        others = tuple(branch for branch in self._session.branches if not branch.current)
        if others != self._others:
            self._others, self._faded = others, self._read_others(others)
            self._run = None
        super().refresh()

    def _draw(self, grown: bool) -> None:
        self.plot.show_series(self._series(), faded=self._faded, grown=grown)

    def _read_others(self, others: Sequence[Branch]) -> tuple[Series, ...]:
        raise NotImplementedError


class LossFeed(BranchedFeed):
    """The loss, beside it the validation loss, and faded behind it that of the other branches."""

    def refresh(self) -> None:
        """The validation loss is its own curve."""
        super().refresh()
        self._show_validation()

    def _show_validation(self) -> None:
        """The samples kept for it are few or none: what is not known yet follows later."""
        if not self._session.document.validation:
            self.complete = True
            if self.plot.chart.beside.length:
                self.plot.show_beside(())
            return
        curve, self.complete = self._session.validation_curve_within(_SLICE)
        iterations = curve.iterations.astype(np.int64)
        self.plot.show_beside([Series(VALIDATION, _tr("validation"), iterations, curve.values)])

    def _read_others(self, others: Sequence[Branch]) -> tuple[Series, ...]:
        """Over the same iterations, without a value where a branch has none."""
        iterations = np.arange(max((branch.length for branch in others), default=0))
        values = np.full((len(others), len(iterations)), np.nan)
        for row, branch in zip(values, others, strict=True):
            row[: branch.length] = self._session.history(_LOSS, branch.name)
        return tuple(
            Series(branch.name, branch.name, iterations, row)
            for branch, row in zip(others, values, strict=True)
        )


class ParameterFeed(BranchedFeed):
    """Parameters; behind them the same ones in the other branches, where states were kept."""

    def _read_others(self, others: Sequence[Branch]) -> tuple[Series, ...]:
        """At iterations that all of them kept: strides are powers of two."""
        names = [Quantity.parse(name) for name, _ in self._titles]
        shown = others[-max(MOST_FADED // max(len(names), 1), 1) :]
        found = [self._session.kept_in(branch.name, names) for branch in shown]
        stride = max((kept.stride for kept in found), default=1)
        iterations = np.arange(0, max((branch.length for branch in shown), default=0), stride)
        return tuple(
            Series(f"{name} · {branch.name}", f"{drawn} · {branch.name}", iterations, values)
            for branch, kept in zip(shown, found, strict=True)
            for (name, drawn), values in zip(self._titles, _on(iterations, kept).T, strict=True)
        )


def _on(iterations: NDArray[np.int64], kept: Kept) -> NDArray[np.float64]:
    """Rows of these iterations; nan where they were not kept."""
    rows = np.full((len(iterations), kept.rows.shape[1]), np.nan)
    _, here, there = np.intersect1d(iterations, kept.iterations, return_indices=True)
    rows[here] = kept.rows[there]
    return rows


def _parameter_feed(session: Session, plot: CurvePlot) -> Feed:
    names = [name for spec in session.program.parameters for name in spec.elements()]
    shown = names[:MOST_CURVES]
    places = [session.find(name) for name in shown]
    cut = _tr("the first {} of {} parameters").format(len(shown), grouped(len(names)))
    note = cut if len(shown) < len(names) else ""
    return ParameterFeed(session, plot, shown, lambda first: session.kept(places, first), note)


def _losses(session: Session, first: int) -> Kept:
    values = session.history(_LOSS)[first:]
    return Kept(1, np.arange(first, first + len(values)), values[:, np.newaxis])


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
