"""The list of curves beside a plot: it never covers them, and picks the ones drawn strongly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from backprop_gui.ui.plots.curves_item import Stroke
from backprop_gui.ui.plots.series import Series

_SWATCH = QSize(14, 3)


class Legend(QListWidget):
    """One row a curve with its colour; several rows can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: tuple[Stroke, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setIconSize(_SWATCH)
        self.setAccessibleName(self.tr("Curves"))

    @property
    def selected(self) -> frozenset[int]:
        return frozenset(index.row() for index in self.selectedIndexes())

    def show_series(self, series: Sequence[Series]) -> None:
        """List the curves anew; those selected by name before stay so."""
        chosen = {self.item(row).toolTip() for row in self.selected}
        self.blockSignals(True)
        self.clear()
        self._strokes = ()
        for one in series:
            item = QListWidgetItem(one.label, self)
            item.setToolTip(one.name)
            item.setSelected(one.name in chosen)
        self.blockSignals(False)
        scroll_bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(self.sizeHintForColumn(0) + scroll_bar + 2 * self.frameWidth() + 26)

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        if tuple(strokes) == self._strokes:
            return
        self._strokes = tuple(strokes)
        for row, stroke in enumerate(strokes):
            self.item(row).setIcon(_swatch(QColor(stroke.colour)))


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH)
    pixmap.fill(colour)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it with the selection's colour
    return icon
