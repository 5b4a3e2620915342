"""Opening, saving and exporting: asks for what is missing and for unsaved changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from backprop_gui.session.examples import FIRST, examples, open_example, open_session
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.exporting import FileFormat
from backprop_gui.ui.files.asking import file_to_read, file_to_write
from backprop_gui.ui.waiting import waiting

SUFFIX = ".bpg"
SESSION = FileFormat("Sessions", SUFFIX)
_Button = QMessageBox.StandardButton


class Files(QObject):
    """The handlers of the File menu."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def greet(self) -> None:
        """Tell what to do at the first start, and what to look for in an example asked for."""
        if self._desk.name != FIRST:
            self._tell_what_to_look_for()
        elif self._desk.settings.first_start:
            told = self.tr(
                "A worked assignment: F11 computes one number, Ctrl+F11 goes back, F1 lists all "
                "keys. File → Open Example (Ctrl+Shift+O) has more to look at."
            )
            self._desk.noted.emit(told)

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        title, folder = self.tr("Open a session"), self._desk.folder
        if path := file_to_read(self._window, title, folder, SESSION.filter):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file; a bad one leaves the present session as it is."""
        self._desk.attempt(lambda: self._open_path(path))

    def open_recent(self, path: Path) -> None:
        """Open a file that was open before; one that is gone leaves the list."""
        if path.is_file():
            self.open_path(path)
            return
        self._desk.settings.forget(path)
        told = self.tr("{} is no longer there; it has been taken off the list.")
        self._desk.told.emit(told.format(path))

    def ask_example(self) -> None:
        """Ask for an example and open it."""
        from backprop_gui.ui.dialogs.gallery import ask_example

        name = ask_example(self._window)
        if name and self.may_leave():
            self._desk.open(open_example(name), name)
            self._tell_what_to_look_for()

    def ask_new(self) -> None:
        """Ask how large a network is to be, and begin with it."""
        from backprop_gui.ui.dialogs.new_session import ask_new_session

        session = ask_new_session(self._window)
        if session and self.may_leave():
            self._desk.open(session, self.tr("untitled"))

    def save(self) -> bool:
        """Save to the session's file, or ask for one; False where it was not saved."""
        path = self._desk.session.path
        return self.save_as() if path is None else self._save(path)

    def save_as(self) -> bool:
        """Ask for a file and save; False where it was not saved."""
        title, suggested = self.tr("Save the session"), self._desk.beside(SUFFIX)
        path = file_to_write(self._window, title, suggested, (SESSION,))
        return path is not None and self._save(path)

    def may_leave(self) -> bool:
        """Whether the session may go: nothing unsaved, or the person said what to do."""
        if not self._desk.modified:
            return True
        answer = QMessageBox.question(
            self._window,
            self.tr("Unsaved changes"),
            self.tr("Save the changes to {}?").format(self._desk.name),
            _Button.Save | _Button.Discard | _Button.Cancel,
            _Button.Save,
        )
        if answer == _Button.Save:
            return self.save()
        return answer == _Button.Discard

    def ask_report(self) -> None:
        """Ask for format, iterations and file; write the report."""
        from backprop_gui.ui.dialogs.export_report import ask_report

        choice = ask_report(self._window, self._desk.session)
        if choice is None:
            return
        title, suggested = self.tr("Export the report"), self._desk.beside(choice.format.suffix)
        if path := file_to_write(self._window, title, suggested, (choice.format,)):
            self._export(path, choice.iterations)

    def _tell_what_to_look_for(self) -> None:
        if self._desk.session.path is None:
            for example in examples():
                if example.name == self._desk.name:
                    self._desk.noted.emit(example.look_for)

    def _export(self, path: Path, iterations: int) -> None:
        from backprop_gui.report import export_report

        desk = self._desk
        with waiting():
            export_report(desk.session, path, iterations=iterations, writing=desk.writing)
        desk.noted.emit(self.tr("The report has been written to {}.").format(path))

    def _open_path(self, path: Path) -> None:
        session = open_session(path)
        if self.may_leave():
            self._desk.open(session, path.name)

    def _save(self, path: Path) -> bool:
        self._desk.attempt(lambda: self._desk.save(path))
        return not self._desk.modified
