"""A picture of samples: points of the plane by class, a curve's points, or small images."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QWidget

from backprop_gui.engine.samples import Samples
from backprop_gui.formula.quantity import Quantity
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.plots.axes.value_axes import ValueAxis

MOST_POINTS = 2000
_SYMBOLS = ("o", "s", "t1", "d", "star", "x")
_ROWS, _COLUMNS = 3, 8


class SamplesPlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows the first samples. A class has a symbol as well as a colour."""

    def __init__(self, decimal_mark: str = ".", parent: QWidget | None = None) -> None:
        axes = {side: ValueAxis(side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        colours = theme.current()
        self.setBackground(colours.panel)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.set_decimal_mark(decimal_mark)
            axis.setPen(QPen(QColor(colours.outline), 1.01))
            axis.setTextPen(colours.muted)

    def show_samples(self, samples: Samples) -> None:
        """Draw other samples; those with other than one or two inputs as square images."""
        self.clear()
        plotted = samples.sizes[0] <= 2
        self.setAspectLocked(samples.sizes[0] > 1)
        self.getViewBox().invertY(not plotted)
        for side in ("left", "bottom"):
            self.showAxis(side, plotted)
        if plotted:
            self._show_points(samples)
        else:
            self._show_images(samples.inputs)
        self.autoRange()

    def _show_points(self, samples: Samples) -> None:
        inputs, targets = samples.inputs[:MOST_POINTS], samples.targets[:MOST_POINTS]
        across = inputs.shape[1] == 2
        points = inputs if across else np.column_stack([inputs, targets[:, 0]])
        upright = Quantity("x", (0, 2)) if across else Quantity("y", (1,))
        self.setLabel("bottom", label(Quantity("x", (0, 1))))
        self.setLabel("left", label(upright))
        classes = _classes(targets) if across else np.zeros(len(points), np.intp)
        for number in np.unique(classes):
            self._scatter(points[classes == number], int(number))

    def _scatter(self, points: NDArray[np.float64], number: int) -> None:
        colours = theme.current()
        self.addItem(
            pg.ScatterPlotItem(
                pos=points,
                symbol=_SYMBOLS[number % len(_SYMBOLS)],
                size=9,
                antialias=True,
                pen=pg.mkPen(colours.panel, width=1),
                brush=QColor(colours.series[number % len(colours.series)]),
            )
        )

    def _show_images(self, inputs: NDArray[np.float64]) -> None:
        """The first inputs as squares side by side; numbers that fill none are left out."""
        side = math.isqrt(inputs.shape[1])
        count = min(len(inputs), _ROWS * _COLUMNS)
        rows = math.ceil(count / _COLUMNS)
        sheet = np.full((rows * (side + 1), _COLUMNS * (side + 1)), np.nan)
        for n, image in enumerate(inputs[:count]):
            top, left = (n // _COLUMNS) * (side + 1), (n % _COLUMNS) * (side + 1)
            sheet[top : top + side, left : left + side] = image[: side**2].reshape(side, side)
        item = pg.ImageItem(sheet, axisOrder="row-major", levels=(0.0, float(inputs.max()) or 1.0))
        item.setLookupTable(_shades())
        self.addItem(item)


def _classes(targets: NDArray[np.float64]) -> NDArray[np.intp]:
    """The number of the class: of one-hot targets, or of a single one by halves."""
    several = targets.shape[1] > 1
    number = targets.argmax(axis=1) if several else np.rint(np.clip(targets[:, 0], 0, 1))
    return np.asarray(number, np.intp)


def _shades() -> NDArray[np.uint8]:
    """From the panel's colour to the text's."""
    colours = theme.current()
    panel, text = (QColor(name) for name in (colours.panel, colours.text))
    low, high = (np.array((c.red(), c.green(), c.blue())) for c in (panel, text))
    return np.linspace(low, high, 256).astype(np.uint8)
