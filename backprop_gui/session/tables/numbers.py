"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import math
import re

POINT, COMMA = ".", ","
MARKS = (POINT, COMMA)
"""Decimal marks."""

_SPACES = " '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
_GROUPED = {
    # Three digits behind a single mark may as well be decimals: those are no groups.
    mark: re.compile(
        rf"[-+]?\d{{1,3}}((([{_SPACES}])\d{{3}}(\3\d{{3}})*)({re.escape(mark)}\d*)?"
        rf"|({re.escape(other)}\d{{3}}){{2,}}({re.escape(mark)}\d*)?"
        rf"|{re.escape(other)}\d{{3}}{re.escape(mark)}\d*)"
    )
    for mark, other in (MARKS, MARKS[::-1])
}
_GAPS = {mark: re.compile(f"[{_SPACES}{other}]") for mark, other in (MARKS, MARKS[::-1])}
_ONE_GROUP = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")


def number(cell: str, decimal: str = POINT, *, comma_groups: bool = False) -> float | None:
    """The finite number in a cell with this decimal mark; None where there is none.

    Thousands may be set apart (1 234,5; 1.234,5; 1'234.5) where nothing else can be meant;
    `comma_groups` says that 1,234 with a decimal point means 1234, too.
    """
    plain = cell.strip().replace("−", "-")
    value = _number(plain, decimal)
    if value is None and _GROUPED[decimal].fullmatch(plain):
        return _number(_GAPS[decimal].sub("", plain), decimal)
    if value is None and comma_groups and _ONE_GROUP.fullmatch(plain):
        return _number(plain.replace(COMMA, ""), decimal)
    return value


def _number(plain: str, decimal: str) -> float | None:
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
