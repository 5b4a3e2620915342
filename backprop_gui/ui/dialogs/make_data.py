"""Asks which data to make; a picture follows every choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.engine.made_data.entry import Made
from backprop_gui.engine.made_data.table import MADE, NOISE, make_data
from backprop_gui.engine.samples import Samples
from backprop_gui.session.session import Session
from backprop_gui.ui.data_summary import summary
from backprop_gui.ui.dialogs.questions import MOST_SEED
from backprop_gui.ui.dialogs.room import give_room, room
from backprop_gui.ui.look.fonts import text_scale

if TYPE_CHECKING:
    from backprop_gui.ui.plots.planes.samples_plot import SamplesPlot

_FIRST = "moons"
_SIZE = (780, 560)
_LIST_WIDTH, _LIST_SHARE = 200, 0.45


class MakeDataDialog(QDialog):
    """The data sets on the left; on the right what is chosen, its picture and its definition."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, decimal_mark: str = "."
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Make data"))
        self._session = session
        self.list, self.count, self.seed = QListWidget(), QSpinBox(), QSpinBox()
        self.noise = QDoubleSpinBox()
        self.definition, self.summary, self.plot = QLabel(), QLabel(), _plot(decimal_mark)
        self.list.addItems([made.title for made in MADE.values()])
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        for box in (self.count, self.noise, self.seed):
            box.valueChanged.connect(self._show)
        self.list.setCurrentRow([*MADE].index(_FIRST))
        give_room(self, *_SIZE)

    @property
    def made(self) -> Made:
        """The data set selected."""
        return [*MADE.values()][self.list.currentRow()]

    @property
    def samples(self) -> Samples:
        """The data as chosen."""
        return make_data(self.made.name, self.count.value(), self.noise.value(), self.seed.value())

    def _choose(self) -> None:
        """Another data set comes with its own number of samples and noise."""
        for box in (self.count, self.noise):
            box.blockSignals(True)
        self.count.setRange(1, self.made.most)
        self.count.setValue(self.made.samples)
        self.noise.setValue(self.made.noise)
        for box in (self.count, self.noise):
            box.blockSignals(False)
        self._show()

    def _show(self) -> None:
        samples = self.samples
        self.definition.setText(self.made.definition)
        self.summary.setText(summary(self._session, samples))
        self.plot.show_samples(samples)

    def _lay_out(self) -> None:
        self.seed.setRange(0, MOST_SEED)
        self.noise.setRange(NOISE.minimum, NOISE.maximum)
        self.noise.setSingleStep(0.05)
        self.noise.setDecimals(3)
        most = round(_LIST_SHARE * room(self, *_SIZE).width())
        self.list.setFixedWidth(min(round(_LIST_WIDTH * text_scale()), most))
        self.list.setAccessibleName(_tr("Data sets"))
        self.plot.setAccessibleName(_tr("Picture of the data"))
        self.plot.setMinimumSize(240, 160)
        form = QFormLayout()
        for text, box in (
            (_tr("&Samples"), self.count),
            (_tr("&Noise"), self.noise),
            (_tr("See&d"), self.seed),
        ):
            form.addRow(text, box)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addLayout(form)
        layout = QGridLayout(self)
        layout.addLayout(side, 0, 0)
        layout.addWidget(self.plot, 0, 1)
        for row, widget in enumerate((self.definition, self.summary, self._buttons()), start=1):
            layout.addWidget(widget, row, 0, 1, 2)
        for label in (self.definition, self.summary):
            label.setWordWrap(True)
        self.definition.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.definition.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(0, 1)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(_tr("&Use These Data"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def ask_made_data(parent: QWidget, session: Session, decimal_mark: str) -> Samples | None:
    """The data that were made; None where the person thought better of it."""
    dialog = MakeDataDialog(session, parent, decimal_mark)
    samples = dialog.samples if dialog.exec() else None
    dialog.deleteLater()
    return samples


def _plot(decimal_mark: str) -> SamplesPlot:
    from backprop_gui.ui.plots.planes.samples_plot import SamplesPlot

    return SamplesPlot(decimal_mark)


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
