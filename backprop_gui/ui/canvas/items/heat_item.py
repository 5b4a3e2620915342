"""The edges between two large layers as a picture: one pixel an edge, hue by sign and size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from backprop_gui.session.layout.layout import Box
from backprop_gui.ui.canvas.items.edge_item import EdgeItem, Floats
from backprop_gui.ui.canvas.records import EdgeBundle, Flow
from backprop_gui.ui.look.theme import Theme

# Steps of the ramp between 0 and the largest number.
SHADES = 31
ABSENT, REMOVED, NOT_FINITE = range(2 * SHADES + 1, 2 * SHADES + 4)
LEAST_MARK = 5.0


class HeatItem(EdgeItem):
    """Paints one `EdgeBundle` that has a shape; units before run down, those after across.

    An absent number lets the hatched ground be seen.
    """

    def _prepare(self, points: Floats) -> None:
        """There are no lines."""

    def boundingRect(self) -> QRectF:
        return self.area.adjusted(-LEAST_MARK, -LEAST_MARK, LEAST_MARK, LEAST_MARK)

    def show_edges(self, bundle: EdgeBundle, scale: float, flow: Flow) -> None:
        """Colour the same pixels by other values; `scale` gets the strongest hue."""
        assert bundle.shape is not None
        self._bundle, self._flow = bundle, flow
        self._image = _image(bundle, scale, self._theme)
        self.update()

    def set_moving(self, moving: bool) -> None:
        """It is fast as it is."""

    def edge_at(self, x: float, y: float, within: float) -> int | None:
        """The edge whose pixel lies under a point of the scene, or None."""
        area = self.area
        if not area.contains(x, y):
            return None
        rows, columns = self._shape
        row = min(int((y - area.top()) / area.height() * rows), rows - 1)
        column = min(int((x - area.left()) / area.width() * columns), columns - 1)
        return row * columns + column

    def edges_in(self, box: Box) -> list[int]:
        """None: a band selects what can be told apart."""
        return []

    def around(self, index: int) -> QRectF:
        return self._pixel(index)

    def pixel_colour(self, row: int, column: int) -> QColor:
        """Of one edge, counted from 0; transparent where it has no number."""
        return QColor.fromRgba(self._image.pixel(column, row))

    @property
    def corner(self) -> Box:
        """Where a mark of all edges together sits: on the picture."""
        area = self.area
        return Box(area.left(), area.top(), area.width(), area.height())

    @property
    def area(self) -> QRectF:
        """The picture's place in the scene."""
        (left, y), right = self._points[0, 0], self._points[-1, 1, 0]
        high = self._points[-1, 0, 1] - y
        half = high / max(self._shape[0] - 1, 1) / 2
        return QRectF(left, y - half, right - left, high + 2 * half)

    @property
    def _shape(self) -> tuple[int, int]:
        shape = self._bundle.shape
        assert shape is not None
        return shape

    def draw(self, painter: QPainter) -> None:
        area = self.area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(area, QBrush(QColor(self._theme.grid), Qt.BrushStyle.BDiagPattern))
        painter.drawImage(area, self._image)
        self._paint_crosses(painter, self._theme.panel)
        frame = QPen(QColor(self._theme.border), 1.01)
        frame.setCosmetic(True)
        painter.setPen(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        for index, colour in self._marked:
            pen = QPen(QColor(colour), 2.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRect(self._pixel(index))

    def _pixel(self, index: int) -> QRectF:
        """Where a pixel is; large enough to be seen."""
        rows, _ = self._shape
        (left, y), (right, _) = self._points[index]
        high = max(self.area.height() / rows, LEAST_MARK)
        wide = max(right - left, LEAST_MARK)
        return QRectF((left + right - wide) / 2, y - high / 2, wide, high)


def _image(bundle: EdgeBundle, scale: float, theme: Theme) -> QImage:
    with np.errstate(invalid="ignore", over="ignore"):
        steps = bundle.values * (SHADES / (scale or 1.0))
    strange = ~np.isfinite(bundle.values)
    steps[np.isnan(steps)] = 0.0
    places = np.rint(np.clip(steps, -SHADES, SHADES, out=steps)).astype(np.intp) + SHADES
    places[strange] = NOT_FINITE
    places[bundle.absent] = ABSENT
    places[~bundle.kept] = REMOVED
    pixels = np.ascontiguousarray(_colours(theme)[places].reshape(bundle.shape))
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32).copy()


@lru_cache(maxsize=8)
def _colours(theme: Theme) -> NDArray[np.uint32]:
    shades = [theme.diverging(n / SHADES - 1).rgba() for n in range(2 * SHADES + 1)]
    others = [0, QColor(theme.window).rgba(), QColor(theme.error).rgba()]
    return np.array([*shades, *others], dtype=np.uint32)
