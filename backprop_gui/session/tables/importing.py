"""What a person chooses of a text that is to become a data set, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass

from backprop_gui.session.tables.columns import Columns
from backprop_gui.session.tables.labels import Labels
from backprop_gui.session.tables.reading import Reading, read
from backprop_gui.session.tables.sheet import Sheet


@dataclass(frozen=True)
class Choice:
    """As the arguments of `read_csv`; None: to be guessed."""

    separator: str | None = None
    decimal: str | None = None
    header: bool | None = None
    inputs: str | None = None
    targets: str | None = None
    labels: Labels | None = None


@dataclass(frozen=True)
class Plan:
    """How a text will be read."""

    sheet: Sheet
    columns: Columns
    labels: Labels

    def read(self) -> Reading:
        """Read all of it."""
        return read(self.sheet, self.columns, self.labels)


def plan(text: str, choice: Choice, sizes: tuple[int, int]) -> Plan:
    """What a choice comes to where a network has so many inputs and outputs.

    Raises InvalidValue.
    """
    sheet = Sheet.of(text, choice.separator, choice.decimal, choice.header)
    columns = sheet.columns(choice.inputs, choice.targets, sizes)
    return Plan(sheet, columns, choice.labels or sheet.labels(columns.targets, sizes[1]))
