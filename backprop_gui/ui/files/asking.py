"""Asks which file to read, and which to write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from backprop_gui.ui.dialogs.exporting import FileFormat

_Button = QMessageBox.StandardButton


def file_to_read(window: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    """A file that is there; None where the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(window, title, str(folder), kinds)
    return Path(chosen) if chosen else None


def file_to_write(
    window: QWidget, title: str, suggested: Path, formats: Sequence[FileFormat]
) -> Path | None:
    """A file to write, with the suffix of the chosen format where the name has none."""
    kinds = ";;".join(one.filter for one in formats)
    chosen, kind = QFileDialog.getSaveFileName(window, title, str(suggested), kinds)
    if not chosen:
        return None
    picked = next((one for one in formats if one.filter == kind), formats[0])
    path = picked.named(chosen)
    # The file dialog has asked about the name as it was typed.
    if path != Path(chosen) and path.exists() and not may_replace(window, title, _there(path)):
        return None
    return path


def may_replace(window: QWidget, title: str, question: str) -> bool:
    """Whether files that are there may go; Enter says no."""
    answer = QMessageBox.question(window, title, question, _Button.Yes | _Button.No, _Button.No)
    return answer == _Button.Yes


def _there(path: Path) -> str:
    text = QCoreApplication.translate("files", "{} exists already. Replace it?")
    return text.format(path.name)
