"""Where the values of many numbers lie across iterations: bands around their median."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QStyleOptionGraphicsItem, QWidget

from backprop_gui.ui import theme
from backprop_gui.ui.plots.chart import Chart
from backprop_gui.ui.plots.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves_item import Stroke

LABELS = ("median", "mean", "max", "95 %", "75 %", "25 %", "5 %", "min")
"""The curves in their order: the first two stand out, the others bound bands, outermost first."""
STRONG = (0, 1)
_PAIRS = ((7, 2), (6, 3), (5, 4))
_OPACITY = 50  # of 255; bands lie on top of each other


class BandPlot(CurvePlot):
    """One layer at a time; `layer_changed` says that the person looks at another one."""

    layer_changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Layer"))
        self.choice.activated.connect(self.layer_changed)
        self.tools.addWidget(self.choice)
        self.chart.addItem(BandsItem(self.chart), ignoreBounds=True)

    @property
    def layer(self) -> int:
        """The one that is shown, from 1."""
        return max(self.choice.currentIndex(), 0) + 1

    def offer_layers(self, names: list[str]) -> None:
        """The layers there are; the last one is shown first."""
        if names != [self.choice.itemText(row) for row in range(self.choice.count())]:
            chosen = self.choice.currentText()
            self.choice.clear()
            self.choice.addItems(names)
            self.choice.setCurrentIndex(names.index(chosen) if chosen in names else 0)

    def _strokes(self) -> list[Stroke]:
        """Median and mean stand out, unless others have been selected."""
        colours, count = theme.current(), len(self.chart.group.series)
        first, second = (QColor(name) for name in colours.series[:2])
        strong = self.legend.selected or STRONG
        mean = LABELS.index("mean")
        return [Stroke(second if n == mean else first, n in strong) for n in range(count)]


class BandsItem(pg.GraphicsObject):  # type: ignore[misc]
    """Fills what lies between pairs of a chart's curves, behind them."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.setZValue(-5)

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self, *_: object) -> None:
        self.prepareGeometryChange()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        group = self._chart.group
        if len(group.series) != len(LABELS) or not group.length:
            return
        view = QRectF(self.viewRect())
        x, y = group.points(view.left(), view.right())
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(theme.current().series[0])
        colour.setAlpha(_OPACITY)
        painter.setBrush(colour)
        for low, high in _PAIRS:
            known = np.isfinite(y[low]) & np.isfinite(y[high])
            across = np.concatenate([x[low][known], x[high][known][::-1]])
            up = np.concatenate([y[low][known], y[high][known][::-1]])
            painter.drawPolygon(pg.functions.arrayToQPolygonF(across, up))
