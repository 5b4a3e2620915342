"""What a page of the plots draws, as a table: the exact numbers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from backprop_gui.session.tables.plotted import (
    Column,
    confusion_counts,
    curves,
    surface_points,
)
from backprop_gui.session.tables.rows import Rows
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.series import AnySeries
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot


def is_drawn(page: QWidget | None) -> bool:
    """Whether a page has something to export."""
    if isinstance(page, CurvePlot):
        return page.chart.group.length > 0
    if isinstance(page, SurfacePlot):
        return page.plane is not None and not page.says
    return isinstance(page, ConfusionPlot) and page.found is not None and not page.says


def rows_of(page: QWidget | None) -> Rows | None:
    """The numbers of a page; None where nothing is drawn."""
    if isinstance(page, CurvePlot) and page.chart.group.length:
        return curves(list(_columns(page)))
    if isinstance(page, SurfacePlot) and page.plane and not page.says:
        return surface_points(page.plane.surface)
    if isinstance(page, ConfusionPlot) and page.found and not page.says:
        return confusion_counts(page.confusion, page.found.decision.names)
    return None


def _columns(page: CurvePlot) -> Iterator[Column]:
    """The curves, those beside them, and the faded ones with the names of their branches."""
    chart = page.chart
    shown: tuple[AnySeries, ...] = (
        *chart.group.series,
        *chart.beside.series,
        *chart.faded.series,
    )
    for one in shown:
        name = f"{one.name} ({one.branch})" if one.branch else one.name
        yield Column(name, one.iterations, one.values)
