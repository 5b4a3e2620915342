"""The files that were opened or saved last, as a menu."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from backprop_gui.ui.files.documents import Files
from backprop_gui.ui.settings import Settings

_WIDEST_FOLDER = 360


class RecentMenu(QMenu):
    """Made anew each time it is shown: 1 to 8 open a file, 0 empties the list."""

    def __init__(self, files: Files, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._files, self._settings = files, settings
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for number, path in enumerate(self._settings.recent, start=1):
            action = self.addAction(self._entry(path), partial(self._files.open_recent, path))
            action.setText(f"&{number}  {action.text()}")
            action.setToolTip(str(path))
        self.addSeparator()
        self.addAction(self.tr("&0  Clear the List"), self._settings.forget_recent)

    def _entry(self, path: Path) -> str:
        """A name's own & is doubled: a single one would mark a key."""
        middle = Qt.TextElideMode.ElideMiddle
        folder = self.fontMetrics().elidedText(str(path.parent), middle, _WIDEST_FOLDER)
        return f"{path.name} — {folder}".replace("&", "&&")
