"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import math

POINT, COMMA = ".", ","
MARKS = (POINT, COMMA)
"""Decimal marks."""


def number(cell: str, decimal: str = POINT) -> float | None:
    """The finite number in a cell with this decimal mark; None where there is none."""
    plain = cell.strip().replace("−", "-")
    if decimal == COMMA:
        if POINT in plain:
            return None
        plain = plain.replace(COMMA, POINT)
    if "_" in plain or not plain.isascii():
        return None
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def written(value: float, decimal: str = POINT) -> str:
    """The shortest text that is read back as exactly this number."""
    return repr(float(value)).replace(POINT, decimal)
