"""Keeps a plot up to date with curves of a session and, faded behind, of its other branches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.formula.quantity import Quantity, UnknownName
from backprop_gui.session.commands.inspecting import VALIDATION
from backprop_gui.session.recording.curves import Curve
from backprop_gui.session.run.branches import Branch
from backprop_gui.session.run.stages import Stages
from backprop_gui.session.session import Session
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.plots.before_edit import outdated_in
from backprop_gui.ui.plots.curves.curve_plot import MANY_CURVES, CurvePlot
from backprop_gui.ui.plots.curves.growing import GrowingRows
from backprop_gui.ui.plots.curves.kept_group import KeptGroup
from backprop_gui.ui.plots.curves.outdated_marks import Outdated
from backprop_gui.ui.plots.curves.series import Series

MOST_FADED = 40
"""So many curves of other branches, those of the newest ones."""
MOST_EXACT = 100_000
"""Longer losses of other branches are read as a picture, without every value."""

Points = tuple[NDArray[np.int64], NDArray[np.float64]]

_SLICE = 0.003  # seconds a refresh may take for the validation loss


class Feed:
    """Keeps a plot up to date with quantities of a session, reading only what is new.

    `note` says what is left out. It is not `complete` where another refresh would show more.
    """

    complete = True

    def __init__(
        self, session: Session, plot: CurvePlot, names: Sequence[Quantity], note: str = ""
    ) -> None:
        self.plot = plot
        self._session, self._note = session, note
        self._names = tuple(names)
        self._titles = [(str(name), label(name)) for name in names]
        self._run: Stages | None = None

    def refresh(self) -> None:
        """Show the values and the position of the session as they are now."""
        # Every edit, change, undo and switch makes another run, whose values may all be others.
        same_run, self._run = self._session.stages is self._run, self._session.stages
        self._renew(same_run=same_run)
        self.plot.show_outdated(self._outdated())
        self.plot.show_left_out(self._left_out())
        self.plot.show_iteration(self._session.position.iteration, self._session.finished - 1)

    def _outdated(self) -> Outdated:
        outdated = {str(name): outdated_in(self._session, (name,)) for name in self._names}
        return {name: found for name, found in outdated.items() if found}

    def _renew(self, *, same_run: bool) -> None:
        """Draw what is new; all of it in another run."""
        raise NotImplementedError

    def _left_out(self) -> str:
        drawn, finished = self.plot.chart.group.length, self._session.finished
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


class HistoryFeed(BranchedFeed):
    """Quantities that were recorded in every iteration: the loss and what it consists of."""

    def __init__(self, session: Session, plot: CurvePlot, names: Sequence[Quantity]) -> None:
        super().__init__(session, plot, names)
        self._rows = GrowingRows(len(names))

    def _renew(self, *, same_run: bool) -> None:
        if not same_run:
            self._rows = GrowingRows(len(self._names))
        first = self._rows.next_iteration
        new = np.stack([self._session.history(name)[first:] for name in self._names], axis=1)
        if len(new) or not same_run:
            self._rows.extend(np.arange(first, first + len(new)), new)
            self.plot.show_series(self._series(), faded=self._faded, grown=same_run)

    def _series(self) -> list[Series]:
        rows = self._rows
        return [
            Series(name, drawn, rows.iterations, values)
            for (name, drawn), values in zip(self._titles, rows.values, strict=True)
        ]

    def _read(self, branch: Branch, names: Sequence[Quantity]) -> Iterator[Points]:
        """All of it, or of a long one what is enough for a picture; nothing of what it has not."""
        for name in names:
            try:
                yield self._whole(branch, name)
            except UnknownName:
                yield np.empty(0, dtype=np.int64), np.empty(0)

    def _whole(self, branch: Branch, name: Quantity) -> Points:
        if branch.length > MOST_EXACT:
            return _points(self._session.curves([name], branch.name)[0])
        return np.arange(branch.length), self._session.history(name, branch.name)


class LossFeed(HistoryFeed):
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


class ParameterFeed(BranchedFeed):
    """Parameters; behind them the same ones in the other branches, as they were followed there."""

    def __init__(
        self, session: Session, plot: CurvePlot, names: Sequence[Quantity], note: str = ""
    ) -> None:
        super().__init__(session, plot, names, note)
        places = [session.find(name) for name in names]
        self._group = KeptGroup(session, places, self._titles)

    def _renew(self, *, same_run: bool) -> None:
        if self._group.follow(same_run=same_run):
            self.plot.show_group(self._group, faded=self._faded)

    def _outdated(self) -> Outdated:
        """A parameter as it is used in an iteration is not computed in it."""
        return {}

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


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
