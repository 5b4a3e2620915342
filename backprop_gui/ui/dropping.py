"""A session's file or a table of samples dropped on the window is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from backprop_gui.ui.files.data import TABLES, DataFiles
from backprop_gui.ui.files.documents import SUFFIX, Files


class Dropping(QObject):
    """Listens to what is dragged over a window."""

    def __init__(self, window: QWidget, files: Files, data_files: DataFiles) -> None:
        super().__init__(window)
        self._files, self._data_files = files, data_files
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return False
        path = _dropped(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # Questions are asked once the other program has been let go.
            QTimer.singleShot(0, self, partial(self._open, path))
        return True

    def _open(self, path: Path) -> None:
        is_session = path.suffix.lower() == SUFFIX
        (self._files.open_path if is_session else self._data_files.import_path)(path)


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in (SUFFIX, *TABLES)), None)
