"""Asks what a report is to hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QWidget

from backprop_gui.report.iterations import finished, most
from backprop_gui.session.session import Session
from backprop_gui.ui.dialogs.exporting import FileFormat, lay_out

FORMATS = (FileFormat("HTML", ".html"), FileFormat("PDF", ".pdf"))


@dataclass(frozen=True)
class ReportChoice:
    """The format, and how many iterations from the first on."""

    format: FileFormat
    iterations: int


class ReportDialog(QDialog):
    """Format and iterations."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Export a report"))
        self.format = QComboBox()
        self.format.addItems([one.title for one in FORMATS])
        self.iterations = QSpinBox()
        self.iterations.setRange(1, most(session))
        self.iterations.setValue(1)
        self.iterations.setSuffix(_tr(" of {} finished").format(finished(session)))
        rows = ((_tr("&Format"), self.format), (_tr("First &iterations"), self.iterations))
        lay_out(self, *rows)

    @property
    def choice(self) -> ReportChoice:
        """What has been chosen."""
        return ReportChoice(FORMATS[self.format.currentIndex()], self.iterations.value())


def ask_report(parent: QWidget, session: Session) -> ReportChoice | None:
    """What the person chose; None where they thought better of it."""
    dialog = ReportDialog(session, parent)
    chosen = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
