"""Where the values of many numbers lie across iterations: bands around their median."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QStyleOptionGraphicsItem, QWidget

from backprop_gui.report.figures.chart import Area
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.curves_item import Stroke

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
        self.add_choice(self.choice)
        self.chart.addItem(BandsItem(self), ignoreBounds=True)

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

    def areas(self) -> list[Area]:
        """The bands as they are drawn, outermost first."""
        group = self.chart.group
        if len(group.series) != len(LABELS) or not group.length:
            return []
        x, y = self.chart.points_of(group)
        colour, opacity = theme.current().series[0], _OPACITY / 255
        return [Area(x[low], y[low], y[high], colour, opacity) for low, high in _PAIRS]

    def strokes(self) -> list[Stroke]:
        """Median and mean stand out, unless others have been selected."""
        colours, count = theme.current(), len(self.chart.group.series)
        first, second = (QColor(name) for name in colours.series[:2])
        strong = self.legend.selected or STRONG
        mean = LABELS.index("mean")
        return [Stroke(second if n == mean else first, n in strong) for n in range(count)]


class BandsItem(pg.GraphicsObject):  # type: ignore[misc]
    """Fills a plot's bands, behind its curves."""

    def __init__(self, plot: BandPlot) -> None:
        super().__init__()
        self._plot = plot
        self.setZValue(-5)

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewRangeChanged(self, *_: object) -> None:
        self.prepareGeometryChange()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for area in self._plot.areas():
            colour = QColor(area.colour)
            colour.setAlphaF(area.opacity)
            painter.setBrush(colour)
            painter.drawPolygon(pg.functions.arrayToQPolygonF(*area.outline()))
