"""What a page of the plots draws, as an SVG: taken over from what is on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from backprop_gui.report.figures.chart import Axis, Chart, Line, Mark, Meaning, Paper, Raster, chart
from backprop_gui.report.figures.matrix import Matrix, matrix
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.classes.confusion_plot import ConfusionPlot, meaning
from backprop_gui.ui.plots.curves.bands import BandPlot
from backprop_gui.ui.plots.curves.chart import Chart as CurveChart
from backprop_gui.ui.plots.curves.curve_plot import CurvePlot
from backprop_gui.ui.plots.curves.curves_item import Stroke
from backprop_gui.ui.plots.curves.legend import behind
from backprop_gui.ui.plots.curves.outdated_marks import SIZE
from backprop_gui.ui.plots.curves.series import CurveGroup
from backprop_gui.ui.plots.page import PlotPage
from backprop_gui.ui.plots.planes import plane_key
from backprop_gui.ui.plots.planes.plane_chart import PlaneChart
from backprop_gui.ui.plots.planes.shades import Picture
from backprop_gui.ui.plots.planes.surface_plot import SurfacePlot

_SIZE = (900.0, 480.0)
_MOST_IN_KEY = 24


def svg_of(page: QWidget | None) -> str | None:
    """The drawing of a page; None where nothing is drawn."""
    if isinstance(page, CurvePlot) and page.chart.group.length:
        return chart(_curves(page))
    if isinstance(page, SurfacePlot) and page.plane and not page.says:
        return chart(_plane(page))
    if isinstance(page, ConfusionPlot) and page.found and not page.says:
        return matrix(_matrix(page))
    return None


def _curves(page: CurvePlot) -> Chart:
    drawing = page.chart
    across, up = drawing.getViewBox().viewRange()
    lines = [*_faded(page), *_group(page, drawing.group, page.strokes())]
    beside = [Stroke(drawing.beside_colour)] * len(drawing.beside.series)
    lines += _group(page, drawing.beside, beside)
    at = np.full(2, float(drawing.across.place(drawing.iteration)))
    lines.append(Line(at, np.array(up), theme.current().current, 2))
    rings = list(_rings(drawing))
    return Chart(
        page.heading.text(),
        _SIZE,
        _axis(drawing, "bottom", (across[0], across[1])),
        _axis(drawing, "left", (up[0], up[1])),
        _paper(),
        lines,
        page.areas() if isinstance(page, BandPlot) else (),
        marks=rings,
        key=list(_curve_key(page, rings)),
    )


def _curve_key(page: CurvePlot, rings: Sequence[Mark]) -> Iterator[Meaning]:
    drawing = page.chart
    shown = zip(drawing.group.series, page.strokes(), strict=True)
    strong = [(one.label, stroke.colour) for one, stroke in shown if stroke.strong]
    strong += [(one.label, drawing.beside_colour) for one in drawing.beside.series]
    for text, colour in strong[:_MOST_IN_KEY]:
        yield Meaning(text, colour.name())
    for branch in drawing.faded.branches:
        yield Meaning(behind(branch), drawing.faded_stroke.colour.name())
    if rings:
        yield Meaning(_tr("before an edit"), rings[0].outline, rings[0])


def _rings(drawing: CurveChart) -> Iterator[Mark]:
    """Around what was computed before an edit."""
    rings = drawing.outdated_marks
    ring, pen = _corners("o") / 9.0 * SIZE, rings.pen
    for x, y in rings.places.tolist():
        if np.isfinite(y):
            yield Mark(x, y, ring, "none", pen.color().name(), pen.widthF())


def _faded(page: CurvePlot) -> Iterator[Line]:
    stroke = page.chart.faded_stroke
    for group in page.chart.faded.groups:
        for line in _group(page, group, [stroke]):
            yield Line(line.x, line.y, line.colour, line.width, 0.6)


def _group(page: CurvePlot, group: CurveGroup, strokes: list[Stroke]) -> Iterator[Line]:
    """The calm ones first."""
    x, y = page.chart.points_of(group)
    for strong in (False, True):
        for row, stroke in enumerate(strokes):
            if stroke.strong is strong and row < len(y):
                yield Line(x[row], y[row], stroke.colour.name(), 1.8 if strong else 1.0)


def _plane(page: SurfacePlot) -> Chart:
    assert page.plane is not None
    drawing, shown = page.chart, page.shown
    marks = page.plane.marks(shown)
    across, up = drawing.spans
    return Chart(
        " · ".join([page.heading.text(), *_noted(page)]),
        _SIZE,
        _axis(drawing, "bottom", across),
        _axis(drawing, "left", up),
        _paper(),
        list(_plane_lines(page)),
        marks=[
            Mark(x, y, corners, fill.name(), outline.color().name(), outline.widthF())
            for (x, y), corners, fill, outline in zip(
                marks.places.tolist(),
                map(_corners, marks.symbols),
                marks.fills(),
                marks.outlines(),
                strict=True,
            )
        ],
        raster=None if page.plane.curve else _raster(page),
        key=[Meaning(m.text, m.fill.name(), _mark(m)) for m in page.key.meanings],
    )


def _noted(page: PlotPage) -> list[str]:
    """What the page says below its reading, as of weights from before an edit."""
    return [] if page.note.isHidden() else [page.note.text()]


def _mark(shown: plane_key.Meaning) -> Mark:
    width = 1 if shown.fill == shown.outline else 2
    fill, outline = shown.fill.name(), shown.outline.name()
    return Mark(0, 0, _corners(shown.symbol), fill, outline, width)


def _plane_lines(page: SurfacePlot) -> Iterator[Line]:
    assert page.plane is not None
    plane, colours = page.plane, theme.current()
    if not plane.curve:
        if (borders := plane.borders(page.shown)) is not None:
            yield Line(*borders, colours.text, 2, pairs=True)
        return
    across, _ = page.chart.spans
    yield Line(plane.surface.axes[0], plane.surface.outputs[:, page.shown], colours.text, 2)
    if plane.decision and plane.decision.threshold is not None:
        level = np.full(2, plane.decision.threshold)
        yield Line(np.array(across), level, colours.muted, 1, dash="5 4")


def _raster(page: SurfacePlot) -> Raster:
    assert page.plane is not None
    picture = page.plane.picture(page.shown)
    (left, right), (low, high) = page.plane.spans(page.shown)
    rows, columns = picture.shape[:2]
    wide, tall = (right - left) / (columns - 1) / 2, (high - low) / (rows - 1) / 2
    return Raster(_png(picture), (left - wide, right + wide), (low - tall, high + tall))


def _png(picture: Picture) -> bytes:
    """The first row of the picture is the lowest, that of an image the highest."""
    turned = np.ascontiguousarray(picture[::-1])
    rows, columns = turned.shape[:2]
    image = QImage(turned.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _corners(symbol: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    shape = pg.graphicsItems.ScatterPlotItem.Symbols[symbol].toFillPolygon()
    return np.array([(point.x(), point.y()) for point in shape]) * 9.0


def _matrix(page: ConfusionPlot) -> Matrix:
    model = page.model
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return Matrix(
        page.heading.text(),
        (page.readout.text(), *_noted(page), meaning()),
        [model.header(row, across=False) for row in rows],
        [model.header(column, across=True) for column in columns],
        [[model.cell(row, column) for column in columns] for row in rows],
        _paper(),
    )


def _axis(drawing: pg.PlotWidget | PlaneChart, side: str, span: tuple[float, float]) -> Axis:
    """As many ticks as there are on the screen, of the widest spacing that has two."""
    item = drawing.getAxis(side)
    size = _SIZE[0] if side == "bottom" else _SIZE[1]
    ticks: list[tuple[float, str]] = []
    for spacing, values in item.tickValues(*span, size):
        inside = [value for value in values if span[0] <= value <= span[1]]
        texts = item.tickStrings(inside, 1.0, spacing)
        ticks += [(float(v), text) for v, text in zip(inside, texts, strict=True) if text]
        if len(ticks) > 2:
            break
    return Axis(span, item.labelText or "", ticks)


def _paper() -> Paper:
    colours = theme.current()
    panel, text, muted, grid = (
        QColor(name).name() for name in (colours.panel, colours.text, colours.muted, colours.grid)
    )
    return Paper(panel, text, muted, grid)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
