"""The list of curves beside a plot: it never covers them, and picks the ones drawn strongly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from backprop_gui.ui.look.fonts import text_scale
from backprop_gui.ui.plots.curves.curves_item import Stroke
from backprop_gui.ui.plots.curves.series import AnySeries

_SWATCH = QSize(14, 3)
_WIDEST = 220  # pixels at the ordinary text size
_NAME = Qt.ItemDataRole.UserRole


class Legend(QListWidget):
    """One row a curve with its colour; several rows can be selected.

    `curve_chosen` carries the name of the row that the person went to.
    """

    curve_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: tuple[Stroke, ...] = ()
        self._curves = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setIconSize(_SWATCH)
        self.setAccessibleName(self.tr("Curves"))
        self.pressed.connect(self._choose)
        self.currentRowChanged.connect(self._go)

    @property
    def selected(self) -> frozenset[int]:
        return frozenset(index.row() for index in self.selectedIndexes())

    @property
    def selected_names(self) -> frozenset[str]:
        """The quantities of the selected rows."""
        return frozenset(str(index.data(_NAME)) for index in self.selectedIndexes())

    @property
    def current(self) -> str:
        """The name of the row that the person went to; "" for none."""
        return str(self.currentIndex().data(_NAME) or "")

    def show_series(self, series: Sequence[AnySeries], branches: Sequence[str] = ()) -> None:
        """List the curves anew; those selected by name before stay so.

        Below them stand the branches whose curves are faded; they cannot be selected.
        """
        chosen = self.selected_names
        self.blockSignals(True)
        self.clear()
        self._strokes, self._curves = (), len(series)
        for one in series:
            item = QListWidgetItem(one.label, self)
            item.setToolTip(one.name)
            item.setData(_NAME, one.name)
            item.setSelected(one.name in chosen)
        for branch in branches:
            item = QListWidgetItem(behind(branch), self)
            item.setToolTip(branch)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.blockSignals(False)
        scroll_bar = self.verticalScrollBar().sizeHint().width()
        wanted = self.sizeHintForColumn(0) + scroll_bar + 2 * self.frameWidth() + 26
        self.setFixedWidth(min(wanted, round(_WIDEST * text_scale())))

    def go_on(self, step: int) -> None:
        """Select the curve so many rows further on in the place of others; past the ends, none."""
        curves = self._curves
        beyond = -1 if step > 0 else curves
        row = min(self.selected, default=beyond) + step
        if 0 <= row < curves:
            self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.clearSelection()

    def _choose(self, index: QModelIndex) -> None:
        if name := index.data(_NAME):
            self.curve_chosen.emit(name)

    def _go(self, row: int) -> None:
        """Arrow keys choose, too."""
        if row >= 0 and self.hasFocus():
            self._choose(self.indexFromItem(self.item(row)))

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        if tuple(strokes) == self._strokes:
            return
        self._strokes = tuple(strokes)
        for row, stroke in enumerate(strokes):
            self.item(row).setIcon(_swatch(QColor(stroke.colour)))


def behind(branch: str) -> str:
    """What the curves of another branch are called."""
    return QCoreApplication.translate("plots", "{} (faded)").format(branch)


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH)
    pixmap.fill(colour)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it with the selection's colour
    return icon
