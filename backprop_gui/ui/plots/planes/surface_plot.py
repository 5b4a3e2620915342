"""A decision surface, a regression surface or a fitted curve, with the samples on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from backprop_gui.formula.numerals import exact, plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.writing import Writing
from backprop_gui.session.predictions.classification import NO_CLASS
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.plots.arrays import Floats
from backprop_gui.ui.plots.page import PlotPage
from backprop_gui.ui.plots.planes.plane import CLASSES, Plane
from backprop_gui.ui.plots.planes.plane_chart import PlaneChart
from backprop_gui.ui.plots.planes.plane_key import Meaning, PlaneKey
from backprop_gui.ui.plots.planes.sample_marks import SYMBOLS
from backprop_gui.ui.plots.planes.shades import class_colour

_IN_KEY = 4
"""Digits at most at the ends of the ramp, which is narrow."""

Write = Callable[[float], str]


class SurfacePlot(PlotPage):
    """Draws a plane.

    `sample_chosen` and `sample_wanted` say a sample's number in the data set, from 1: one that was
    clicked, and one whose batch is wanted; `view_changed`: another part of the plane is.
    """

    sample_chosen = Signal(int)
    sample_wanted = Signal(int)
    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_tr("Surface"))
        self.plane: Plane | None = None
        self.chart, self.key, self.choice = PlaneChart(), PlaneKey(), QComboBox()
        self.choice.setAccessibleName(_tr("What the colours show"))
        self.fit_button = self._button(_tr("Fit"), Qt.Key.Key_F, _tr("Show all samples"))
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chart, 1)
        row.addWidget(self.key)
        self._arrange(middle, self.choice, self.fit_button)
        self._connect()

    @property
    def shown(self) -> int:
        """The output whose values are shown, from 0, or CLASSES."""
        found = self.choice.currentData()
        return CLASSES if found is None else int(found)

    def show_plane(self, plane: Plane, heading: str) -> None:
        """Draw another plane, or the same one anew."""
        self.plane = plane
        self._offer(plane)
        self.heading.setText(heading)
        self.chart.setAccessibleName(heading)
        self._draw()
        self.show_drawing()

    def show_sample(self, number: int) -> None:
        """Ring a sample."""
        self.chart.show_row(number - 1)
        self._write()

    def set_writing(self, writing: Writing) -> None:
        self.chart.set_decimal_mark(writing.decimal_mark)
        super().set_writing(writing)
        self._draw()

    def _apply_theme(self) -> None:
        self.chart.apply_theme()
        self._draw()

    def _connect(self) -> None:
        self.chart.row_chosen.connect(lambda row: self.sample_chosen.emit(row + 1))
        self.chart.row_wanted.connect(lambda row: self.sample_wanted.emit(row + 1))
        self.chart.hovered.connect(self._write)
        self.chart.exactly = lambda: self._reading(lambda value: exact(value, self.writing))
        self.chart.spans_changed.connect(self.view_changed)
        self.choice.activated.connect(self._draw)
        self.fit_button.clicked.connect(self._fit)

    def _fit(self) -> None:
        self.chart.fitted = True
        self.view_changed.emit()

    def _offer(self, plane: Plane) -> None:
        wanted = [(n, text or _tr("classes")) for n, text in plane.choices()]
        offered = [
            (self.choice.itemData(row), self.choice.itemText(row))
            for row in range(self.choice.count())
        ]
        if wanted != offered:
            self.choice.clear()
            for n, text in wanted:
                self.choice.addItem(text, n)
        self.choice.setVisible(len(wanted) > 1)

    def _draw(self) -> None:
        plane, shown = self.plane, self.shown
        if plane is None:
            return
        self.chart.show_axes(*self._axes(plane, shown))
        spans = plane.spans(shown)
        if self.chart.fitted:
            self.chart.fit(spans)
        if plane.curve:
            level = plane.decision.threshold if plane.decision else None
            self.chart.show_curve(plane.surface.axes[0], plane.surface.outputs[:, shown], level)
        else:
            self.chart.show_picture(plane.picture(shown), spans, plane.borders(shown))
        self.chart.show_marks(plane.marks(shown))
        self.key.show_meanings(list(_meanings(plane, shown)), self._ends(plane, shown))
        self._write()

    def _axes(self, plane: Plane, shown: int) -> tuple[str, str]:
        across = label(Quantity("x", (0, 1)))
        if plane.curve:
            target = label(Quantity("y", (shown + 1,)))
            return across, f"{_output(plane, shown)}, {target}"
        return across, label(Quantity("x", (0, 2)))

    def _ends(self, plane: Plane, shown: int) -> tuple[str, str] | None:
        if plane.curve or shown == CLASSES:
            return None
        low, high = plane.range(shown)
        written = replace(self.writing, digits=min(self.writing.digits, _IN_KEY))
        return plain(low, written), plain(high, written)

    def _write(self) -> None:
        self.readout.setText(self._reading(lambda value: plain(value, self.writing)))
        self.chart.setAccessibleDescription(self.readout.text())

    @property
    def _apart(self) -> str:
        """What stands between numbers that may have commas themselves."""
        return "; " if self.writing.decimal_mark == "," else ", "

    def _reading(self, write: Write) -> str:
        """The sample under the mouse, else the place there, else the sample that is ringed."""
        chart, plane = self.chart, self.plane
        if plane is None:
            return ""
        row = chart.row if chart.pointed_row is None else chart.pointed_row
        if chart.pointed_row is None and chart.pointed_at is not None:
            inputs = chart.pointed_at[: len(plane.surface.axes)]
            return self._told(plane, inputs, plane.at(inputs), write)
        if row is None or not 0 <= row < len(plane.inputs):
            return ""
        told = self._told(plane, tuple(plane.inputs[row].tolist()), plane.outputs[row], write)
        targets = self._apart.join(map(write, plane.targets[row].tolist()))
        return _tr("sample {}: {}; target {}").format(row + 1, told, targets)

    def _told(self, plane: Plane, inputs: tuple[float, ...], outputs: Floats, write: Write) -> str:
        given = self._apart.join(
            f"{label(Quantity('x', (0, n)))} = {write(value)}"
            for n, value in enumerate(inputs, start=1)
        )
        shown = max(self.shown, 0)
        if plane.decision is None or plane.curve or self.shown != CLASSES:
            return f"{given} → {_output(plane, shown)} = {write(float(outputs[shown]))}"
        return f"{given} → {_decided(plane, outputs, write)}"


def _output(plane: Plane, number: int) -> str:
    return label(Quantity("x", (plane.newest.document.network.depth, number + 1)))


def _decided(plane: Plane, outputs: Floats, write: Write) -> str:
    assert plane.decision is not None
    number = int(plane.decision.of_outputs(outputs))
    if number == NO_CLASS:
        return _tr("no class: nan")
    value = float(outputs[0 if len(outputs) == 1 else number])
    output = _output(plane, 0 if len(outputs) == 1 else number)
    return _tr("class {} ({} = {})").format(plane.decision.names[number], output, write(value))


def _meanings(plane: Plane, shown: int) -> Iterator[Meaning]:
    colours = theme.current()
    panel, text = QColor(colours.panel), QColor(colours.text)
    by_value = not plane.curve and shown != CLASSES
    for n, name in enumerate(plane.decision.names if plane.decision else ()):
        fill = QColor(colours.muted) if by_value else class_colour(n)
        yield Meaning(SYMBOLS[n % len(SYMBOLS)], _tr("class {}").format(name), fill, fill)
    if not plane.decision:
        fill = QColor(colours.muted) if by_value else class_colour(0)
        yield Meaning(SYMBOLS[0], _tr("target"), fill, fill)
    if plane.training < len(plane.inputs):
        yield Meaning(SYMBOLS[0], _tr("validation"), panel, QColor(colours.muted))
    if plane.decision:
        yield Meaning(SYMBOLS[0], _tr("in a wrong class"), QColor(colours.muted), text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
