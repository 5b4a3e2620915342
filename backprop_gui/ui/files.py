"""Opening, saving and exporting: asks for what is missing and for unsaved changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from backprop_gui.session.examples import open_example, open_session
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.choose_example import ask_example
from backprop_gui.ui.dialogs.export_report import ask_report

SUFFIX = ".bpg"
_Button = QMessageBox.StandardButton


class Files(QObject):
    """The handlers of the File menu."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a session"), self._folder(), self._filter()
        )
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Open a file; a bad one leaves the present session as it is."""
        self._desk.attempt(lambda: self._open_path(path))

    def ask_example(self) -> None:
        """Ask for an example and open it."""
        name = ask_example(self._window)
        if name and self.may_leave():
            self._desk.open(open_example(name), name)

    def save(self) -> bool:
        """Save to the session's file, or ask for one; False where it was not saved."""
        path = self._desk.session.path
        return self.save_as() if path is None else self._save(path)

    def save_as(self) -> bool:
        """Ask for a file and save; False where it was not saved."""
        name = Path(self._desk.name).with_suffix(SUFFIX).name
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the session"), self._in_folder(name), self._filter()
        )
        if not chosen:
            return False
        path = Path(chosen)
        return self._save(path if path.suffix else path.with_suffix(SUFFIX))

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
        choice = ask_report(self._window, self._desk.session)
        if choice is None:
            return
        name = Path(self._desk.name).with_suffix(choice.suffix).name
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the report"), self._in_folder(name), choice.filter
        )
        if chosen:
            path = Path(chosen)
            self._export(
                path if path.suffix else path.with_suffix(choice.suffix), choice.iterations
            )

    def _export(self, path: Path, iterations: int) -> None:
        from backprop_gui.report import export_report

        desk = self._desk
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            export_report(desk.session, path, iterations=iterations, numbers=desk.numbers)
        finally:
            QGuiApplication.restoreOverrideCursor()
        desk.noted.emit(self.tr("The report has been written to {}.").format(path))

    def _open_path(self, path: Path) -> None:
        session = open_session(path)
        if self.may_leave():
            self._desk.open(session, path.name)

    def _save(self, path: Path) -> bool:
        self._desk.attempt(lambda: self._desk.save(path))
        return not self._desk.modified

    def _folder(self) -> str:
        path = self._desk.session.path or next(iter(self._desk.settings.recent), None)
        return str(path.parent) if path else ""

    def _in_folder(self, name: str) -> str:
        return str(Path(self._folder()) / name)

    def _filter(self) -> str:
        return self.tr("Sessions (*{})").format(SUFFIX)
