"""The drawing area of a surface or a fitted curve: samples on what the network says."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from backprop_gui.session.predictions.surface import Span
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.axes.plot_area import STEPS, ZOOMS, PlotArea
from backprop_gui.ui.plots.axes.value_axes import ValueAxis, follow_text_size
from backprop_gui.ui.plots.planes.sample_marks import Marks, MarksItem
from backprop_gui.ui.plots.planes.shades import Picture

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlaneChart(PlotArea):
    """A picture, or a curve and a level, below the marks of the samples.

    `row_chosen` says a sample that was clicked or reached by a key, by its row, `row_wanted` one
    that was double-clicked or entered; `hovered` what the mouse is at; `spans_changed`: the person
    looks at another part; `menu_asked` carries where on the screen it was right-clicked.
    """

    row_chosen = Signal(int)
    row_wanted = Signal(int)
    hovered = Signal()
    spans_changed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        axes = {side: ValueAxis(side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.row: int | None = None
        self.pointed_row: int | None = None
        self.pointed_at: tuple[float, float] | None = None
        self.fitted, self._count = True, 0
        self._image = pg.ImageItem(axisOrder="row-major")
        self._curve = pg.PlotCurveItem(antialias=True)
        self._level = pg.InfiniteLine(angle=0)
        self.marks = MarksItem()
        for item in (self._image, self._curve, self._level, self.marks, self.marks.ring):
            self.addItem(item, ignoreBounds=True)
        self.hideButtons()
        self.plotItem.setContentsMargins(4, 6, 14, 4)
        self._connect()
        self.apply_theme()
        follow_text_size(self)
        self._made = True

    @property
    def spans(self) -> tuple[Span, Span]:
        """What part of the plane is in sight."""
        across, up = self.getViewBox().viewRange()
        return (across[0], across[1]), (up[0], up[1])

    def show_axes(self, across: str, up: str) -> None:
        """Name the axes."""
        self.setLabel("bottom", across)
        self.setLabel("left", up)

    def show_picture(
        self,
        picture: Picture,
        spans: tuple[Span, Span],
        borders: tuple[Floats, Floats] | None = None,
    ) -> None:
        """Draw colours whose outermost points stand at the ends of `spans`; lines, two by two."""
        self._curve.setData(*(borders or ([], [])), connect="pairs")
        self._level.hide()
        self._image.setImage(picture, autoLevels=False)
        (left, right), (low, high) = spans
        rows, columns = picture.shape[:2]
        wide, tall = (right - left) / (columns - 1), (high - low) / (rows - 1)
        area = QRectF(left - wide / 2, low - tall / 2, columns * wide, rows * tall)
        self._image.setRect(area)
        self._image.show()

    def show_curve(self, across: Floats, up: Floats, level: float | None) -> None:
        """Draw a curve, and where there is one, a level."""
        self._image.hide()
        finite = np.where(np.isfinite(up), up, np.nan)
        self._curve.setData(across, finite, connect="finite")
        self._level.setVisible(level is not None)
        self._level.setValue(level or 0.0)

    def show_marks(self, marks: Marks) -> None:
        """Draw the samples."""
        self._count = len(marks.places)
        self.marks.show_marks(marks)
        self.marks.show_ring(self.row)

    def show_row(self, row: int | None) -> None:
        """Ring a sample."""
        self.row = row
        self.marks.show_ring(row)

    def fit(self, spans: tuple[Span, Span]) -> None:
        """Show this part, and keep to what is asked for."""
        self.fitted = True
        self.setRange(xRange=spans[0], yRange=spans[1], padding=0)

    def apply_theme(self) -> None:
        super().apply_theme()
        colours = theme.current()
        self._curve.setPen(pg.mkPen(colours.text, width=2.01))
        self._level.setPen(pg.mkPen(colours.muted, width=1.01, style=Qt.PenStyle.DashLine))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.looks_around(event):
            return
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._count - 1}
        now = -1 if self.row is None else self.row
        if self._count and (key in STEPS or key in ends):
            wanted = ends.get(key, now + STEPS.get(key, 0))
            self.row_chosen.emit(min(max(wanted, 0), self._count - 1))
        elif key in _ENTER and self.row is not None:
            self.row_wanted.emit(self.row)
        elif key in ZOOMS:
            self.getViewBox().scaleBy((ZOOMS[key], ZOOMS[key]))
            self._moved()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _connect(self) -> None:
        box = self.getViewBox()
        box.disableAutoRange()
        box.sigRangeChangedManually.connect(self._moved)
        self.scene().sigMouseMoved.connect(self._point)
        self.scene().sigMouseClicked.connect(self._click)

    def _moved(self, *_: object) -> None:
        self.fitted = False
        self.spans_changed.emit()

    def _point(self, scene_position: QPointF | None) -> None:
        before = self.pointed_row, self.pointed_at
        box = self.getViewBox()
        inside = scene_position is not None and box.sceneBoundingRect().contains(scene_position)
        if scene_position is None or not inside:
            self.pointed_row = self.pointed_at = None
        else:
            at = box.mapSceneToView(scene_position)
            self.pointed_row = self.marks.nearest(at, box.viewPixelSize())
            self.pointed_at = at.x(), at.y()
        if (self.pointed_row, self.pointed_at) != before:
            self.hovered.emit()

    def _click(self, event: MouseClickEvent) -> None:
        self._point(event.scenePos())
        if event.button() == Qt.MouseButton.RightButton and self.pointed_at is not None:
            self.menu_asked.emit(event.screenPos().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton and self.pointed_row is not None:
            chosen = self.row_wanted if event.double() else self.row_chosen
            chosen.emit(self.pointed_row)
