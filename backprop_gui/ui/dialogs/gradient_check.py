"""The gradient check in a window: verdict, table, heat map."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.engine.gradient_check import Checked, worst_first
from backprop_gui.formula.writing import Writing
from backprop_gui.report.gradient_words import as_csv, surrogates, verdict
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.gradient_cells import MEASURES, cells, place
from backprop_gui.ui.dialogs.gradient_model import SORT, GradientModel
from backprop_gui.ui.dialogs.heat_map import HeatMap
from backprop_gui.ui.dialogs.room import give_room
from backprop_gui.ui.look.fonts import fit_rows
from backprop_gui.ui.look.selectable import SELECTABLE
from backprop_gui.ui.widgets.sorting_key import SortingKey
from backprop_gui.ui.widgets.splitter import Splitter

_SLICE = 0.02  # seconds between two looks at the person's mouse


class GradientCheckDialog(QDialog):
    """Checks in slices of the event loop, then shows all parameters, the worst first."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        writing: Writing | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Gradient check"))
        self._writing = writing or Writing()
        self._surrogates = surrogates(session.network)
        self._specs = [spec for spec in session.program.parameters if spec.size]
        self._waiting, self._found = session.gradient_checks(), list[Checked]()
        self.verdict = QLabel(_tr("Comparing every gradient with a numeric one …"))
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(SELECTABLE)
        self.progress = QProgressBar()
        self.progress.setMaximum(sum(spec.size for spec in self._specs))
        self.model = GradientModel(self._writing)
        self.table, self._proxy = self._make_table()
        self.array, self.measure, self.map = QComboBox(), QComboBox(), HeatMap()
        self._lay_out()
        give_room(self, 1180, 560)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check_on)
        self._timer.start(0)

    @property
    def finished_checking(self) -> bool:
        """Whether everything has been compared."""
        return bool(self.model.checks) or not self._timer.isActive()

    def copy(self) -> None:
        """Put the table on the clipboard as CSV, the worst first."""
        QGuiApplication.clipboard().setText(as_csv(self.model.checks))

    def done(self, result: int) -> None:
        """Closing ends the check."""
        self._timer.stop()
        super().done(result)

    def _make_table(self) -> tuple[QTableView, QSortFilterProxyModel]:
        table, proxy = QTableView(), QSortFilterProxyModel(self)
        proxy.setSourceModel(self.model)
        proxy.setSortRole(SORT)
        table.setModel(proxy)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(_tr("Gradients"))
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        fit_rows(table, 8)
        table.horizontalHeader().setSortIndicatorClearable(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.horizontalHeader().setStretchLastSection(True)
        table.setSortingEnabled(True)
        SortingKey(table)
        table.selectionModel().currentRowChanged.connect(self._outline)
        return table, proxy

    def _lay_out(self) -> None:
        self.array.addItems([str(spec.name) for spec in self._specs])
        self.measure.addItems([_tr(measure.title) for measure in MEASURES])
        self.array.setAccessibleName(_tr("Array of parameters"))
        self.measure.setAccessibleName(_tr("What the map shows"))
        for box in (self.array, self.measure):
            box.currentIndexChanged.connect(self._draw)
        self.map.chosen.connect(self._choose)
        side, choices = QWidget(), QHBoxLayout()
        choices.addWidget(self.measure, 1)
        choices.addWidget(self.array)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(choices)
        column.addWidget(self.map, 1)
        split = Splitter(Qt.Orientation.Horizontal, _tr("Border between the table and the map"))
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([740, 400])
        layout = QVBoxLayout(self)
        for widget in (self.verdict, self.progress):
            layout.addWidget(widget)
        layout.addWidget(split, 1)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copying = buttons.addButton(
            _tr("&Copy as CSV"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copying.setEnabled(False)
        self.copying.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        return buttons

    def _check_on(self) -> None:
        end = time.monotonic() + _SLICE
        while time.monotonic() < end:
            checked = next(self._waiting, None)
            if checked is None:
                self._finish()
                return
            self._found.append(checked)
        self.progress.setValue(len(self._found))

    def _finish(self) -> None:
        self._timer.stop()
        self.progress.hide()
        words = (verdict(self._found, self._writing), self._surrogates)
        self.verdict.setText(" ".join(filter(None, words)))
        self.model.show_checks(worst_first(self._found))
        self.table.resizeColumnsToContents()
        self.copying.setEnabled(bool(self._found))
        self._draw()
        if self._found:
            self.table.selectRow(0)

    def _draw(self) -> None:
        """The map of the chosen array; the selected parameter stays outlined if it is there."""
        if not self.model.checks:
            return
        spec, measure = (
            self._specs[self.array.currentIndex()],
            MEASURES[self.measure.currentIndex()],
        )
        self.map.show_cells(cells(spec, self._found, measure, self._writing))
        if (one := self._selected()) and spec.covers(one.parameter):
            self.map.select(place(spec, one))

    def _selected(self) -> Checked | None:
        index = self.table.selectionModel().currentIndex()
        return self.model.checks[self._proxy.mapToSource(index).row()] if index.isValid() else None

    def _outline(self, index: QModelIndex) -> None:
        """Show the map of the selected parameter's array."""
        if (one := self._selected()) is None:
            return
        number = next(n for n, spec in enumerate(self._specs) if spec.covers(one.parameter))
        self.array.setCurrentIndex(number)
        self.map.select(place(self._specs[number], one))

    def _choose(self, cell: int) -> None:
        """Select the row of a cell."""
        spec = self._specs[self.array.currentIndex()]
        row = next(
            row
            for row, one in enumerate(self.model.checks)
            if spec.covers(one.parameter) and place(spec, one) == cell
        )
        self.table.selectRow(self._proxy.mapFromSource(self.model.index(row, 0)).row())


def show_gradient_check(parent: QWidget, session: Session, writing: Writing | None = None) -> None:
    """Check all gradients at the current values and show the result until it is closed."""
    dialog = GradientCheckDialog(session, parent, writing)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
