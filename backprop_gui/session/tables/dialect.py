"""How a table is written: separator, decimal mark, header; guessed from its first lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.tables.numbers import COMMA, MARKS, POINT, number
from backprop_gui.session.tables.records import Record, records

TAB, SEMICOLON = "\t", ";"
SEPARATORS = (TAB, SEMICOLON, COMMA)
_NAMES = {TAB: "tab", SEMICOLON: "semicolon", COMMA: "comma", POINT: "point"}

LOOKED_AT = 100
"""Records from which everything is guessed."""


@dataclass(frozen=True)
class Dialect:
    """`width` is the number of columns; a `header` names them in the first record."""

    separator: str
    decimal: str
    header: bool
    width: int


def guess(
    text: str, separator: str | None = None, decimal: str | None = None, header: bool | None = None
) -> Dialect:
    """The dialect; None: to be guessed. Raises InvalidValue for what cannot be chosen.

    The separator is the one that gives most lines the same number of columns. The decimal mark is
    the one with which more cells are numbers. A first line without any number is a header.
    """
    check_marks(separator, decimal)
    allowed = [mark for mark in SEPARATORS if mark != decimal]
    tried = {mark: _first(text, mark) for mark in ([separator] if separator else allowed)}
    evenness = {mark: _evenness(first) for mark, first in tried.items()}
    # Where there is but one column, none separates.
    chosen = max(tried, key=lambda mark: evenness[mark]) if any(evenness.values()) else [*tried][-1]
    cells = [record.cells for record in tried[chosen]]
    mark = decimal or _mark(cells, chosen)
    headed = _headed(cells, mark) if header is None else header
    return Dialect(chosen, mark, headed, _width(cells, headed))


def check_marks(separator: str | None, decimal: str | None) -> None:
    """Raises InvalidValue for what cannot be chosen."""
    _check(separator, SEPARATORS, "separator")
    _check(decimal, MARKS, "decimal mark")
    if separator == decimal == COMMA:
        raise InvalidValue("A comma cannot be both the separator and the decimal mark.")


def _check(value: str | None, allowed: Sequence[str], what: str) -> None:
    if value is not None and value not in allowed:
        names = ", ".join(_NAMES[mark] for mark in allowed)
        raise InvalidValue(f"The {what} is {quoted(value)}; allowed: {names}.")


def _first(text: str, separator: str) -> list[Record]:
    found = (r for r in records(text, separator) if isinstance(r, Record))
    return list(islice(found, LOOKED_AT))


def _evenness(first: Sequence[Record]) -> int:
    """How many records have the number of columns that most have, if that is more than one."""
    counts = Counter(len(record.cells) for record in first if len(record.cells) > 1)
    return max(counts.values(), default=0)


def _mark(rows: Sequence[Sequence[str]], separator: str) -> str:
    if separator == COMMA:
        return POINT
    counts = {
        mark: sum(number(cell, mark) is not None for row in rows for cell in row) for mark in MARKS
    }
    return max(MARKS, key=lambda mark: counts[mark])


def _headed(rows: Sequence[Sequence[str]], mark: str) -> bool:
    return len(rows) > 1 and all(number(cell, mark) is None for cell in rows[0])


def _width(rows: Iterable[Sequence[str]], headed: bool) -> int:
    widths = [len(row) for row in rows]
    if headed or not widths:
        return widths[0] if widths else 0
    return Counter(widths).most_common(1)[0][0]
