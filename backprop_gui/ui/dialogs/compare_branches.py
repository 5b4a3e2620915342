"""Two branches side by side: where they part, both losses, the parameters' differences."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSplitter, QVBoxLayout, QWidget

from backprop_gui.formula.numerals import NumberFormat, plain
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.branches import Comparison, Difference
from backprop_gui.session.session import Session
from backprop_gui.ui.panels.listing import Row, RowModel, RowTable
from backprop_gui.ui.panels.quantity_model import ABSENT
from backprop_gui.ui.panels.where import where
from backprop_gui.ui.plots.series import Series


class CompareDialog(QDialog):
    """Shows a comparison; the parameters that differ most come first."""

    def __init__(
        self,
        session: Session,
        compared: Comparison,
        numbers: NumberFormat,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        from backprop_gui.ui.plots.curve_plot import CurvePlot

        self.setWindowTitle(_tr("{} and {}").format(*compared.names))
        self._numbers = numbers
        self.summary = QLabel(in_words(session, compared))
        self.summary.setWordWrap(True)
        self.plot, self.model = CurvePlot(_tr("loss L"), log_axis=True), RowModel()
        self.plot.iteration_chosen.connect(self.plot.show_iteration)
        self._show_losses(compared)
        self.table = self._make_table(compared)
        split = QSplitter()
        split.addWidget(self.plot)
        split.addWidget(self.table)
        split.setSizes([520, 460])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        self.resize(1000, 480)

    def _show_losses(self, compared: Comparison) -> None:
        """Both where both have losses; what one has beyond lies calmly behind."""
        common = min(map(len, compared.losses))
        pairs = list(zip(compared.names, compared.losses, strict=True))
        longer = [one for one in pairs if len(one[1]) > common]
        self.plot.show_series(
            [_series(name, losses[:common]) for name, losses in pairs],
            faded=[_series(name, losses) for name, losses in longer],
        )
        self.plot.show_iteration(max(common - 1, 0))

    def _make_table(self, compared: Comparison) -> RowTable:
        heads = (_tr("Parameter"), *compared.names, _tr("Difference"))
        self.model.set_heads(heads)
        table = RowTable(self.model)
        table.setAccessibleName(_tr("Parameters after the last iteration"))
        self.model.show([self._row(one) for one in sorted(compared.parameters, key=_size)])
        return table

    def _row(self, one: Difference) -> Row:
        values = (one.first, one.second, one.difference)
        cells = (ABSENT if value is None else plain(value, self._numbers) for value in values)
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
    parent: QWidget, session: Session, first: str, second: str, numbers: NumberFormat
) -> None:
    """Compare two branches and show it until it is closed; raises InvalidValue."""
    dialog = CompareDialog(session, session.compare(first, second), numbers, parent)
    dialog.exec()
    dialog.deleteLater()


def _size(one: Difference) -> float:
    """The largest first; before all what only one branch has."""
    difference = one.difference
    return -np.inf if difference is None or np.isnan(difference) else -abs(difference)


def _series(name: str, losses: Array) -> Series:
    return Series(name, name, np.arange(len(losses)), np.asarray(losses, dtype=np.float64))


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
