"""A tab with curves of the layers: read in passing while a run computes, completed at leisure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.histories.layer_curves import LayerCurves
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.branches import Branch
from backprop_gui.session.session import Session
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.plots.before_edit import outdated_in
from backprop_gui.ui.plots.curves.bands import LABELS, BandPlot
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.outdated_marks import Outdated
from backprop_gui.ui.plots.curves.series import Series
from backprop_gui.ui.plots.tabs.passing import PASSING, drawn_at, in_passing
from backprop_gui.ui.plots.tabs.tab_plot import TabPlot
from backprop_gui.ui.running.leisure import Leisure

MOST_FADED = 3
"""So many other branches, the newest ones: each is computed again."""


@dataclass(frozen=True)
class Look:
    """A tab's title, the kind of its curves, and what its vertical axis is."""

    title: str
    kind: str
    heading: str


LOOKS = (
    Look("Gradients", "gradient_norm", "‖∂L/∂(W, b)‖ of each layer"),
    Look("Updates", "update_ratio", "‖ΔW‖ / ‖W‖ of each layer"),
    Look("Activations", "activation", "x of layer {}, over batch and units"),
)
# Of the columns as they are read: quantiles upwards, then the mean.
_ORDER = (3, 7, 6, 5, 4, 2, 1, 0)


class LayerPlot(TabPlot):
    """Curves of one kind."""

    def __init__(
        self,
        session: Session,
        tabs: QTabWidget,
        look: Look,
        go_to: Callable[[Position], object],
    ) -> None:
        super().__init__(session, tabs, _tr(look.title), go_to)
        self._look = look
        self._curves: LayerCurves | None = None
        self._others: dict[Branch, LayerCurves] = {}
        self._leisure = Leisure(self._advance, self)
        self._leisure.paused.connect(self._draw)

    def set_session(self, session: Session) -> None:
        """Show nothing of another session yet."""
        super().set_session(session)
        self._curves, self._others = None, {}

    def refresh(self) -> None:
        """The session has moved or changed."""
        self._show_tab(True)
        self._refresh_plot()

    def _make(self) -> CurvePlot:
        if self._look.kind != "activation":
            plot = super()._make()
            plot.log_button.setChecked(True)
            return plot
        plot = BandPlot()
        plot.layer_changed.connect(self._draw)
        self._join(plot)
        return plot

    def _show(self, plot: CurvePlot) -> None:
        session, kind = self._session, self._look.kind
        if self._curves is None or self._curves.stages is not session.stages:
            self._curves = session.layer_curves(kind)
        others = [b for b in session.branches if not b.current][-MOST_FADED:]
        self._others = {
            b: self._others.get(b) or session.layer_curves(kind, b.name) for b in others
        }
        in_passing(self._advance)
        self._draw()
        self._leisure.wait()

    def _advance(self) -> bool:
        """Read one more point or go towards it; False where none is missing."""
        curves = [self._curves, *self._others.values()]
        return any(one.advance(PASSING) for one in curves if one is not None)

    def _draw(self) -> None:
        plot, curves = self.plot, self._curves
        if plot is None or curves is None:
            return
        if isinstance(plot, BandPlot):
            plot.offer_layers([self._title_of(n) for n in range(1, curves.layers + 1)])
        plot.set_heading(self._heading(plot))
        faded = [s for branch, own in self._others.items() for s in self._faded(own, branch.name)]
        plot.show_series(list(self._series(curves)), faded=faded)
        plot.show_outdated(self._outdated(plot, curves))
        drawn, finished = len(curves.iterations), self._session.finished
        plot.show_left_out(drawn_at(drawn, finished, complete=curves.complete))
        plot.show_iteration(self._session.position.iteration, self._session.finished - 1)

    def _outdated(self, plot: CurvePlot, curves: LayerCurves) -> Outdated:
        layers = [plot.layer] if isinstance(plot, BandPlot) else range(1, curves.layers + 1)
        found = {n: outdated_in(self._session, curves.read(n)) for n in layers}
        return {f"{c}[{n}]": found[n] for n in layers for c in curves.kind.columns if found[n]}

    def _heading(self, plot: CurvePlot) -> str:
        heading = _tr(self._look.heading)
        return heading.format(plot.layer) if isinstance(plot, BandPlot) else heading

    def _series(self, curves: LayerCurves, branch: str = "") -> Iterator[Series]:
        at = curves.iterations
        if isinstance(self.plot, BandPlot):
            values, layer = curves.of_layer(self.plot.layer).T, self.plot.layer
            for place, drawn in zip(_ORDER, LABELS, strict=True):
                name = f"{curves.kind.columns[place]}[{layer}]"
                yield Series(name, drawn, at, values[place].copy(), branch)
        else:
            for n, (name, own) in enumerate(zip(curves.names, curves.rows.T, strict=True), start=1):
                yield Series(name, _tr("layer {}").format(n), at, own.copy(), branch)

    def _faded(self, curves: LayerCurves, branch: str) -> Iterator[Series]:
        """Of another branch the curves of each layer; of a distribution the median alone."""
        for one in self._series(curves, branch):
            if one.label == "median" or not isinstance(self.plot, BandPlot):
                drawn = f"{one.label} · {branch}"
                yield Series(one.name, drawn, one.iterations, one.values, branch)

    def _title_of(self, layer: int) -> str:
        return _tr("layer {}, {}").format(layer, label(Quantity("x", (layer,))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
