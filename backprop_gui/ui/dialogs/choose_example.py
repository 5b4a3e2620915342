"""Asks which example to open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from backprop_gui.session.examples import examples


class ExampleDialog(QDialog):
    """A list of the bundled examples; below it what to look for in the one selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Open an example"))
        self._examples = examples()
        self.list = QListWidget()
        self.list.addItems([example.title for example in self._examples])
        self.look_for = QLabel()
        self.look_for.setWordWrap(True)
        self.look_for.setMinimumHeight(3 * self.fontMetrics().height())
        self.look_for.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(self.accept)
        self.list.currentRowChanged.connect(self._describe)
        layout = QVBoxLayout(self)
        for widget in (self.list, self.look_for, buttons):
            layout.addWidget(widget)
        self.resize(460, 300)
        self.list.setCurrentRow(0)

    @property
    def name(self) -> str:
        """The selected example's name."""
        return self._examples[self.list.currentRow()].name

    def _describe(self, row: int) -> None:
        self.look_for.setText(self._examples[row].look_for)


def ask_example(parent: QWidget) -> str | None:
    """The name of the example chosen; None where the person thought better of it."""
    dialog = ExampleDialog(parent)
    return dialog.name if dialog.exec() else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
