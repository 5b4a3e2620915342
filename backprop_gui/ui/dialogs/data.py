"""Asks for the data set as a table: typed, pasted or loaded from a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from backprop_gui.errors import BackpropError
from backprop_gui.session.session import Session
from backprop_gui.session.tables import Samples, file_text, read_samples, written
from backprop_gui.ui import theme

MOST_SHOWN = 200_000
"""Numbers of the current data up to which the dialog starts with them."""

_SHORT = 20_000  # characters that are read again at every key


class DataDialog(QDialog):
    """A table of samples, and below it what it holds or what is wrong in which line."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Data"))
        self._session = session
        self.samples: Samples | None = None
        self.table, self.preview = QPlainTextEdit(), QLabel()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read)
        self._lay_out()
        self._show_current()
        self.table.textChanged.connect(self._read_soon)
        self.resize(640, 520)

    def accept(self) -> None:
        """Use the samples; what is refused is said below the table, and the dialog stays."""
        self._read()
        if self.samples is None:
            return
        try:
            self._use(self.samples)
        except BackpropError as refusal:
            self._tell(str(refusal))
        else:
            super().accept()

    def load(self, path: Path) -> None:
        """Put a file's text in the place of the table."""
        try:
            text = file_text(path)
        except BackpropError as refusal:
            self._tell(str(refusal))
        else:
            self.table.setPlainText(text)
            self._read()

    def _use(self, samples: Samples) -> None:
        """The same numbers are no change."""
        now, new = self._session.data, (samples.inputs, samples.targets)
        if not all(map(np.array_equal, now, new)):
            self._session.change(inputs=samples.inputs, targets=samples.targets)

    def _show_current(self) -> None:
        inputs, targets = self._session.data
        if inputs.size + targets.size <= MOST_SHOWN:
            self.table.setPlainText(written(inputs, targets))
            self._read()
        else:
            self._ready(False)
            count = _tr("The {} samples in use are too many to show; a table replaces them.")
            self.preview.setText(count.format(len(inputs)))

    def _read_soon(self) -> None:
        short = self.table.document().characterCount() <= _SHORT
        self._later.start(0 if short else 300)

    def _read(self) -> None:
        self._later.stop()
        network = self._session.network
        try:
            self.samples = read_samples(self.table.toPlainText(), network.inputs, network.sizes[-1])
        except BackpropError as refusal:
            self.samples = None
            self._tell(str(refusal))
        else:
            self.preview.setStyleSheet("")
            self.preview.setText(_summary(self.samples))
        self.table.setAccessibleDescription(self.preview.text())
        self._ready(self.samples is not None)

    def _tell(self, problem: str) -> None:
        self.preview.setStyleSheet(f"color: {theme.current().error}")
        self.preview.setText(problem)

    def _ready(self, ready: bool) -> None:
        self.using.setEnabled(ready)

    def _lay_out(self) -> None:
        self.table.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.table.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.table.setTabStopDistance(12 * self.table.fontMetrics().horizontalAdvance("0"))
        self.preview.setWordWrap(True)
        label = QLabel(_how(self._session))
        label.setWordWrap(True)
        label.setBuddy(self.table)
        self.table.setAccessibleName(_tr("Table of samples"))
        layout = QVBoxLayout(self)
        for widget in (label, self.table, self.preview, self._buttons()):
            layout.addWidget(widget)
        layout.setStretchFactor(self.table, 1)

    def _buttons(self) -> QDialogButtonBox:
        """In the table Enter begins a line; Ctrl+Enter uses it."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.using = buttons.addButton(
            _tr("&Use These Samples"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.loading = buttons.addButton(
            _tr("&Load a File…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.using.setToolTip(_tr("Ctrl+Enter"))
        self.loading.clicked.connect(self._ask_file)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        return buttons

    def _ask_file(self) -> None:
        kinds = _tr("Tables (*.csv *.tsv *.txt);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, _tr("Load a table"), "", kinds)
        if path:
            self.load(Path(path))


def _how(session: Session) -> str:
    inputs, outputs = session.network.inputs, session.network.sizes[-1]
    how = _tr(
        "&One sample a line, with tabs, semicolons or commas between its columns. "
        "Inputs: {}, then targets: {}"
    ).format(inputs, outputs)
    return how + (_tr(", or one label of its class.") if outputs > 1 else ".")


def _summary(samples: Samples) -> str:
    count = len(samples.inputs)
    said = _tr("1 sample") if count == 1 else _tr("{} samples").format(count)
    if samples.header:
        said += _tr(", below a header")
    if samples.classes:
        said += _tr("; classes, in the order of the outputs: ") + ", ".join(samples.classes)
    return said + "."


def edit_data(parent: QWidget, session: Session) -> None:
    """Show the data until other samples are used or nothing is to change."""
    dialog = DataDialog(session, parent)
    dialog.exec()
    dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
