"""A number as people type it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.errors import InvalidValue


def parse_number(text: str) -> float:
    """Point or comma, hyphen or minus; raises InvalidValue."""
    plain = text.strip().replace("−", "-").replace(",", ".")
    try:
        if not plain.isascii() or "_" in plain:
            raise ValueError(text)
        return float(plain)
    except ValueError:
        said = QCoreApplication.translate(
            "numbers", "“{text}” is not a number; a number such as −0.25 or 1e-3 is."
        )
        raise InvalidValue(said.format(text=text)) from None
