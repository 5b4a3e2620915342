"""What the dialogs of an export share: a file's format, and a form that ends with Ok and Cancel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

_Button = QDialogButtonBox.StandardButton
_TITLE_BUTTONS = 160  # pixels, about: the icon and the buttons beside a window's title


@dataclass(frozen=True)
class FileFormat:
    """How a format is called, and how its files' names end."""

    title: str
    suffix: str

    @property
    def filter(self) -> str:
        """For a file dialog."""
        return f"{self.title} (*{self.suffix})"

    def named(self, path: str) -> Path:
        """A file as a person named it, with the suffix where the name has none: 1.5 has none."""
        chosen = Path(path)
        if chosen.suffix[1:].isalpha():
            return chosen
        return chosen.with_name(chosen.name.rstrip(".") + self.suffix)


def lay_out(dialog: QDialog, *rows: tuple[str, QWidget]) -> None:
    """Labelled rows, below them the buttons that accept or reject the dialog."""
    buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QFormLayout(dialog)
    for label, field in rows:
        layout.addRow(label, field)
    layout.addRow(buttons)
    # A window is not made wide enough for its title, which would be cut.
    title = dialog.fontMetrics().horizontalAdvance(dialog.windowTitle())
    dialog.setMinimumWidth(title + _TITLE_BUTTONS)
