"""Headings between the rows of a table: where they stand, and what stands below them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Sections:
    """Each section begins with the item of this number, from 0, and has a title above it."""

    starts: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()

    def title(self, row: int) -> str | None:
        """The heading in a row; None where there is an item."""
        for number, start in enumerate(self.starts):
            if row == start + number:
                return self.titles[number]
        return None

    def row(self, item: int) -> int:
        """Where an item stands."""
        return item + bisect_right(self.starts, item)

    def item(self, row: int) -> int:
        """What stands in a row that has no heading."""
        return row - sum(start + number < row for number, start in enumerate(self.starts))

    @property
    def rows(self) -> tuple[int, ...]:
        """Where the headings stand."""
        return tuple(start + number for number, start in enumerate(self.starts))
