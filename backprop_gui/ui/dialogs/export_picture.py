"""Asks which pictures of the canvas are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QWidget

from backprop_gui.session.aside import STEPS
from backprop_gui.ui.dialogs.exporting import FileFormat, lay_out
from backprop_gui.ui.look import theme
from backprop_gui.ui.pictures.export import MOST_PICTURES, Series

FORMATS = (FileFormat("SVG", ".svg"), FileFormat("PNG", ".png"), FileFormat("PDF", ".pdf"))
THEMES = ("light", "dark")


@dataclass(frozen=True)
class PictureChoice:
    """The format, how many pictures, and the theme whose colours they have."""

    format: FileFormat
    series: Series
    theme: str


class PictureDialog(QDialog):
    """Format, colours, and a series where more than one picture is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Export a picture of the network"))
        self.format, self.colours, self.unit = QComboBox(), QComboBox(), QComboBox()
        self.format.addItems([one.title for one in FORMATS])
        self.colours.addItems([_tr("light"), _tr("dark")])
        self.colours.setCurrentIndex(THEMES.index(theme.current().name))
        self.unit.addItems([_tr("each {}").format(unit) for unit in STEPS])
        self.unit.setCurrentIndex(list(STEPS).index(Series().unit))
        self.count = QSpinBox()
        self.count.setRange(1, MOST_PICTURES)
        self.count.valueChanged.connect(lambda count: self.unit.setEnabled(count > 1))
        self.unit.setEnabled(False)
        self.unit.setToolTip(_tr("Of several, the first shows what is shown now"))
        lay_out(
            self,
            (_tr("&Format"), self.format),
            (_tr("&Colours"), self.colours),
            (_tr("&Pictures"), self.count),
            (_tr("One &after"), self.unit),
        )

    @property
    def choice(self) -> PictureChoice:
        """What has been chosen."""
        series = Series(self.count.value(), list(STEPS)[self.unit.currentIndex()])
        colours = THEMES[self.colours.currentIndex()]
        return PictureChoice(FORMATS[self.format.currentIndex()], series, colours)


def ask_picture(parent: QWidget) -> PictureChoice | None:
    """What the person chose; None where they thought better of it."""
    dialog = PictureDialog(parent)
    chosen = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
