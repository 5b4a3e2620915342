"""How large a dialog opens: its texts need more where they are larger, the screen gives no more."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from backprop_gui.ui.look.fonts import text_scale

_SHARE = 0.92  # of the screen: a title and borders come around the dialog


def give_room(dialog: QDialog, width: int, height: int) -> None:
    """Open with so many pixels at the ordinary text size."""
    dialog.resize(room(dialog, width, height))


def room(dialog: QDialog, width: int, height: int) -> QSize:
    """So many pixels at the ordinary text size, as far as they fit on the screen."""
    wanted = QSize(width, height) * text_scale()
    return wanted.boundedTo(dialog.screen().availableSize() * _SHARE)
