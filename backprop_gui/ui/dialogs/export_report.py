"""Asks what a report is to hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from backprop_gui.report.iterations import finished, most
from backprop_gui.session.session import Session

FORMATS = (("HTML", ".html"), ("PDF", ".pdf"))


@dataclass(frozen=True)
class ReportChoice:
    """The format's name and suffix, and how many iterations from the first on."""

    title: str
    suffix: str
    iterations: int

    @property
    def filter(self) -> str:
        """For a file dialog."""
        return f"{self.title} (*{self.suffix})"


class ReportDialog(QDialog):
    """Format and iterations."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Export a report"))
        self.format = QComboBox()
        self.format.addItems([title for title, _ in FORMATS])
        self.iterations = QSpinBox()
        self.iterations.setRange(1, most(session))
        self.iterations.setValue(1)
        self.iterations.setSuffix(_tr(" of {} finished").format(finished(session)))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.addRow(_tr("&Format"), self.format)
        layout.addRow(_tr("First &iterations"), self.iterations)
        layout.addRow(buttons)

    @property
    def choice(self) -> ReportChoice:
        """What has been chosen."""
        return ReportChoice(*FORMATS[self.format.currentIndex()], self.iterations.value())


def ask_report(parent: QWidget, session: Session) -> ReportChoice | None:
    """What the person chose; None where they thought better of it."""
    dialog = ReportDialog(session, parent)
    return dialog.choice if dialog.exec() else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
