"""One graphics item that draws all curves of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from backprop_gui.ui.plots.arrays import Floats

SMOOTH_POINTS, SMOOTH_POINTS_STEEP = 32_000, 1_500
"""Points up to which curves are drawn with antialiasing: 0.2 µs each, 1.3 µs where they zigzag."""

DOTTED_POINTS = 60
"""Points of a curve up to which each is drawn as a dot as well."""


@dataclass(frozen=True)
class Stroke:
    """How one curve is drawn. Strong ones are wide and lie above the calm ones."""

    colour: QColor
    strong: bool = True


class CurvesItem(pg.GraphicsObject):  # type: ignore[misc]
    """Draws curves, (curves, points), in the view's coordinates; where y is not finite is a gap."""

    def __init__(self) -> None:
        super().__init__()
        self._x: Floats = np.empty((0, 0))
        self._y: Floats = np.empty((0, 0))
        self._strokes: tuple[Stroke, ...] = ()

    def show(self, x: Floats, y: Floats, strokes: Sequence[Stroke]) -> None:
        self._x, self._y, self._strokes = x, y, tuple(strokes)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self, *_: object) -> None:
        self.prepareGeometryChange()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        heights = self._drawable_heights()
        for strong in (False, True):
            curves = [i for i, stroke in enumerate(self._strokes) if stroke.strong == strong]
            smooth = _can_be_smooth(painter.transform(), self._x[curves], heights[curves])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            for i in curves:
                _draw_curve(painter, self._x[i], heights[i], self._strokes[i])

    def _drawable_heights(self) -> Floats:
        """Heights no further than a thousand views away: Qt draws nothing sane beyond."""
        view = QRectF(self.viewRect())
        margin = 1000 * view.height()
        clipped = np.clip(self._y, view.top() - margin, view.bottom() + margin)
        return np.where(np.isfinite(self._y), clipped, np.nan)


def _can_be_smooth(view: QTransform, x: Floats, y: Floats) -> bool:
    right = np.nansum(np.abs(np.diff(x))) * abs(view.m11())
    up = np.nansum(np.abs(np.diff(y))) * abs(view.m22())
    return bool(x.size <= (SMOOTH_POINTS if up <= 2 * right else SMOOTH_POINTS_STEEP))


def _draw_curve(painter: QPainter, x: Floats, y: Floats, stroke: Stroke) -> None:
    dotted = len(x) <= DOTTED_POINTS
    for run in _finite_runs(y):
        painter.setPen(_pen(stroke.colour, 1.8 if stroke.strong else 1.0))
        if stroke.strong:
            _draw_segments(painter, x[run], y[run])
        else:
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x[run], y[run]))
        if dotted or run.stop - run.start == 1:
            _draw_dots(painter, x[run], y[run], _pen(stroke.colour, 6 if stroke.strong else 4))


def _draw_segments(painter: QPainter, x: Floats, y: Floats) -> None:
    """Separate segments: Qt takes twenty times longer to join the corners of a wide polyline."""
    if len(x) > 1:
        lines = pg.Qt.internals.PrimitiveArray(QLineF, 4)
        lines.resize(len(x) - 1)
        lines.ndarray()[:] = np.stack([x[:-1], y[:-1], x[1:], y[1:]], axis=1)
        painter.drawLines(*lines.drawargs())


def _draw_dots(painter: QPainter, x: Floats, y: Floats, pen: QPen) -> None:
    """In pixels: the view's different scales would draw out a dot to a dash."""
    dots = painter.transform().map(pg.functions.arrayToQPolygonF(x, y))
    painter.save()
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawPoints(dots)
    painter.restore()


def _finite_runs(y: Floats) -> Iterator[slice]:
    finite = np.concatenate([[False], np.isfinite(y), [False]])
    edges = np.flatnonzero(finite[1:] != finite[:-1]).tolist()
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield slice(start, stop)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if width > 3 else Qt.PenCapStyle.FlatCap)
    return pen
