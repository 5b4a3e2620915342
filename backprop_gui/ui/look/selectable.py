"""Texts that can be selected and copied, with the mouse and with keys alike."""

from __future__ import annotations

from PySide6.QtCore import Qt

SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
