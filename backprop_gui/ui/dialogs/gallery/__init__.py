"""The gallery of examples: cards with a picture, a title, and what to look for."""

from __future__ import annotations

from backprop_gui.ui.dialogs.gallery.gallery import Gallery, ask_example

__all__ = ["Gallery", "ask_example"]
