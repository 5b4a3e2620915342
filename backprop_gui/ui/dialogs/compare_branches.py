"""Two branches side by side: where they part, both curves, the differences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from backprop_gui.formula.numerals import plain
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.formula.writing import Writing
from backprop_gui.session.positions.position import Position
from backprop_gui.session.run.branches import Comparison, Difference
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.room import give_room
from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.look.labels import label
from backprop_gui.ui.panels.lists.listing import Row, RowModel, RowTable
from backprop_gui.ui.panels.position.where import where
from backprop_gui.ui.panels.values.model import ABSENT
from backprop_gui.ui.plots.curves.series import Series
from backprop_gui.ui.widgets.splitter import Splitter

_SIZE, _ENOUGH = (1000, 480), 0.75  # pixels at the ordinary text size; of the width
_SHORT_RUN = 2000  # iterations
_LONGEST = 20  # letters of a branch's name beside a curve


class CompareDialog(QDialog):
    """Shows a comparison; the parameters that differ most come first.

    The row that one goes to is drawn in both branches. `wanted` is where they part, once the
    person wants to go there.
    """

    def __init__(
        self,
        session: Session,
        compared: Comparison,
        writing: Writing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from backprop_gui.ui.plots.curves.curve_plot import CurvePlot

        self.setWindowTitle(_tr("{} and {}").format(*map(_short, compared.names)))
        self._session, self._compared, self._writing = session, compared, writing
        self.wanted: Position | None = None
        self.summary = QLabel(in_words(session, compared))
        self.summary.setWordWrap(True)
        self.plot, self.model = CurvePlot("", log_axis=True), RowModel()
        self.plot.set_writing(writing)
        self.plot.chart.setAccessibleName(_tr("Both branches"))
        self.plot.iteration_chosen.connect(self.plot.show_iteration)
        self._listed = (compared.final_loss, *sorted(compared.parameters, key=_size))
        self.table = self._make_table()
        give_room(self, *_SIZE)
        self._place()
        self.table.selectRow(0)

    def _place(self) -> None:
        border = _tr("Border between the curves and the table")
        split = Splitter(self._way(), border)
        split.addWidget(self.plot)
        split.addWidget(self.table)
        split.setSizes([520, 460])
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.going = buttons.addButton(
            _tr("&Go to Where They Part"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.going.setEnabled(self._compared.parted is not None)
        self.going.setAutoDefault(False)
        close.setDefault(True)
        buttons.accepted.connect(self._go)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)

    def _way(self) -> Qt.Orientation:
        """Side by side, unless large texts leave no room for both."""
        fits = self.width() >= _SIZE[0] * text_scale() * _ENOUGH
        return Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical

    def _go(self) -> None:
        self.wanted = self._compared.parted
        self.accept()

    def _make_table(self) -> RowTable:
        heads = (_tr("Quantity"), *self._compared.names, _tr("Difference"))
        self.model.set_heads(heads)
        table = RowTable(self.model)
        table.setAccessibleName(_tr("Loss and parameters after the last iteration"))
        self.model.show([self._row(one) for one in self._listed])
        table.selectionModel().currentRowChanged.connect(self._draw)
        return table

    def _draw(self, row: QModelIndex) -> None:
        """The quantity of a row in both branches; the loss where a parameter was not followed."""
        name, loss = self._listed[row.row()].name, self._compared.final_loss.name
        drawn = () if name == loss else self._parameter(name)
        self.plot.heading.setText(label(name if drawn else loss))
        self.plot.show_left_out(
            "" if drawn or name == loss else _tr("{} was not followed: see the loss").format(name)
        )
        if drawn:
            self._draw_parameter(drawn)
        else:
            self._draw_losses()

    def _draw_losses(self) -> None:
        """Both where both have losses; what one has beyond lies calmly behind."""
        common = min(map(len, self._compared.losses))
        pairs = list(zip(self._compared.names, self._compared.losses, strict=True))
        longer = [one for one in pairs if len(one[1]) > common]
        self.plot.show_beside(())
        self.plot.show_series(
            [_series(name, losses[:common]) for name, losses in pairs],
            faded=[_series(name, losses) for name, losses in longer],
        )
        self.plot.show_iteration(max(common - 1, 0))

    def _draw_parameter(self, drawn: Sequence[Series]) -> None:
        self.plot.show_series(drawn[:1])
        self.plot.show_beside(drawn[1:])
        self.plot.show_iteration(min(int(one.iterations[-1]) for one in drawn))

    def _parameter(self, name: Quantity) -> tuple[Series, ...]:
        """Of a short run computed where it was not followed, of a long one not."""
        branches, short = self._compared.names, max(map(len, self._compared.losses)) <= _SHORT_RUN
        read = self._session.curves if short else self._session.followed
        curves = [read([name], branch)[0] for branch in branches]
        return tuple(
            Series(branch, _short(branch), curve.iterations.astype(np.int64), curve.values)
            for branch, curve in zip(branches, curves, strict=True)
            if np.isfinite(curve.values).any()
        )

    def _row(self, one: Difference) -> Row:
        values = (one.first, one.second, one.difference)
        cells = (ABSENT if value is None else plain(value, self._writing) for value in values)
        return Row((str(one.name), *cells))


def in_words(session: Session, compared: Comparison) -> str:
    """Where they part, and the first iteration whose losses differ."""
    if compared.parted is None:
        return _tr("{} and {} are the same run.").format(*compared.names)
    place = where(compared.parted, session.clock_of(compared.names[0]))
    text = _tr("{} and {} part at {}.").format(*compared.names, place)
    if compared.first_different_loss is None:
        said = _tr("The losses of the iterations that both have are equal.")
    else:
        said = _tr("The first loss that differs is that of iteration {}.").format(
            compared.first_different_loss
        )
    return f"{text} {said}"


def show_comparison(
    parent: QWidget, session: Session, first: str, second: str, writing: Writing
) -> Position | None:
    """Compare two branches and show it until it is closed; raises InvalidValue.

    Gives where they part if the person wants to go there.
    """
    dialog = CompareDialog(session, session.compare(first, second), writing, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.wanted


def _size(one: Difference) -> float:
    """The largest first; before all what only one branch has."""
    difference = one.difference
    return -np.inf if difference is None or np.isnan(difference) else -abs(difference)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _series(name: str, losses: Array) -> Series:
    return Series(name, _short(name), np.arange(len(losses)), np.asarray(losses, dtype=np.float64))


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
