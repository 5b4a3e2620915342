"""Data from and to files, and made data: asks for what is missing, uses what was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from backprop_gui.engine.samples import Samples
from backprop_gui.session.changes import data_set
from backprop_gui.session.tables.files import write_csv
from backprop_gui.session.tables.text_files import text_file
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.exporting import FileFormat
from backprop_gui.ui.files.asking import file_to_read, file_to_write
from backprop_gui.ui.waiting import waiting

TABLES = (".csv", ".tsv", ".txt")
"""How the names of files end that are tables of samples."""

FORMATS = (FileFormat("Tables with commas", ".csv"), FileFormat("Tables with tabs", ".tsv"))


class DataFiles(QObject):
    """The handlers of the commands that bring or take a whole data set."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_import(self) -> None:
        """Ask for a file and what its columns are; use its samples."""
        kinds = self.tr("Tables ({});;All files (*)").format(" ".join(f"*{end}" for end in TABLES))
        path = file_to_read(self._window, self.tr("Import data"), self._desk.folder, kinds)
        if path:
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Ask what a file's columns are; use its samples."""
        self._desk.attempt(lambda: self._import(path))

    def ask_export(self) -> None:
        """Ask for a file and write the samples with the edits up to here."""
        title, suggested = self.tr("Export the data"), self._desk.beside(".csv")
        if path := file_to_write(self._window, title, suggested, FORMATS):
            self._export(path)

    def ask_made(self) -> None:
        """Ask what data to make, and use them."""
        from backprop_gui.ui.dialogs.make_data import ask_made_data

        mark = self._desk.writing.decimal_mark
        if samples := ask_made_data(self._window, self._desk.session, mark):
            self._use(samples)

    def _import(self, path: Path) -> None:
        from backprop_gui.ui.dialogs.import_data.dialog import ask_samples

        with waiting():
            file = text_file(path)
        if samples := ask_samples(self._window, self._desk.session, path.name, file):
            self._use(samples)

    def _export(self, path: Path) -> None:
        separator, decimal = csv_marks(path, self._desk.writing.decimal_mark)
        with waiting():
            write_csv(path, *self._desk.session.data, separator=separator, decimal=decimal)
        self._desk.noted.emit(self.tr("The data have been written to {}.").format(path))

    def _use(self, samples: Samples) -> None:
        data_set.use(self._desk.session, samples)


def csv_marks(path: Path, decimal: str) -> tuple[str, str]:
    """Separator and decimal mark: a spreadsheet with decimal commas reads semicolons."""
    if path.suffix.lower() == ".tsv":
        return "\t", decimal
    return (";" if decimal == "," else ","), decimal
