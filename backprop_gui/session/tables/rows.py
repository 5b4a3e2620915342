"""Any table as a CSV file: whole numbers, numbers, words, and cells without a value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from backprop_gui.engine.choices import check_type
from backprop_gui.errors import InvalidValue
from backprop_gui.session.storage.whole_file import write_whole
from backprop_gui.session.tables.dialect import check_marks
from backprop_gui.session.tables.numbers import COMMA, POINT, written

Cell = float | int | str | None


@dataclass(frozen=True)
class Rows:
    """What the columns are called, and the lines below."""

    header: tuple[str, ...]
    lines: Iterable[Sequence[Cell]]


def write_rows(
    path: str | Path, rows: Rows, *, separator: str = COMMA, decimal: str = POINT
) -> Path:
    """Write a table in UTF-8; every number is read back exactly.

    The old file stays whole until the new one is. Raises InvalidValue.
    """
    check_type(path, "The path", str, Path)
    check_marks(separator, decimal)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows.header)
    writer.writerows([_text(cell, decimal) for cell in line] for line in rows.lines)
    try:
        write_whole(Path(path), out.getvalue().encode())
    except OSError as problem:
        raise InvalidValue(f"{path} cannot be written: {problem.strerror}.") from None
    return Path(path)


def _text(cell: Cell, decimal: str) -> str:
    if cell is None:
        return ""
    return written(cell, decimal) if isinstance(cell, float) else str(cell)
