"""The numbers of a sheet, and what is wrong in which line and column."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backprop_gui.engine.samples import Samples, Table
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.tables.columns import Columns, heading
from backprop_gui.session.tables.dialect import NAMES
from backprop_gui.session.tables.labels import KINDS, Labels, classes, targets
from backprop_gui.session.tables.numbers import COMMA
from backprop_gui.session.tables.problems import MOST_LISTED, LineProblem, WrongTable
from backprop_gui.session.tables.records import Record
from backprop_gui.session.tables.sheet import Sheet, shortened


@dataclass(frozen=True, eq=False)
class Reading:
    """What a sheet holds in its right lines, and the first of `wrong` wrong ones.

    `numbers` has shape (lines, columns); `words` are the labels, of `classes` in order; `features`
    are the inputs' headings.
    """

    columns: Columns
    labels: Labels
    numbers: Table
    words: tuple[str, ...]
    classes: tuple[str, ...]
    features: tuple[str, ...]
    problems: tuple[LineProblem, ...]
    wrong: int

    def samples(self, leave_out: bool = False) -> Samples:
        """Inputs and targets; raises WrongTable, unless wrong lines are to be left out."""
        if self.problems and not leave_out:
            raise WrongTable(self.problems, self.wrong)
        if not len(self.numbers):
            raise InvalidValue("No line of the table is right; at least one is needed.")
        if self.labels != "none":
            found = targets(self.words, self.classes, self.labels)
            return Samples(self.numbers, found, self.classes, self.features)
        split = len(self.columns.inputs)
        inputs, outputs = self.numbers[:, :split].copy(), self.numbers[:, split:].copy()
        return Samples(inputs, outputs, features=self.features)


def read(
    sheet: Sheet, columns: Columns, labels: Labels, known: Sequence[str] | None = None
) -> Reading:
    """Read all lines; labels that are not among those `known` are wrong. Raises InvalidValue."""
    if labels not in KINDS:
        raise InvalidValue(f"The labels are {quoted(labels)}; allowed: {', '.join(KINDS)}.")
    if labels != "none" and len(columns.targets) > 1:
        raise InvalidValue(
            f"{len(columns.targets)} columns are targets; labels stand in a single one."
        )
    lines = _Lines(sheet, columns, labels, known)
    for record in sheet.records():
        lines.take(record)
    return lines.reading()


class _Lines:
    """Collects numbers line by line: a list of floats would take four times the memory."""

    def __init__(
        self, sheet: Sheet, columns: Columns, labels: Labels, known: Sequence[str] | None
    ) -> None:
        self._columns, self._labels, self._known = columns, labels, known
        self._names, self._dialect = sheet.names, sheet.dialect
        numeric = columns.inputs if labels != "none" else (*columns.inputs, *columns.targets)
        self._numeric = numeric
        # What float() takes beside numbers, and may not come from here.
        odd = sheet.dialect.decimal == COMMA or "_" in sheet.text or not sheet.text.isascii()
        self._plain = not odd
        self._values, self._words = array("d"), list[str]()
        self._problems, self._wrong = list[LineProblem](), 0

    def take(self, record: Record | LineProblem) -> None:
        """Read one record."""
        found = record if isinstance(record, LineProblem) else self._read(record)
        if found is not None:
            self._wrong += 1
            if len(self._problems) < MOST_LISTED:
                self._problems.append(found)

    def reading(self) -> Reading:
        """What has been read."""
        table = np.array(self._values, dtype=np.float64).reshape(-1, len(self._numeric))
        known, decimal = self._known, self._dialect.decimal
        order = classes(self._words, decimal) if known is None else tuple(known)
        return Reading(
            self._columns,
            self._labels,
            table,
            tuple(self._words),
            order,
            _headings([self._names[place] for place in self._columns.inputs]),
            tuple(self._problems),
            self._wrong,
        )

    def _read(self, record: Record) -> LineProblem | None:
        cells = record.cells
        values = self._row([cells[place] for place in self._numeric])
        if None in values:
            place = self._numeric[values.index(None)]
            return self._problem(record, place, self._no_number(cells[place]))
        if self._labels != "none":
            (place,) = self._columns.targets
            if said := self._wrong_label(cells[place]):
                return self._problem(record, place, said)
            self._words.append(cells[place])
        self._values.extend(values)  # type: ignore[arg-type]
        return None

    def _row(self, cells: list[str]) -> Sequence[float | None]:
        if self._plain:
            try:
                values = list(map(float, cells))
            except ValueError:
                pass
            else:
                if math.isfinite(sum(values)):
                    return values
        return [self._dialect.number(cell) for cell in cells]

    def _wrong_label(self, label: str) -> str:
        if not label:
            return "the label is missing."
        if self._known is not None and label not in self._known:
            return f"“{label}” is not one of the classes {', '.join(self._known)}."
        return ""

    def _no_number(self, cell: str) -> str:
        if not cell:
            return "the number is missing."
        mark = NAMES[self._dialect.decimal]
        return f"“{shortened(cell)}” is not a finite number with a decimal {mark}."

    def _problem(self, record: Record, place: int, what: str) -> LineProblem:
        name = f" ({shortened(self._names[place])})" if self._names[place] else ""
        return LineProblem(record.line, f"column {place + 1}{name}: {what}")


def _headings(names: Sequence[str]) -> tuple[str, ...]:
    """Such as a person has written: those that `write_csv` writes say nothing."""
    own = [heading(place) for place in range(1, len(names) + 1)]
    return tuple(names) if any(names) and list(names) != own else ()
