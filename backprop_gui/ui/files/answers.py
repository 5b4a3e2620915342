"""Answers come from files and the clipboard, and leave as CSV or as a marked sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from backprop_gui.marking.answers import Answers
from backprop_gui.marking.checking import check
from backprop_gui.marking.reading import answers_of, read_answers, write_written
from backprop_gui.report.marked import export_marked
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.look import notation


class AnswerFiles(QObject):
    """The handlers of the Check menu that ask for files."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_import(self) -> None:
        """Ask for a file of answers and show what was understood; raises InvalidValue."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import answers"),
            self._folder(),
            self.tr("Answers (*.csv *.tsv *.txt);;All files (*)"),
        )
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
        self._write("answers.csv", self.tr("CSV (*.csv)"), lambda p: write_written(answers, p))

    def ask_marked(self) -> None:
        """Ask for a file and write the marked sheet."""
        filters = self.tr("Page (*.html);;Text (*.txt);;CSV (*.csv)")
        self._write("marked.html", filters, self._write_marked)

    def _write_marked(self, path: Path) -> None:
        export_marked(check(self._desk.session), path, notation=notation.current())

    def _take(self, answers: Answers) -> None:
        from backprop_gui.ui.dialogs.import_answers import import_answers

        import_answers(self._window, self._desk.session, answers)

    def _write(self, ending: str, filters: str, write: Callable[[Path], object]) -> None:
        name = f"{Path(self._desk.name).stem}-{ending}"
        chosen, picked = QFileDialog.getSaveFileName(
            self._window, self.tr("Save"), str(Path(self._folder()) / name), filters
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(picked.partition("*")[2].rstrip(")") or Path(ending).suffix)
        write(path)
        self._desk.noted.emit(self.tr("Written to {}.").format(path))

    def _folder(self) -> str:
        path = self._desk.session.path
        return str(path.parent) if path else ""
