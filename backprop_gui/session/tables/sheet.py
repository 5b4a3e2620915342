"""A table before its numbers are read: its first lines, and what its columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from backprop_gui.errors import InvalidValue
from backprop_gui.session.tables import columns
from backprop_gui.session.tables.columns import Columns, Wanted
from backprop_gui.session.tables.dialect import LOOKED_AT, Dialect, guess
from backprop_gui.session.tables.labels import Labels
from backprop_gui.session.tables.problems import LineProblem, WrongTable
from backprop_gui.session.tables.records import Record, records

# What stands for a number that is not there: it does not make a column of words.
_MISSING = ("", "?", "-", "na", "n/a", "nan", "null", "none")
_INFINITE = ("inf", "infinity")


@dataclass(frozen=True)
class Sheet:
    """A text and how it is written. A record of another width is a LineProblem."""

    text: str
    dialect: Dialect

    @classmethod
    def of(
        cls,
        text: str,
        separator: str | None = None,
        decimal: str | None = None,
        header: bool | None = None,
    ) -> Sheet:
        """The table in a text; None: to be guessed. Raises InvalidValue where there is none."""
        sheet = cls(text, guess(text, separator, decimal, header))
        if not sheet.first:
            raise InvalidValue("The table is empty; at least one line of numbers is needed.")
        if not sheet.dialect.width:
            raise WrongTable([p for p in sheet.first if isinstance(p, LineProblem)])
        return sheet

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the header calls the columns; "" each without one."""
        if not self.dialect.header:
            return ("",) * self.dialect.width
        return next(tuple(r.cells) for r in self._all() if isinstance(r, Record))

    @cached_property
    def first(self) -> tuple[Record | LineProblem, ...]:
        """The first records below the header."""
        return tuple(islice(self.records(), LOOKED_AT))

    def records(self) -> Iterator[Record | LineProblem]:
        """All records below the header."""
        header = self.dialect.header
        for record in self._all():
            if header and isinstance(record, Record):
                header = False
            else:
                yield self._checked(record)

    def columns(
        self,
        inputs: Wanted | None = None,
        targets: Wanted | None = None,
        sizes: tuple[int, int] | None = None,
    ) -> Columns:
        """The columns chosen, see `columns.chosen` and `columns.default`; raises InvalidValue."""
        if self.dialect.width < 2:
            raise InvalidValue(
                "The table has one column; at least one for inputs and one for targets are needed. "
                "Is its separator another one?"
            )
        used = self.dialect.width - self._empty_at_the_end()
        numeric = [self._is_numeric(place) for place in range(used)]
        default = columns.default(self.names[:used], numeric, sizes)
        return columns.chosen(inputs, targets, self.names, default)

    def labels(self, targets: Sequence[int], outputs: int | None = None) -> Labels:
        """What the targets probably are: labels where most cells of one column are no numbers.

        Two classes are 0 and 1 where a network has a single output.
        """
        if len(targets) > 1 or self._is_numeric(targets[0]):
            return "none"
        return "index" if outputs == 1 and len(set(self._cells(targets[0]))) == 2 else "one_hot"

    def _is_numeric(self, place: int) -> bool:
        """Whether at least half of the first cells that tell something are numbers."""
        cells = [cell for cell in self._cells(place) if not _is_missing(cell)]
        numeric = sum(self.dialect.number(cell) is not None for cell in cells)
        return bool(cells) and 2 * numeric >= len(cells)

    def _empty_at_the_end(self) -> int:
        """How many columns have neither name nor cells: lines may end with a separator."""
        count = 0
        for place in range(self.dialect.width - 1, 1, -1):
            if self.names[place] or any(self._cells(place)):
                break
            count += 1
        return count

    def _cells(self, place: int) -> list[str]:
        return [record.cells[place] for record in self.first if isinstance(record, Record)]

    def _all(self) -> Iterator[Record | LineProblem]:
        return records(self.text, self.dialect.separator)

    def _checked(self, record: Record | LineProblem) -> Record | LineProblem:
        if isinstance(record, Record) and len(record.cells) != self.dialect.width:
            others = "the header has" if self.dialect.header else "most lines have"
            return LineProblem(
                record.line, f"{counted(len(record.cells))}; {others} {self.dialect.width}."
            )
        return record


def _is_missing(cell: str) -> bool:
    word = cell.casefold()
    return word in _MISSING or word.lstrip("+-") in _INFINITE


def shortened(text: str, most: int = 40) -> str:
    """A name or a cell for a message or a heading."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def counted(columns: int) -> str:
    """So many columns, in words."""
    return "1 column" if columns == 1 else f"{columns} columns"
