"""Pictures of the canvas leave as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.canvas.session_canvas import SessionCanvas
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.files.asking import file_to_write, may_replace
from backprop_gui.ui.look import theme
from backprop_gui.ui.waiting import waiting

if TYPE_CHECKING:
    from backprop_gui.ui.dialogs.export_picture import PictureChoice


class PictureFiles(QObject):
    """The handler of the File menu that asks for a picture."""

    def __init__(self, desk: Desk, canvas: SessionCanvas, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._canvas, self._window = desk, canvas, window

    def ask_export(self) -> None:
        """Ask which pictures and where to; write them. Raises ReportError, InvalidValue."""
        from backprop_gui.ui.dialogs.export_picture import ask_picture

        choice = ask_picture(self._window)
        if choice is None:
            return
        title, suggested = self.tr("Export a picture"), self._desk.beside(choice.format.suffix)
        if path := file_to_write(self._window, title, suggested, (choice.format,)):
            self._write_if_allowed(choice, path)

    def _write_if_allowed(self, choice: PictureChoice, path: Path) -> None:
        if self._may_replace(choice.series.paths(path), path):
            self._write(choice, path)

    def _may_replace(self, targets: list[Path], asked: Path) -> bool:
        """The file dialog has asked about the name that it knows, not about those of a series."""
        there = [target.name for target in targets if target != asked and target.exists()]
        if not there:
            return True
        text = self.tr("{} of the {} files exist, such as {}. Replace them?")
        asked_for = text.format(len(there), len(targets), there[0])
        return may_replace(self._window, self.tr("Export a picture"), asked_for)

    def _write(self, choice: PictureChoice, path: Path) -> None:
        from backprop_gui.ui.pictures.export import export_pictures

        colours = theme.theme(choice.theme)
        with waiting():
            files = export_pictures(
                self._desk.session, path, self._canvas.read, colours, choice.series
            )
        text = self.tr("Written to {}.") if len(files) == 1 else self.tr("Written to {} to {}.")
        self._desk.noted.emit(text.format(files[0], files[-1].name))
