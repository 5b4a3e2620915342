"""A text cut into records: the cells of a line, or of several where a quoted cell spans them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from backprop_gui.session.tables.problems import LineProblem

_NAMED = re.compile(r"\"?sep=([\t;,| ])\"?[\r\n]", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """The cells of the record that begins in a line, counted from 1."""

    line: int
    cells: list[str]


def records(text: str, separator: str) -> Iterator[Record | LineProblem]:
    """The records that are not blank; RFC 4180, with any line ends and spaces around cells."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as problem:
            yield LineProblem(line, f"{_said(str(problem))}.")
            continue
        if line == 1 and named_separator(text):
            continue
        if len(cells) > 1 or any(cells):
            yield Record(line, cells)


def named_separator(text: str) -> str:
    """What the first line says for spreadsheets: `sep=;`; "" where it does not."""
    found = _NAMED.match(text)
    return found[1] if found else ""


def _said(problem: str) -> str:
    if "unexpected end" in problem:
        return "a quotation mark is opened and never closed"
    if "expected after" in problem:
        return "text follows a closing quotation mark"
    return problem
