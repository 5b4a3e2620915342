"""A plot of curves across iterations: heading, chart, legend, and the exact value in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.formula.numerals import NumberFormat, exact, grouped
from backprop_gui.ui.elided_label import ElidedLabel
from backprop_gui.ui.look import theme
from backprop_gui.ui.plots.curves.chart import Chart
from backprop_gui.ui.plots.curves.curves_item import Stroke
from backprop_gui.ui.plots.curves.legend import Legend
from backprop_gui.ui.plots.curves.pointer import Pointed
from backprop_gui.ui.plots.curves.series import AnySeries, CurveGroup, Series

MANY_CURVES = 12
"""Beyond this the legend starts folded and only selected curves are strong."""


class CurvePlot(QWidget):
    """Series drawn over their iterations, with a line at the current one.

    `iteration_chosen`: the person clicked, dragged or typed another iteration. `curve_chosen`: the
    name of a curve that was right-clicked, or chosen in the list; `selection_changed`: others are
    selected there. `became_visible`: whoever feeds the plot need not while it is hidden.
    """

    iteration_chosen = Signal(int)
    curve_chosen = Signal(str)
    selection_changed = Signal()
    became_visible = Signal()

    def __init__(
        self, heading: str, *, log_axis: bool = False, parent: QWidget | None = None
    ) -> None:
        """`heading` names the vertical axis with its unit; `log_axis` offers a logarithmic one."""
        super().__init__(parent)
        self._left_out, self._numbers = "", NumberFormat()
        self.heading, self.readout, self.note = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.chart, self.legend, self.beside_label = Chart(), Legend(), QLabel()
        self.log_button = self._button(self.tr("log"), "L", self.tr("Logarithmic vertical axis"))
        self.log_x_button = self._button(self.tr("logₓ"), "X", self.tr("Logarithmic iterations"))
        self.fit_button = self._button(self.tr("Fit"), "F", self.tr("Show everything"))
        self.legend_button = self._button(self.tr("Curves"), "C", self.tr("List the curves"))
        self._arrange(log_axis)
        self._connect()
        self.set_heading(heading)
        self.show_series(())

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write numbers with another decimal mark; what is read out has all its digits."""
        self._numbers = numbers
        self.chart.set_decimal_mark(numbers.decimal_mark)
        self._write()

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

    def _colour_beside(self) -> None:
        self.beside_label.setStyleSheet(f"color: {self.chart.beside_colour.name()}")

    def show_iteration(self, iteration: int, reached: int = -1) -> None:
        """Put the line at the current iteration; those up to `reached` can be chosen."""
        self.chart.show_iteration(iteration, reached)
        self._write()

    @property
    def curve(self) -> str:
        """The name of the curve under the mouse, else of the one read out; "" for none."""
        if pointed := self.chart.pointed:
            return pointed.series.name
        names = _names(self.chart.group.series)
        first = min(self.legend.selected, default=0)
        return names[first] if first < len(names) else ""

    def show_left_out(self, what: str) -> None:
        """Say what of the data is not drawn; nothing if everything is."""
        self._left_out = what
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = {
            Qt.Key.Key_L: self.log_button,
            Qt.Key.Key_X: self.log_x_button,
            Qt.Key.Key_F: self.fit_button,
            Qt.Key.Key_C: self.legend_button,
        }
        button = buttons.get(Qt.Key(event.key()))
        if button is not None and button.isVisible() and not event.modifiers():
            button.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.chart.apply_theme()
            self._colour_beside()
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.became_visible.emit()

    def _button(self, text: str, key: str, what: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{what} ({key})")
        button.setAccessibleName(what)
        button.setAutoRaise(True)
        return button

    def _arrange(self, log_axis: bool) -> None:
        for button in (self.log_button, self.log_x_button, self.legend_button):
            button.setCheckable(True)
        if not log_axis:
            self.log_button.hide()
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        empty = QLabel(self.tr("no iteration finished yet"))
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._filled_page())

    def _filled_page(self) -> QWidget:
        self.top = top = QHBoxLayout()
        top.setSpacing(1)
        middle, page = QHBoxLayout(), QWidget()
        # The reading takes its room first, the heading what is left.
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top.addWidget(self.heading, 1)
        top.addWidget(self.beside_label)
        self.beside_label.hide()
        top.addWidget(self.readout)
        buttons = (self.log_button, self.log_x_button, self.fit_button, self.legend_button)
        for button in buttons:
            top.addWidget(button)
        middle.addWidget(self.chart, 1)
        middle.addWidget(self.legend)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.setSpacing(2)
        rows.addLayout(top)
        rows.addWidget(self.note)
        rows.addLayout(middle, 1)
        return page

    def _connect(self) -> None:
        self.chart.iteration_chosen.connect(self.iteration_chosen)
        self.chart.pointed_changed.connect(self._write)
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

    def _draw(self) -> None:
        strokes = self.strokes()
        faded = [self.chart.faded_stroke] * len(self.chart.faded.branches)
        self.legend.show_strokes([*strokes, *faded])
        self.chart.show_strokes(strokes)
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

    def _set_logarithmic(self, logarithmic: bool) -> None:
        self.chart.set_logarithmic(logarithmic)
        self._write()

    def _write(self) -> None:
        self.readout.setText(self._reading())
        self.chart.setAccessibleDescription(self.readout.text())
        notes = self._notes()
        self.note.setText("⚠ " + "; ".join(notes))
        self.note.setVisible(bool(notes))

    def _reading(self) -> str:
        """The exact value under the mouse, otherwise that of the current iteration."""
        group, first = self.chart.group, min(self.legend.selected, default=0)
        read = self.chart.pointed or Pointed(self.chart.iteration, first, group)
        if group.length and read.group is group and read.iteration <= self.chart.reached:
            read = Pointed(group.nearest(read.iteration), read.curve, group)
        where = self.tr("iteration {}").format(grouped(read.iteration))
        if not read.exists:
            return self.tr("{}: not finished yet").format(where)
        value = exact(read.value, self._numbers)
        return f"{where}: {read.series.label} = {value}{self._beside(read)}"

    def _beside(self, read: Pointed) -> str:
        """What the curves beside are at the same iteration, where they have a value."""
        beside = self.chart.beside
        if not beside.has(read.iteration):
            return ""
        values = zip(beside.series, beside.values_at(read.iteration).tolist(), strict=True)
        written = ((one.label, exact(value, self._numbers)) for one, value in values)
        return "".join(f" · {label} = {value}" for label, value in written)

    def _notes(self) -> list[str]:
        """What the picture cannot show."""
        notes = [self._left_out] if self._left_out else []
        if self.chart.group.first_nonfinite >= 0:
            first = grouped(self.chart.group.first_nonfinite)
            notes.append(self.tr("inf or nan from iteration {}: not drawn").format(first))
        if self.chart.hides_values:
            notes.append(self.tr("values ≤ 0 have no place on a logarithmic axis"))
        return notes


def _drawn(series: Sequence[AnySeries]) -> list[tuple[str, str]]:
    return [(one.name, one.label) for one in series]


def _names(series: Sequence[AnySeries]) -> list[str]:
    return [one.name for one in series]
