"""Answers come from files and the clipboard, and leave as CSV or as a marked sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from backprop_gui.marking.answers import Answers
from backprop_gui.marking.checking import check
from backprop_gui.marking.reading import answers_of, read_answers, write_answers
from backprop_gui.report.marked import export_marked
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.exporting import FileFormat
from backprop_gui.ui.files.asking import file_to_read, file_to_write
from backprop_gui.ui.look import notation

CSV = FileFormat("CSV", ".csv")
MARKED = (FileFormat("Page", ".html"), FileFormat("Text", ".txt"), CSV)


class AnswerFiles(QObject):
    """The handlers of the Check menu that ask for files."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_import(self) -> None:
        """Ask for a file of answers and show what was understood; raises InvalidValue."""
        kinds = self.tr("Answers (*.csv *.tsv *.txt);;All files (*)")
        path = file_to_read(self._window, self.tr("Import answers"), self._desk.folder, kinds)
        if path:
            self._take(read_answers(path))

    def paste(self) -> None:
        """Show what was understood of the clipboard's text."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._take(answers_of(text))
        else:
            self._desk.told.emit(self.tr("The clipboard holds no text."))

    def ask_export(self) -> None:
        """Ask for a file and write the answers as they were typed."""
        answers = self._desk.session.answers
        self._write("-answers", (CSV,), lambda path: write_answers(answers, path))

    def ask_marked(self) -> None:
        """Ask for a file and write the marked sheet."""
        self._write("-marked", MARKED, self._write_marked)

    def _write_marked(self, path: Path) -> None:
        export_marked(check(self._desk.session), path, notation=notation.current())

    def _take(self, answers: Answers) -> None:
        from backprop_gui.ui.dialogs.import_answers import import_answers

        import_answers(self._window, self._desk.session, answers)

    def _write(
        self, ending: str, formats: Sequence[FileFormat], write: Callable[[Path], object]
    ) -> None:
        suggested = self._desk.beside(f"{ending}{formats[0].suffix}")
        if path := file_to_write(self._window, self.tr("Save"), suggested, formats):
            write(path)
            self._desk.noted.emit(self.tr("Written to {}.").format(path))
