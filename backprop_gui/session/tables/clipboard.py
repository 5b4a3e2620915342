"""What is copied to spreadsheets and pasted from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from backprop_gui.engine.samples import Samples, Table
from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.session.tables.columns import Columns
from backprop_gui.session.tables.numbers import POINT, written
from backprop_gui.session.tables.reading import read
from backprop_gui.session.tables.sheet import Sheet, counted

T = TypeVar("T")
_ONE_COMMA = re.compile(r"[-+−]?\d+,\d+")


def copied(block: Table, decimal: str = POINT) -> str:
    """A block of cells, a line each row with tabs between, that `pasted` reads as it is."""
    rows = ("\t".join(written(value, decimal) for value in row) for row in block.tolist())
    return "".join(f"{row}\n" for row in rows)


def pasted(text: str, decimal: str = POINT) -> Table:
    """The block of numbers in a text; a first line without any number is left out.

    It is read with this decimal mark, or else with the one that it seems to have. Raises
    WrongTable for wrong lines, InvalidValue.
    """
    _check_commas(text, decimal)
    return _either(text, decimal, _block)


def pasted_samples(text: str, sizes: tuple[int, int], decimal: str = POINT) -> Samples:
    """Whole samples of a network with so many inputs and outputs; read as by `pasted`.

    With several outputs one last column may hold labels instead, of as many classes.
    """
    return _either(text, decimal, lambda sheet: _samples(sheet, sizes))


def _check_commas(text: str, decimal: str) -> None:
    """One column with decimal commas looks like two columns of whole numbers."""
    cells = [line.strip() for line in text.splitlines() if line.strip()]
    if cells and decimal == POINT and all(map(_ONE_COMMA.fullmatch, cells)):
        raise InvalidValue(
            f"{quoted(cells[0])} may be one number with a decimal comma, or two numbers. Choose "
            "the comma as decimal mark for the first, or put tabs or semicolons between numbers."
        )


def _either(text: str, decimal: str, read_: Callable[[Sheet], T]) -> T:
    try:
        return read_(Sheet.of(text, decimal=decimal))
    except InvalidValue as refusal:
        try:
            return read_(Sheet.of(text))
        except InvalidValue:
            raise refusal from None


def _block(sheet: Sheet) -> Table:
    everything = Columns(tuple(range(sheet.dialect.width)), ())
    return read(sheet, everything, "none").samples().inputs


def _samples(sheet: Sheet, sizes: tuple[int, int]) -> Samples:
    inputs, outputs = sizes
    width = sheet.dialect.width
    labelled = outputs > 1 and width == inputs + 1
    if width != sum(sizes) and not labelled:
        or_labels = f", or {inputs + 1} with a label of the class last" if outputs > 1 else ""
        raise InvalidValue(
            f"The table has {counted(width)}; allowed: {sum(sizes)} (inputs: {inputs}, targets: "
            f"{outputs}){or_labels}."
        )
    columns = Columns(tuple(range(inputs)), tuple(range(inputs, width)))
    reading = read(sheet, columns, "one_hot" if labelled else "none")
    if labelled and len(reading.classes) != outputs:
        named = ", ".join(reading.classes[:8]) + (", …" if len(reading.classes) > 8 else "")
        raise InvalidValue(
            f"The last column has {len(reading.classes)} different labels ({named}); "
            f"{outputs} are allowed, one for each output."
        )
    return reading.samples()
