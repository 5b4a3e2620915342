"""A plot of curves across iterations: heading, chart, legend, and a value in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from backprop_gui.formula.numerals import exact, grouped, plain
from backprop_gui.formula.writing import Writing
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.curves.chart import Chart
from backprop_gui.ui.plots.curves.curves_item import Stroke
from backprop_gui.ui.plots.curves.legend import Legend
from backprop_gui.ui.plots.curves.outdated_marks import Outdated
from backprop_gui.ui.plots.curves.readout import Readout, Write
from backprop_gui.ui.plots.curves.series import AnySeries, CurveGroup, Series
from backprop_gui.ui.plots.page import PlotPage

_TOLD = 4  # iterations in a note
MANY_CURVES = 12
"""Beyond this the legend starts folded and only selected curves are strong."""


class CurvePlot(PlotPage):
    """Series drawn over their iterations, with a line at the current one.

    `iteration_chosen`: the person clicked, dragged or typed another iteration. `curve_chosen`: the
    name of a curve that was right-clicked, or chosen in the list; `selection_changed`: others are
    selected there.
    """

    iteration_chosen = Signal(int)
    curve_chosen = Signal(str)
    selection_changed = Signal()

    def __init__(
        self, heading: str, *, log_axis: bool = False, parent: QWidget | None = None
    ) -> None:
        """`heading` names the vertical axis with its unit; `log_axis` offers a logarithmic one."""
        super().__init__(parent)
        self._left_out = ""
        self.chart, self.legend, self.beside_label = Chart(), Legend(), QLabel()
        self._make_buttons(log_axis)
        self.say(self.tr("no iteration finished yet"))
        self._arrange(self._middle(), self.beside_label, *self._keys.values())
        self._connect()
        self.set_heading(heading)
        self.show_series(())

    def set_writing(self, writing: Writing) -> None:
        self.chart.set_decimal_mark(writing.decimal_mark)
        super().set_writing(writing)

    def set_heading(self, heading: str) -> None:
        self.heading.setText(heading)
        self.chart.setAccessibleName(heading)

    def show_series(
        self, series: Sequence[Series], *, faded: Sequence[Series] = (), grown: bool = False
    ) -> None:
        """Draw `series`, and `faded` ones calmly behind them.

        `grown` promises the curves shown, unchanged but for new values at their ends.
        Raises ValueError where the iterations of `series`, or of `faded`, differ.
        """
        before = self._listed
        self.chart.show_series(series, faded, grown=grown)
        self._show(before)

    def show_group(self, group: CurveGroup, *, faded: Sequence[Series] = ()) -> None:
        """Draw curves that are kept up to date elsewhere, and `faded` ones behind them."""
        before = self._listed
        self.chart.show_group(group, faded)
        self._show(before)

    @property
    def _listed(self) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
        return _drawn(self.chart.group.series), self.chart.faded.branches

    def _show(self, before: object) -> None:
        if self._listed != before:
            self._list_curves()
        self._draw()
        self._stack.setCurrentIndex(1 if self.chart.group.length else 0)

    def show_beside(self, series: Sequence[Series]) -> None:
        """Draw curves over iterations of their own in a second colour, with their names."""
        self.chart.show_beside(series)
        self.beside_label.setText(" ".join(f"— {one.label}" for one in series))
        self.beside_label.setVisible(bool(series))
        self._colour_beside()
        self._write()

    def show_iteration(self, iteration: int, reached: int = -1) -> None:
        """Put the line at the current iteration; those up to `reached` can be chosen."""
        self.chart.show_iteration(iteration, reached)
        self._write()

    @property
    def curve(self) -> str:
        """The name of the curve under the mouse, else of the one read out; "" for none."""
        if pointed := self.chart.pointed:
            return pointed.series.name
        names = [one.name for one in self.chart.group.series]
        return names[self._read_out] if self._read_out < len(names) else ""

    def show_outdated(self, outdated: Outdated) -> None:
        """Mark what was computed before an edit."""
        self.chart.show_outdated(outdated)
        self._write()

    def show_left_out(self, what: str) -> None:
        """Say what of the data is not drawn; nothing if everything is."""
        self._left_out = what
        self._write()

    def strokes(self) -> list[Stroke]:
        """Colours for the selected curves, or for all where there are few and none is selected."""
        colours, count = theme.current(), len(self.chart.group.series)
        strong = self.legend.selected or (range(count) if count <= MANY_CURVES else ())
        return [
            Stroke(QColor(colours.series[curve % len(colours.series)]))
            if curve in strong
            else Stroke(QColor(colours.edge), strong=False)
            for curve in range(count)
        ]

    def _make_buttons(self, log_axis: bool) -> None:
        key, button = Qt.Key, self._button
        self.log_button = button(self.tr("log"), key.Key_L, self.tr("Logarithmic vertical axis"))
        self.log_x_button = button(self.tr("logₓ"), key.Key_X, self.tr("Logarithmic iterations"))
        self.fit_button = button(self.tr("Fit"), key.Key_F, self.tr("Show everything"))
        self.legend_button = button(self.tr("Curves"), key.Key_C, self.tr("List the curves"))
        for switch in (self.log_button, self.log_x_button, self.legend_button):
            switch.setCheckable(True)
        if not log_axis:
            self.log_button.hide()

    def _middle(self) -> QWidget:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chart, 1)
        row.addWidget(self.legend)
        self.beside_label.hide()
        return middle

    def _connect(self) -> None:
        self.chart.iteration_chosen.connect(self.iteration_chosen)
        self.chart.curve_wanted.connect(self.legend.go_on)
        self.chart.pointed_changed.connect(self._write)
        self.chart.exactly = lambda: self._reading(lambda value: exact(value, self.writing))
        self.log_button.toggled.connect(self._set_logarithmic)
        self.log_x_button.toggled.connect(self.chart.set_logarithmic_iterations)
        self.fit_button.clicked.connect(self.chart.fit)
        self.legend_button.toggled.connect(self.legend.setVisible)
        self.legend.itemSelectionChanged.connect(self._draw)
        self.legend.itemSelectionChanged.connect(self.selection_changed)
        self.legend.curve_chosen.connect(self.curve_chosen)

    def _list_curves(self) -> None:
        count, branches = len(self.chart.group.series), self.chart.faded.branches
        self.legend.show_series(self.chart.group.series, branches)
        self.legend_button.setVisible(count > 1 or bool(branches))
        self.legend_button.setText(self.tr("Curves ({})").format(count))
        self.legend_button.setChecked(count + len(branches) > 1 and count <= MANY_CURVES)
        self.legend.setVisible(self.legend_button.isChecked())

    def _apply_theme(self) -> None:
        self.chart.apply_theme()
        self._colour_beside()
        self._draw()

    def _colour_beside(self) -> None:
        self.beside_label.setStyleSheet(f"color: {self.chart.beside_colour.name()}")

    def _draw(self) -> None:
        strokes = self.strokes()
        faded = [self.chart.faded_stroke] * len(self.chart.faded.branches)
        self.legend.show_strokes([*strokes, *faded])
        self.chart.show_strokes(strokes)
        self._write()

    def _set_logarithmic(self, logarithmic: bool) -> None:
        self.chart.set_logarithmic(logarithmic)
        self._write()

    def _write(self) -> None:
        self.readout.setText(self._reading(lambda value: plain(value, self.writing)))
        self.chart.setAccessibleDescription(self.readout.text())
        self.show_note("; ".join(self._notes()))

    @property
    def _read_out(self) -> int:
        """The curve that is read out while the mouse is elsewhere."""
        return min(self.legend.selected, default=0)

    def _reading(self, write: Write) -> str:
        return Readout(self.chart, self._read_out).in_words(write)

    def _notes(self) -> list[str]:
        """What the picture cannot show."""
        notes = [self._left_out] if self._left_out else []
        if before := self._before_edit():
            notes.append(before)
        if self.chart.group.first_nonfinite >= 0:
            first = grouped(self.chart.group.first_nonfinite)
            notes.append(self.tr("inf or nan from iteration {}: not drawn").format(first))
        if self.chart.hides_values:
            notes.append(self.tr("values ≤ 0 have no place on a logarithmic axis"))
        if self.chart.cuts_values:
            notes.append(self.tr("values beyond ±1e100 have no place here"))
        return notes

    def _before_edit(self) -> str:
        names = {one.name for one in self.chart.group.series}
        marked = (found for name, found in self.chart.outdated.items() if name in names)
        found = [grouped(iteration) for iteration in sorted(frozenset().union(*marked))]
        said = ", ".join(found[:_TOLD]) + (" …" if len(found) > _TOLD else "")
        return self.tr("◯ computed before an edit: iteration {}").format(said) if found else ""


def _drawn(series: Sequence[AnySeries]) -> list[tuple[str, str]]:
    return [(one.name, one.label) for one in series]
