"""What is wrong with a table of samples, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backprop_gui.errors import InvalidValue

MOST_LISTED = 1000
"""Problems that are kept; all wrong lines are counted."""

_NAMED = 3


@dataclass(frozen=True)
class LineProblem:
    """What is wrong in a line, counted from 1 with blank lines and the header."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}"


class WrongTable(InvalidValue):
    """A text that is not a table of samples; `problems` has the first wrong lines of `count`."""

    def __init__(self, problems: Sequence[LineProblem], count: int | None = None) -> None:
        self.problems = tuple(problems)
        self.count = len(self.problems) if count is None else count
        more = self.count - len(self.problems[:_NAMED])
        rest = f" {more} more lines are wrong." if more > 1 else " 1 more line is wrong."
        super().__init__("\n".join(map(str, self.problems[:_NAMED])) + (rest if more else ""))
