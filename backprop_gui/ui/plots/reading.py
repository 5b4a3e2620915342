"""What the plots show of a session: the loss and the parameters of its finished iterations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QTimer

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.branches import Branch
from backprop_gui.session.curves import Curve
from backprop_gui.session.inspecting import VALIDATION
from backprop_gui.session.position import Position
from backprop_gui.session.recording import Kept
from backprop_gui.session.session import Session
from backprop_gui.session.stages import Stages
from backprop_gui.ui.plots import PlotPanels
from backprop_gui.ui.plots.curve_plot import MANY_CURVES, CurvePlot
from backprop_gui.ui.plots.growing import GrowingRows
from backprop_gui.ui.plots.labels import label
from backprop_gui.ui.plots.series import Series

MOST_CURVES = 200
"""More parameters than these are not told apart in one plot."""
MOST_FADED = 40
"""So many curves of other branches, those of the newest ones."""
MOST_EXACT = 100_000
"""Longer losses of other branches are read as a picture, without every value."""

Points = tuple[NDArray[np.int64], NDArray[np.float64]]

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
        self._names = tuple(names)
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

    _seen: object = None
    _faded: tuple[Series, ...] = ()

    def refresh(self) -> None:
        """Another branch may have come, gone or taken another name, or other curves be wanted."""
        others = tuple(branch for branch in self._session.branches if not branch.current)
        if (seen := (others, self._wanted())) != self._seen:
            self._seen, self._faded = seen, tuple(self._read_others(others))
            self._run = None
        super().refresh()

    def _draw(self, grown: bool) -> None:
        self.plot.show_series(self._series(), faded=self._faded, grown=grown)

    def _wanted(self) -> tuple[Quantity, ...]:
        """The quantities whose curves in other branches are drawn."""
        return self._names

    def _read_others(self, others: Sequence[Branch]) -> Iterator[Series]:
        """Of the newest branches, as many as can be told apart."""
        wanted = self._wanted()
        for branch in others[-max(MOST_FADED // max(len(wanted), 1), 1) :]:
            for name, (at, values) in zip(wanted, self._read(branch, wanted), strict=True):
                drawn = f"{label(name)} · {branch.name}"
                yield Series(str(name), drawn, at, values, branch.name)

    def _read(self, branch: Branch, names: Sequence[Quantity]) -> Iterator[Points]:
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

    def _read(self, branch: Branch, names: Sequence[Quantity]) -> Iterator[Points]:
        """All of it, or of a long one what is enough for a picture."""
        for name in names:
            if branch.length > MOST_EXACT:
                (curve,) = self._session.curves([name], branch.name)
                yield _points(curve)
            else:
                yield np.arange(branch.length), self._session.history(name, branch.name)


class ParameterFeed(BranchedFeed):
    """Parameters; behind them the same ones in the other branches, as they were followed there."""

    def _wanted(self) -> tuple[Quantity, ...]:
        """Of many, those that the person has selected."""
        if len(self._names) <= MANY_CURVES:
            return self._names
        selected = self.plot.legend.selected_names
        return tuple(name for name in self._names if str(name) in selected)[:MOST_FADED]

    def _read(self, branch: Branch, names: Sequence[Quantity]) -> Iterator[Points]:
        yield from map(_points, self._session.followed(names, branch.name))

    def _left_out(self) -> str:
        hidden = len(self._session.branches) > 1 and not self._wanted()
        said = _tr("select curves to see them in other branches") if hidden else ""
        return "; ".join(filter(None, (super()._left_out(), said)))


def _points(curve: Curve) -> Points:
    return curve.iterations.astype(np.int64), curve.values


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
