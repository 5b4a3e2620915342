"""CSV files: read and written by a script as in the window."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from numpy.typing import ArrayLike

from backprop_gui.engine.choices import check_type
from backprop_gui.engine.samples import Samples, Table
from backprop_gui.errors import InvalidValue
from backprop_gui.session.document.given import numbers
from backprop_gui.session.storage.whole_file import write_whole
from backprop_gui.session.tables.columns import Wanted, heading
from backprop_gui.session.tables.dialect import check_marks
from backprop_gui.session.tables.labels import Labels
from backprop_gui.session.tables.numbers import COMMA, POINT, written
from backprop_gui.session.tables.reading import read
from backprop_gui.session.tables.sheet import Sheet
from backprop_gui.session.tables.text_files import text_file


def read_csv(
    path: str | Path,
    *,
    inputs: Wanted | None = None,
    targets: Wanted | None = None,
    labels: Labels | None = None,
    classes: Sequence[str] | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    header: bool | None = None,
    encoding: str | None = None,
    leave_out: bool = False,
) -> Samples:
    r"""The samples of a CSV file; None: to be guessed from its first lines.

    `inputs` and `targets` are columns by number from 1 or by name, in any order, such as
    `[1, "width"]` or "1-4, 6"; by default the last column is the target. `labels` says what the
    targets are: "none" (numbers), "one_hot" or "index" (labels of classes, see
    `tables.labels.Labels`); `classes` gives their order, by default by size or the alphabet.
    `separator` is a comma, a semicolon, "\t", "|" or a space, `decimal` a point or a comma.

    Raises WrongTable for wrong lines, unless `leave_out` says to leave them out; InvalidValue.
    """
    check_type(path, "The path", str, Path)
    sheet = Sheet.of(text_file(Path(path), encoding).text, separator, decimal, header)
    columns = sheet.columns(inputs, targets)
    kind = sheet.labels(columns.targets) if labels is None else labels
    return read(sheet, columns, kind, classes).samples(leave_out)


def write_csv(
    path: str | Path,
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    separator: str = COMMA,
    decimal: str = POINT,
    header: bool = True,
) -> None:
    """Write samples, shapes (samples, inputs) and (samples, outputs), as a CSV file in UTF-8.

    `read_csv` reads exactly the same numbers; without a `header` it has to be told the columns.
    The old file stays whole until the new one is. Raises InvalidValue.
    """
    check_type(path, "The path", str, Path)
    check_marks(separator, decimal)
    x, y = numbers(inputs, "The inputs"), numbers(targets, "The targets")
    if x.ndim != 2 or y.ndim != 2 or len(x) != len(y):
        raise InvalidValue(
            f"The inputs have shape {x.shape} and the targets {y.shape}; (samples, inputs) and "
            "(samples, outputs) are allowed."
        )
    lines = [_header(x, y, separator)] if header else []
    lines.extend(_lines(x, y, separator, decimal))
    try:
        write_whole(Path(path), "".join(lines).encode())
    except OSError as problem:
        raise InvalidValue(f"{path} cannot be written: {problem.strerror}.") from None


def _header(inputs: Table, targets: Table, separator: str) -> str:
    names = [heading(place) for place in range(1, inputs.shape[1] + 1)]
    names += [f"y[{j}]" for j in range(1, targets.shape[1] + 1)]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow(names)
    return out.getvalue()


def _lines(inputs: Table, targets: Table, separator: str, decimal: str) -> Iterator[str]:
    for x, y in zip(inputs, targets, strict=True):
        yield separator.join([written(value, decimal) for value in (*x.tolist(), *y.tolist())])
        yield "\n"
