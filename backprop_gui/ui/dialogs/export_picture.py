"""Asks which pictures of the canvas are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from backprop_gui.session.aside import STEPS
from backprop_gui.ui import theme
from backprop_gui.ui.pictures.export import MOST_PICTURES, Series

FORMATS = (("SVG", ".svg"), ("PNG", ".png"), ("PDF", ".pdf"))
THEMES = ("light", "dark")


@dataclass(frozen=True)
class PictureChoice:
    """The format's name and suffix, how many pictures, and in which colours."""

    title: str
    suffix: str
    series: Series
    dark: bool

    @property
    def filter(self) -> str:
        """For a file dialog."""
        return f"{self.title} (*{self.suffix})"


class PictureDialog(QDialog):
    """Format, colours, and a series where more than one picture is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Export a picture of the network"))
        self.format, self.colours, self.unit = QComboBox(), QComboBox(), QComboBox()
        self.format.addItems([title for title, _ in FORMATS])
        self.colours.addItems([_tr("light"), _tr("dark")])
        self.colours.setCurrentIndex(THEMES.index(theme.current().name))
        self.unit.addItems([_tr("each {}").format(unit) for unit in STEPS])
        self.unit.setCurrentIndex(list(STEPS).index(Series().unit))
        self.count = QSpinBox()
        self.count.setRange(1, MOST_PICTURES)
        self.count.valueChanged.connect(lambda count: self.unit.setEnabled(count > 1))
        self.unit.setEnabled(False)
        self.unit.setToolTip(_tr("Of several, the first shows what is shown now"))
        self._arrange()

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.addRow(_tr("&Format"), self.format)
        layout.addRow(_tr("&Colours"), self.colours)
        layout.addRow(_tr("&Pictures"), self.count)
        layout.addRow(_tr("One &after"), self.unit)
        layout.addRow(buttons)

    @property
    def choice(self) -> PictureChoice:
        """What has been chosen."""
        series = Series(self.count.value(), list(STEPS)[self.unit.currentIndex()])
        dark = THEMES[self.colours.currentIndex()] == "dark"
        return PictureChoice(*FORMATS[self.format.currentIndex()], series, dark)


def ask_picture(parent: QWidget) -> PictureChoice | None:
    """What the person chose; None where they thought better of it."""
    dialog = PictureDialog(parent)
    chosen = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
