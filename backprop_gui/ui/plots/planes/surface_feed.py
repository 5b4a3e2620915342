"""Keeps the surface up to date with a session: at once as finely as is cheap, finer at leisure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from backprop_gui.errors import BackpropError, InvalidValue
from backprop_gui.formula.numerals import grouped
from backprop_gui.session.predictions.classification import Decision
from backprop_gui.session.predictions.evaluation import Newest
from backprop_gui.session.predictions.surface import Span, Surface, fine_points, points_in_passing
from backprop_gui.session.session import Session
from backprop_gui.ui.look import notation
from backprop_gui.ui.plots.in_force import before_edit, weights_in_force
from backprop_gui.ui.plots.planes.plane import MOST_SAMPLES, Plane
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot
from backprop_gui.ui.running.leisure import Leisure

_SLICE = 0.004  # seconds


class SurfaceFeed(QObject):
    """What it computes in passing is bounded, whatever the network's size."""

    def __init__(self, session: Session, plot: SurfacePlot) -> None:
        super().__init__(plot)
        self._session, self._plot = session, plot
        self._notation = notation.current()
        self._drawn: Surface | None = None
        self._finer: Surface | None = None
        self._spans: tuple[Span, ...] | None = None
        self._leisure = Leisure(self._refine, self)
        self._leisure.paused.connect(self._show_finer)
        plot.became_visible.connect(self.refresh)
        plot.view_changed.connect(self._look_elsewhere)

    def set_session(self, session: Session) -> None:
        """Show another session."""
        self._session, self._drawn, self._finer, self._spans = session, None, None, None
        self._plot.chart.fitted = True
        self.refresh()

    def refresh(self) -> None:
        """The session has moved or changed."""
        if not self._plot.isVisible():
            return
        try:
            self._refresh()
        except InvalidValue as reason:
            self._drawn = None
            self._plot.say(str(reason))

    def _refresh(self) -> None:
        session, now = self._session, self._session.newest
        if self._drawn is None or not self._drawn.sweep.is_of(now):
            points = points_in_passing(session.network)
            self._drawn, self._finer = session.surface(self._spans, points), None
            if points < fine_points(session.network):
                self._leisure.wait()
        self._show(self._drawn, now)

    def _show(self, surface: Surface, now: Newest) -> None:
        plot = self._plot
        plane = Plane.of(surface, now, decision(self._session))
        named = notation.current()
        if plot.plane is None or named is not self._notation or not plane.same_as(plot.plane):
            self._notation = named
            plot.show_plane(plane, self._heading(plane))
        else:
            plot.heading.setText(self._heading(plane))
        notes = before_edit(self._session), _left_out(len(now.data[0]))
        plot.show_note("; ".join(filter(None, notes)))

    def _heading(self, plane: Plane) -> str:
        kind = _tr("fitted curve") if plane.curve else _tr("regression surface")
        if plane.decision and not plane.curve:
            kind = _tr("decision surface")
        parts = [kind, weights_in_force(self._session)]
        if self._session.document.standardize:
            parts.append(_tr("inputs before standardising"))
        return " · ".join(parts)

    def _refine(self) -> bool:
        """Compute more of a finer surface; False where none is missing."""
        session = self._session
        if self._drawn is None or not self._drawn.sweep.is_of(session.newest):
            return False
        if self._finer is None:
            self._finer = session.surface(self._spans, fine_points(session.network))
        return not self._finer.sweep.work(_SLICE)

    def _show_finer(self) -> None:
        finer, now = self._finer, self._session.newest
        if finer and finer.sweep.complete and finer.sweep.is_of(now):
            self._drawn, self._finer = finer, None
            self._show(finer, now)

    def _look_elsewhere(self) -> None:
        chart = self._plot.chart
        spans = chart.spans[: self._session.network.inputs]
        self._spans = None if chart.fitted else spans
        self._drawn = None
        self.refresh()


def _left_out(samples: int) -> str:
    if samples <= MOST_SAMPLES:
        return ""
    first = _tr("the first {} of {} samples are drawn")
    return first.format(grouped(MOST_SAMPLES), grouped(samples))


def decision(session: Session) -> Decision | None:
    """How the session's outputs become classes, if they do."""
    try:
        return session.decision()
    except BackpropError:
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
