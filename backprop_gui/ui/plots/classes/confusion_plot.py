"""Classes: the confusion matrix, the accuracy, and the samples of one cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableView,
    QWidget,
)

from backprop_gui.formula.numerals import grouped, plain
from backprop_gui.formula.writing import Writing
from backprop_gui.session.predictions.classification import Classification, Confusion
from backprop_gui.ui.look.fonts import follow_font, text_scale
from backprop_gui.ui.plots.classes.confusion_model import ConfusionModel
from backprop_gui.ui.plots.page import PlotPage

_LEAST, _MOST = 18, 44  # pixels a cell
_LONGEST_NAME = 120  # pixels; longer ones are cut
_LIST_WIDTH = 130  # at the ordinary text size
_NUMBER = Qt.ItemDataRole.UserRole


class ConfusionPlot(PlotPage):
    """Draws a classification.

    `sample_chosen` says the number of a sample that was clicked in the list of a cell's samples,
    or reached by a key; `sample_wanted` one that was double-clicked or entered.
    """

    sample_chosen = Signal(int)
    sample_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_tr("Classes"))
        self.found: Classification | None = None
        self.model, self.table = ConfusionModel(), _Matrix()
        self.samples, self.listed, self.choice = QListWidget(), QLabel(), QComboBox()
        self.table.setModel(self.model)
        self._name_parts()
        self._arrange(self._middle(), self.choice)
        self.choice.activated.connect(self._draw)
        self.table.selectionModel().currentChanged.connect(self._list)
        self.samples.currentItemChanged.connect(self._choose)
        self.samples.itemClicked.connect(self._choose)
        self.samples.itemActivated.connect(self._want)

    @property
    def confusion(self) -> Confusion:
        """The part that is shown: training or validation."""
        assert self.found is not None
        validation = self.choice.currentIndex() == 1
        return self.found.validation if validation else self.found.training

    def show_classes(self, found: Classification, heading: str) -> None:
        """Draw other counts."""
        self.found = found
        self.heading.setText(heading)
        self.table.setAccessibleName(heading)
        self._offer([name for name, _ in self._counted()])
        self._write()
        self._draw()
        self.show_drawing()

    def show_sample(self, number: int) -> None:
        """Mark a sample in the list, if it is there."""
        for row in range(self.samples.count()):
            item = self.samples.item(row)
            if item.data(_NUMBER) == number and row != self.samples.currentRow():
                self.samples.blockSignals(True)
                self.samples.setCurrentItem(item)
                self.samples.blockSignals(False)

    def _counted(self) -> list[tuple[str, Confusion]]:
        """The parts that have samples, with their names."""
        if self.found is None:
            return []
        parts = [(_tr("training"), self.found.training), (_tr("validation"), self.found.validation)]
        return [(name, part) for name, part in parts if len(part.numbers)]

    def _write(self) -> None:
        said = (accuracy(name, part, self.writing) for name, part in self._counted())
        self.readout.setText(" · ".join(said))

    def _apply_theme(self) -> None:
        self.table.viewport().update()

    def _name_parts(self) -> None:
        self.choice.setAccessibleName(_tr("Which samples are counted"))
        self.samples.setAccessibleName(_tr("Samples of the cell"))
        self.samples.setToolTip(_tr("Enter goes to the iteration whose batch has the sample"))

    def _middle(self) -> QWidget:
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.addWidget(self.table, 0, 0, 2, 1)
        grid.addWidget(self.listed, 0, 1)
        grid.addWidget(self.samples, 1, 1)
        follow_font(middle, self._fit_list)
        grid.setColumnStretch(0, 1)
        return middle

    def _fit_list(self) -> None:
        for widget in (self.samples, self.listed):
            widget.setFixedWidth(round(_LIST_WIDTH * text_scale()))

    def _offer(self, names: Sequence[str]) -> None:
        if [self.choice.itemText(row) for row in range(self.choice.count())] != list(names):
            self.choice.clear()
            self.choice.addItems(list(names))
        self.choice.setVisible(len(names) > 1)

    def _draw(self) -> None:
        if self.found is None:
            return
        self.model.show(self.confusion, self.found.decision.names)
        self.table.fit()
        self._list(self.table.currentIndex())

    def _list(self, cell: QModelIndex, _: object = None) -> None:
        """The samples of a cell; the same ones stay as they are."""
        numbers = self.model.samples(cell.row(), cell.column())
        told = self.model.words(cell.row(), cell.column()) if cell.isValid() else ""
        asked = _tr("Choose a cell")
        self.listed.setText(_count(len(numbers)) if told else asked)
        self.listed.setToolTip(told)
        shown = [self.samples.item(row).data(_NUMBER) for row in range(self.samples.count())]
        if shown == list(numbers):
            return
        self.samples.blockSignals(True)
        self.samples.clear()
        for number in numbers:
            item = QListWidgetItem(_tr("sample {}").format(number), self.samples)
            item.setData(_NUMBER, number)
        self.samples.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None, _: object = None) -> None:
        if item is not None:
            self.sample_chosen.emit(item.data(_NUMBER))

    def _want(self, item: QListWidgetItem) -> None:
        self.sample_wanted.emit(item.data(_NUMBER))


class _Matrix(QTableView):
    """Square cells, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(_LEAST)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self._corner = QLabel(_tr("said →"), self)
        self._corner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._corner.setToolTip(meaning())

    def fit(self) -> None:
        """Give the cells the room that there is."""
        model = self.model()
        rows, columns = model.rowCount(), model.columnCount()
        if not rows:
            return
        corner = self._corner.sizeHint().width() + 8
        self.horizontalHeader().setFixedHeight(self.fontMetrics().height() + 4)
        wanted = min(self.verticalHeader().sizeHint().width(), _LONGEST_NAME)
        self.verticalHeader().setFixedWidth(max(wanted, corner))
        room = self.viewport().size()
        side = min(room.height() // rows, room.width() // columns, _MOST)
        self.verticalHeader().setDefaultSectionSize(max(side, _LEAST))
        self.horizontalHeader().setDefaultSectionSize(max(side, self._widest(rows, columns)))

    def _widest(self, rows: int, columns: int) -> int:
        """What the largest count and the names of the classes need."""
        model, across = self.model(), Qt.Orientation.Horizontal
        names = [str(model.headerData(column, across)) for column in range(columns)]
        widest = min(max(map(self.fontMetrics().horizontalAdvance, names)), _LONGEST_NAME)
        for row in range(rows):
            for column in range(columns):
                text = str(model.index(row, column).data())
                widest = max(widest, self.fontMetrics().horizontalAdvance(text))
        return max(widest + 10, _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        size = self.verticalHeader().width(), self.horizontalHeader().height()
        self._corner.setGeometry(self.frameWidth(), self.frameWidth(), *size)


def meaning() -> str:
    """How the matrix is read."""
    return _tr("rows: what samples are; columns: what the network says")


def _count(samples: int) -> str:
    return _tr("1 sample") if samples == 1 else _tr("{} samples").format(grouped(samples))


def accuracy(name: str, part: Confusion, writing: Writing) -> str:
    """In words, with the counts that it is made of."""
    percent = plain(100 * part.accuracy, writing)
    text = _tr("{} accuracy {} % ({} of {})")
    return text.format(name, percent, grouped(part.right), grouped(len(part.numbers)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
