"""Data sets as text: tables that are typed, pasted from a spreadsheet or read from a CSV file.

One sample a line, first its inputs, then its targets or the label of its class.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.data import one_hot
from backprop_gui.errors import InvalidValue

Table = NDArray[np.float64]

LARGEST_FILE = 20_000_000
"""Bytes of a file that is read as text."""

_NAMED = 3


@dataclass(frozen=True)
class LineProblem:
    """What is wrong in a line, counted from 1."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}"


class WrongTable(InvalidValue):
    """A text that is not a table of samples; `problems` has one entry for each wrong line."""

    def __init__(self, problems: tuple[LineProblem, ...]) -> None:
        self.problems = problems
        more = len(problems) - _NAMED
        rest = f" {more} more lines are wrong." if more > 0 else ""
        super().__init__("\n".join(map(str, problems[:_NAMED])) + rest)


@dataclass(frozen=True, eq=False)
class Samples:
    """Inputs (samples, inputs) and targets (samples, outputs) that were read.

    `classes` are the labels in the order of the outputs; () where the targets are numbers.
    """

    inputs: Table
    targets: Table
    classes: tuple[str, ...] = ()
    header: bool = False


def read_samples(text: str, inputs: int, outputs: int) -> Samples:
    """The samples of a table with so many columns of inputs and of targets.

    Columns stand between tabs or else semicolons, where numbers may have a decimal comma, or else
    commas. A first line without any number is a header. With several outputs, one last column may
    hold labels instead: they become one-hot targets, numbers by size, words by the alphabet.
    Raises WrongTable for wrong lines, InvalidValue where there are none or not as many classes as
    outputs.
    """
    separator = next((mark for mark in "\t;" if mark in text), ",")
    rows = list(_rows(text, separator))
    header = bool(rows) and all(_number(cell, separator) is None for cell in rows[0][1])
    rows = rows[header:]
    if not rows:
        raise InvalidValue("The table is empty; at least one line of numbers is needed.")
    labelled = outputs > 1 and len(rows[0][1]) == inputs + 1
    width = inputs + (1 if labelled else outputs)
    numeric = inputs if labelled else width
    shape = _Shape(inputs, outputs, width, numeric, separator)
    problems = tuple(p for line, cells in rows if (p := shape.problem(line, cells)))
    if problems:
        raise WrongTable(problems)
    numbers = np.array([[_number(c, separator) for c in cells[:numeric]] for _, cells in rows])
    table = numbers.astype(np.float64)
    if not labelled:
        return Samples(table[:, :inputs], table[:, inputs:], header=header)
    targets, classes = _classes([cells[-1] for _, cells in rows], outputs, separator)
    return Samples(table, targets, classes, header)


def written(inputs: Table, targets: Table) -> str:
    """A table, with tabs and a header, that `read_samples` reads as exactly these numbers."""
    names = [f"x[0,{j}]" for j in range(1, inputs.shape[1] + 1)]
    names += [f"y[{j}]" for j in range(1, targets.shape[1] + 1)]
    rows = np.hstack([inputs, targets]).tolist()
    return "\n".join(["\t".join(names), *("\t".join(map(repr, row)) for row in rows), ""])


def file_text(path: Path) -> str:
    """A text file's contents; raises InvalidValue where it cannot be read here."""
    try:
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise InvalidValue(
                f"{path.name} has {size:,} bytes; up to {LARGEST_FILE:,} are allowed here. "
                "In Python, session.change(inputs=…, targets=…) takes any number."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise InvalidValue(f"{path.name} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise InvalidValue(f"{path.name} is not text in UTF-8; save it as CSV UTF-8.") from None


@dataclass(frozen=True)
class _Shape:
    """What each line must hold."""

    inputs: int
    outputs: int
    width: int
    numeric: int
    separator: str

    def problem(self, line: int, cells: list[str]) -> LineProblem | None:
        if len(cells) != self.width:
            return LineProblem(line, f"{_counted(len(cells))}; allowed: {self._allowed}.")
        for column, cell in enumerate(cells, start=1):
            if column <= self.numeric and _number(cell, self.separator) is None:
                return LineProblem(line, f"“{cell}” in column {column} is not a finite number.")
            if not cell:
                return LineProblem(line, "the label is missing.")
        return None

    @property
    def _allowed(self) -> str:
        whole = f"{self.inputs + self.outputs} (inputs: {self.inputs}, targets: {self.outputs})"
        labels = f", or {self.inputs + 1} with a label of the class last"
        return whole + (labels if self.outputs > 1 else "")


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, with their numbers."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                cells = next(csv.reader([line.rstrip("\r")], delimiter=separator))
            except csv.Error as problem:
                raise WrongTable((LineProblem(number, f"{problem}."),)) from None
            yield number, [cell.strip() for cell in cells]


def _number(cell: str, separator: str) -> float | None:
    """None for what is no finite number."""
    plain = cell.replace("−", "-")
    if separator != "," and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        value = math.nan if "_" in plain else float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _classes(labels: list[str], outputs: int, separator: str) -> tuple[Table, tuple[str, ...]]:
    order = _sorted(set(labels), separator)
    if len(order) != outputs:
        named = ", ".join(order[:8]) + (", …" if len(order) > 8 else "")
        raise InvalidValue(
            f"The last column has {len(order)} different labels ({named}); "
            f"{outputs} are allowed, one for each output."
        )
    return one_hot(labels, order), tuple(order)


def _sorted(labels: Iterable[str], separator: str) -> list[str]:
    numbers = {label: _number(label, separator) for label in labels}
    if None in numbers.values():
        return sorted(numbers)
    return sorted(numbers, key=lambda label: (numbers[label] or 0.0, label))


def _counted(columns: int) -> str:
    return "1 column" if columns == 1 else f"{columns} columns"
