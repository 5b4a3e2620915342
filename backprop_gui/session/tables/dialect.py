"""How a table is written: separator, decimal mark, header; guessed from its first lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.tables.numbers import COMMA, MARKS, POINT, number
from backprop_gui.session.tables.records import Record, named_separator, records

TAB, SEMICOLON, BAR, SPACE = "\t", ";", "|", " "
SEPARATORS = (TAB, SEMICOLON, COMMA, BAR, SPACE)
NAMES = {
    TAB: "tab",
    SEMICOLON: "semicolon",
    COMMA: "comma",
    BAR: "bar",
    SPACE: "spaces",
    POINT: "point",
}

LOOKED_AT = 100
"""Records from which everything is guessed."""


@dataclass(frozen=True)
class Dialect:
    """`width` is the number of columns; a `header` names them in the first record."""

    separator: str
    decimal: str
    header: bool
    width: int

    def number(self, cell: str) -> float | None:
        """The finite number in a cell; None where there is none.

        Where commas separate, one in a cell has been quoted: it sets thousands apart.
        """
        grouped = self.separator == COMMA and self.decimal == POINT
        return number(cell, self.decimal, comma_groups=grouped)


def guess(
    text: str, separator: str | None = None, decimal: str | None = None, header: bool | None = None
) -> Dialect:
    """The dialect; None: to be guessed. Raises InvalidValue for what cannot be chosen.

    The separator is the one that the first line names (sep=;), or that gives most lines the same
    number of columns; spaces only where no other does. The decimal mark is the one with which
    more cells are numbers. A first line without any number is a header.
    """
    _check_each(separator, decimal)
    chosen = separator or named_separator(text) or _separator(text, decimal)
    cells = [record.cells for record in _first(text, chosen)]
    mark = decimal or _mark(cells, chosen)
    headed = _headed(cells, mark) if header is None else header
    return Dialect(chosen, mark, headed, _width(cells, headed))


def _separator(text: str, decimal: str | None) -> str:
    allowed = [mark for mark in SEPARATORS if mark not in (decimal, SPACE)]
    evenness = {mark: _evenness(_first(text, mark)) for mark in allowed}
    if any(evenness.values()):
        return max(allowed, key=lambda mark: evenness[mark])
    if not any(mark in text for mark in allowed) and _evenness(_first(text, SPACE)):
        return SPACE
    # Where there is but one column, none separates.
    return SEMICOLON if decimal == COMMA else COMMA


def check_marks(separator: str | None, decimal: str | None) -> None:
    """Raises InvalidValue for what cannot be written: nothing is quoted."""
    _check_each(separator, decimal)
    if separator == decimal == COMMA:
        raise InvalidValue("A comma cannot be both the separator and the decimal mark.")


def _check_each(separator: str | None, decimal: str | None) -> None:
    _check(separator, SEPARATORS, "separator")
    _check(decimal, MARKS, "decimal mark")


def _check(value: str | None, allowed: Sequence[str], what: str) -> None:
    if value is not None and value not in allowed:
        names = ", ".join(NAMES[mark] for mark in allowed)
        raise InvalidValue(f"The {what} is {quoted(value)}; allowed: {names}.")


def _first(text: str, separator: str) -> list[Record]:
    found = (r for r in records(text, separator) if isinstance(r, Record))
    return list(islice(found, LOOKED_AT))


def _evenness(first: Sequence[Record]) -> int:
    """How many records have the number of columns that most have, if that is more than one."""
    counts = Counter(len(record.cells) for record in first if len(record.cells) > 1)
    return max(counts.values(), default=0)


def _mark(rows: Sequence[Sequence[str]], separator: str) -> str:
    """A point where both do; a comma in a cell between commas may set thousands apart."""
    dialects = (Dialect(separator, mark, header=False, width=0) for mark in MARKS)
    counts = {
        one.decimal: sum(one.number(cell) is not None for row in rows for cell in row)
        for one in dialects
    }
    return max(MARKS, key=lambda mark: counts[mark])


def _headed(rows: Sequence[Sequence[str]], mark: str) -> bool:
    return len(rows) > 1 and all(number(cell, mark) is None for cell in rows[0])


def _width(rows: Iterable[Sequence[str]], headed: bool) -> int:
    widths = [len(row) for row in rows]
    if headed or not widths:
        return widths[0] if widths else 0
    return Counter(widths).most_common(1)[0][0]
