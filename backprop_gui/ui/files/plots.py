"""Plots leave as files: the picture on the screen, a drawing, the exact numbers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QTabWidget, QWidget

from backprop_gui.errors import InvalidValue
from backprop_gui.session.storage.whole_file import write_whole
from backprop_gui.session.tables.rows import write_rows
from backprop_gui.ui.desk import Desk
from backprop_gui.ui.dialogs.exporting import FileFormat
from backprop_gui.ui.docks.sight import in_sight
from backprop_gui.ui.files.asking import file_to_write
from backprop_gui.ui.files.data import csv_marks
from backprop_gui.ui.waiting import waiting

FORMATS = (
    FileFormat("Picture", ".png"),
    FileFormat("Drawing", ".svg"),
    FileFormat("Exact numbers", ".csv"),
)
_PIXELS = 2
"""A picture has so many for one on the screen, each way."""


class PlotFiles(QObject):
    """The handler of the command that exports the plot in front."""

    def __init__(self, desk: Desk, tabs: QTabWidget, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._tabs, self._window = desk, tabs, window

    @property
    def drawn(self) -> bool:
        """Whether a plot is in sight that has something to export."""
        page = self._tabs.currentWidget()
        if page is None or not in_sight(page):
            return False
        from backprop_gui.ui.plots.export.tabulating import is_drawn

        return is_drawn(page)

    def ask_export(self) -> None:
        """Ask for a file and write the plot in front. Raises InvalidValue."""
        title = self._tabs.tabText(self._tabs.currentIndex())
        suggested = self._desk.beside(f"-{title.lower().replace(' ', '-')}")
        if path := file_to_write(self._window, self.tr("Export the plot"), suggested, FORMATS):
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the plot in front, as what the name's suffix says. Raises InvalidValue."""
        writers = {".png": self._png, ".svg": self._svg, ".csv": self._csv, ".tsv": self._csv}
        if path.suffix.lower() not in writers:
            raise InvalidValue(
                f"{path.name} says no format of a plot; allowed are {', '.join(writers)}."
            )
        with waiting():
            writers[path.suffix.lower()](path)
        self._desk.noted.emit(self.tr("The plot has been written to {}.").format(path))

    def _png(self, path: Path) -> None:
        page = self._tabs.currentWidget()
        assert page is not None
        picture = QPixmap(QSize(page.size() * _PIXELS))
        picture.setDevicePixelRatio(_PIXELS)
        picture.fill(page.palette().window().color())
        page.render(picture)
        content = QBuffer()
        picture.save(content, "PNG")
        self._write(path, bytes(content.data().data()))

    def _svg(self, path: Path) -> None:
        from backprop_gui.ui.plots.export.picturing import svg_of

        if (drawing := svg_of(self._tabs.currentWidget())) is not None:
            self._write(path, drawing.encode())

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write_whole(path, content)
        except OSError as problem:
            raise InvalidValue(f"{path} cannot be written: {problem.strerror}.") from None

    def _csv(self, path: Path) -> None:
        from backprop_gui.ui.plots.export.tabulating import rows_of

        separator, decimal = csv_marks(path, self._desk.writing.decimal_mark)
        if (rows := rows_of(self._tabs.currentWidget())) is not None:
            write_rows(path, rows, separator=separator, decimal=decimal)
