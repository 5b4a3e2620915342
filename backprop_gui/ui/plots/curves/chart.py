"""The drawing area: axes, curves and the line at the current iteration; mouse and keys on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.axes.extent import LARGEST_HEIGHT, Extent, extent_of
from backprop_gui.ui.plots.axes.iteration_scale import IterationScale
from backprop_gui.ui.plots.axes.plot_area import STEPS, ZOOMS, PlotArea
from backprop_gui.ui.plots.axes.value_axes import IterationAxis, ValueAxis, follow_text_size
from backprop_gui.ui.plots.curves.behind import Behind
from backprop_gui.ui.plots.curves.curves_item import CurvesItem, Stroke
from backprop_gui.ui.plots.curves.outdated_marks import Outdated, OutdatedMarks, marked
from backprop_gui.ui.plots.curves.pointer import Pointed, Trace, nearest
from backprop_gui.ui.plots.curves.position_line import PositionLine
from backprop_gui.ui.plots.curves.scrubbing import ScrubbedBox
from backprop_gui.ui.plots.curves.series import CurveGroup, Series

_CURVES: dict[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

FADED = 0.75
"""How much of their colour curves of other branches have."""


class Chart(PlotArea):
    """Shows `group`, `beside` it, and `faded` behind, until `iteration`, the current one.

    `iteration_chosen` says an iteration that was clicked, dragged to or reached by a key;
    `pointed` is what the mouse is next to; `menu_asked` carries where on the screen it was
    right-clicked. `curve_wanted`: a key asks for the next curve, 1, or the one before, −1.
    """

    iteration_chosen = Signal(int)
    pointed_changed = Signal()
    menu_asked = Signal(QPoint)
    curve_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._value_axis, self._iteration_axis = ValueAxis(), IterationAxis()
        self.across = IterationScale()
        axes = {"bottom": self._iteration_axis, "left": self._value_axis}
        super().__init__(parent, axisItems=axes, viewBox=ScrubbedBox(), enableMenu=False)
        self.group, self.beside, self.faded = CurveGroup(), CurveGroup(), Behind()
        self.iteration, self.reached, self.logarithmic = 0, -1, False
        self._strokes: tuple[Stroke, ...] = ()
        self._fitted, self._filling = True, False
        self.pointed: Pointed | None = None
        self._line = PositionLine()
        self._behind, self._beside, self._curves = CurvesItem(), CurvesItem(), CurvesItem()
        self._trace, self.outdated_marks = Trace(), OutdatedMarks()
        self.outdated: Outdated = {}
        curves = (self._behind, self._beside, self._curves)
        for item in (*curves, self.outdated_marks, *self._trace.items, self._line):
            self.addItem(item, ignoreBounds=True)
        self._arrange()
        self._connect()
        self.apply_theme()
        follow_text_size(self)
        self._made = True

    @property
    def last(self) -> int:
        """The last iteration that can be chosen; it need not have a value here."""
        return max(self.group.last, self.iteration, self.reached, 0)

    @property
    def hides_values(self) -> bool:
        """Whether the logarithmic axis has no place for some value."""
        values = self.group.points(0, self.group.last)[1]
        return self.logarithmic and bool((values <= 0).any())

    @property
    def cuts_values(self) -> bool:
        """Whether some value lies beyond all axes."""
        values = self.group.points(0, self.group.last)[1]
        far = np.isfinite(values) & (np.abs(values) > LARGEST_HEIGHT)
        return not self.logarithmic and bool(far.any())

    def show_series(
        self, series: Sequence[Series], faded: Sequence[Series], *, grown: bool
    ) -> None:
        """Take other curves, or the same with more values; `show_strokes` then draws them."""
        self.group.show(series, grown=grown)
        self.faded.show(faded)

    def show_group(self, group: CurveGroup, faded: Sequence[Series]) -> None:
        """Take curves that are kept up to date elsewhere; `show_strokes` then draws them."""
        self.group = group
        self.faded.show(faded)

    def show_beside(self, series: Sequence[Series]) -> None:
        """Take curves over iterations of their own, in the colour `beside_colour`."""
        self.beside.show(series)
        self._refresh()

    @property
    def beside_colour(self) -> QColor:
        """The colour of a second curve."""
        return QColor(theme.current().series[1])

    def show_outdated(self, outdated: Outdated) -> None:
        """Mark what was computed before an edit."""
        if outdated != self.outdated:
            self.outdated = outdated
            self._fill()

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Draw the curves so, one stroke for each."""
        self._strokes = tuple(strokes)
        self._refresh()

    def show_iteration(self, iteration: int, reached: int = -1) -> None:
        self.iteration, self.reached = iteration, reached
        self._refresh()

    def _refresh(self) -> None:
        self._line.show_iteration(self.iteration, self.last)
        if self._fitted:
            self._set_extent(self._whole())
        self._fill()

    def fit(self) -> None:
        """Show everything, and keep showing everything while it grows."""
        self._fitted = True
        self._refresh()

    def set_logarithmic(self, logarithmic: bool) -> None:
        self.logarithmic = logarithmic
        self._value_axis.setLogMode(logarithmic)
        self.fit()

    def set_logarithmic_iterations(self, logarithmic: bool) -> None:
        """Place iterations by their logarithm, or evenly."""
        self.across = IterationScale(logarithmic)
        for part in (self._iteration_axis, self._line, self.getViewBox()):
            part.across = self.across
        self._iteration_axis.forget()
        self.fit()

    def apply_theme(self) -> None:
        super().apply_theme()
        colours = theme.current()
        self._line.set_colour(QColor(colours.current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.looks_around(event):
            return
        key = Qt.Key(event.key())
        edges = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.last}
        if key in STEPS or key in edges:
            wanted = edges.get(key, self.iteration + STEPS.get(key, 0))
            if self._within(wanted) != self.iteration:
                self._choose(wanted)
        elif key in _CURVES:
            self.curve_wanted.emit(_CURVES[key])
        elif key in ZOOMS:
            self._zoom(ZOOMS[key])
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def _arrange(self) -> None:
        self._behind.setOpacity(FADED)
        self.setAcceptDrops(False)  # what is dropped here is for the tabs around it
        self.hideButtons()
        self.showGrid(x=False, y=True, alpha=0.4)
        self.plotItem.setContentsMargins(4, 6, 14, 4)

    def _connect(self) -> None:
        box = self.getViewBox()
        box.disableAutoRange()
        box.sigRangeChangedManually.connect(self._unfit)
        box.sigXRangeChanged.connect(self._fill)
        self.scene().sigMouseMoved.connect(self._hover)
        self.scene().sigMouseClicked.connect(self._click)
        self._line.dragged_to.connect(self.iteration_chosen)
        box.scrubbed_to.connect(self._choose)

    def _fill(self) -> None:
        """Take the points of the visible part; setting the range comes back here by a signal."""
        if self._filling:
            return
        for item, group, strokes in self._layers():
            item.show(*self.points_of(group), strokes)
        iterations, values = marked(self.group, self.outdated)
        places = self.across.place(iterations), self._heights(values)
        self.outdated_marks.show_places(np.column_stack(places))
        self._draw_pointed()

    def points_of(self, group: CurveGroup | Behind) -> tuple[Floats, Floats]:
        """Where the curves' points in sight are drawn, each (curves, points)."""
        first, last = map(self.across.iteration, self.getViewBox().viewRange()[0])
        iterations, values = group.points(first, last)
        return self.across.place(iterations), self._heights(values)

    @property
    def faded_stroke(self) -> Stroke:
        """How curves of other branches are drawn."""
        return Stroke(QColor(theme.current().muted), strong=False)

    def _layers(self) -> tuple[tuple[CurvesItem, CurveGroup | Behind, tuple[Stroke, ...]], ...]:
        faded = (self.faded_stroke,) * len(self.faded.groups)
        beside = (Stroke(self.beside_colour),) * len(self.beside.series)
        return (
            (self._behind, self.faded, faded),
            (self._beside, self.beside, beside),
            (self._curves, self.group, self._strokes),
        )

    def _heights(self, values: Floats) -> Floats:
        """Values as the vertical axis places them; nan where a logarithm has no place for them."""
        if not self.logarithmic:
            return values
        return np.log10(values, out=np.full_like(values, np.nan), where=values > 0)

    def _whole(self) -> Extent:
        shown = [group.points(0, group.last)[1] for group in self._groups]
        heights = np.concatenate([self._heights(values).ravel() for values in shown])
        return extent_of(heights, self.across.place(float(max(self.last, self.faded.last))))

    @property
    def _groups(self) -> tuple[CurveGroup | Behind, ...]:
        return self.group, self.beside, self.faded

    def _set_extent(self, extent: Extent) -> None:
        self._filling = True
        self.setRange(xRange=extent.iterations, yRange=extent.heights, padding=0)
        self._filling = False
        # Else it notices while it paints that its items have moved, and paints a second time.
        self.scene().prepareForPaint()

    def _unfit(self, *_: object) -> None:
        self._fitted = False

    def _zoom(self, factor: float) -> None:
        self._unfit()
        self.getViewBox().scaleBy(
            (factor, 1.0), center=pg.Point(self.across.place(self.iteration), 0)
        )

    def _choose(self, iteration: int) -> None:
        """Where it stands may lie on the way to somewhere else: that does not matter here."""
        self.iteration_chosen.emit(self._within(iteration))

    def _within(self, iteration: int) -> int:
        return min(max(iteration, 0), self.last)

    def _click(self, event: MouseClickEvent) -> None:
        position = self._inside(event.scenePos())
        if position is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(round(position.x()))
        elif position is not None and event.button() == Qt.MouseButton.RightButton:
            self._hover(event.scenePos())
            self.menu_asked.emit(event.screenPos().toPoint())

    def _hover(self, scene_position: QPointF) -> None:
        position, groups = self._inside(scene_position), [self.group, *self.faded.groups]
        if position is None or not self.group.length:
            self._point_at(None)
        else:
            self._point_at(nearest(groups, position, self._heights))

    def _point_at(self, pointed: Pointed | None) -> None:
        if pointed != self.pointed:
            self.pointed = pointed
            self._draw_pointed()
            self.pointed_changed.emit()

    def _draw_pointed(self) -> None:
        pointed = self.pointed
        shown = pointed is not None and pointed.group in (self.group, *self.faded.groups)
        if pointed is None or not shown or not pointed.exists:
            self.pointed = None
            self._trace.clear()
            return
        own = pointed.group is self.group
        stroke = self._strokes[pointed.curve] if own else self.faded_stroke
        x, y = self.points_of(pointed.group)
        place = (
            self.across.place(float(pointed.iteration)),
            float(self._heights(np.array([pointed.value]))[0]),
        )
        colour = stroke.colour if stroke.strong else QColor(theme.current().text)
        self._trace.show(x[pointed.curve], y[pointed.curve], place, colour)

    def _inside(self, scene_position: QPointF) -> QPointF | None:
        """The place in iterations and heights; None outside of the axes."""
        box = self.getViewBox()
        if not box.sceneBoundingRect().contains(scene_position):
            return None
        place = box.mapSceneToView(scene_position)
        return QPointF(self.across.iteration(place.x()), place.y())
