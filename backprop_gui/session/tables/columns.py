"""Which columns of a table are inputs and which are targets, in which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backprop_gui.engine.choices import check_type
from backprop_gui.errors import InvalidValue, quoted

Wanted = int | str | Iterable[int | str]
"""Columns by number, from 1, or by name; or a text such as "1-4, 6, species"."""

_RANGE = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
_INPUT, _TARGET = re.compile(r"x\[0,\d+\]"), re.compile(r"y\[\d+\]")


@dataclass(frozen=True)
class Columns:
    """Places of columns, counted from 0, in the order of the inputs and of the targets."""

    inputs: tuple[int, ...]
    targets: tuple[int, ...]


def heading(place: int) -> str:
    """What the column of an input, from 1, is called in a table that we write."""
    return f"x[0,{place}]"


def chosen(
    inputs: Wanted | None, targets: Wanted | None, names: Sequence[str], default: Columns
) -> Columns:
    """The columns that were chosen; None: the default's, without those chosen for the other.

    `names` has one entry for each column. Raises InvalidValue.
    """
    first = default.inputs if inputs is None else places(inputs, names)
    second = default.targets if targets is None else places(targets, names)
    if inputs is None:
        first = tuple(place for place in first if place not in second)
    if targets is None:
        second = tuple(place for place in second if place not in first)
    _check(first, second)
    return Columns(first, second)


def default(
    names: Sequence[str], numeric: Sequence[bool], sizes: tuple[int, int] | None = None
) -> Columns:
    """What a table's columns probably are; `numeric` are those that hold numbers.

    By their names, x[0,1] and y[1]; by the numbers of inputs and outputs in `sizes`, where one
    last column may hold labels; else the last one is the target, numbers before it are inputs.
    """
    width = len(names)
    if all(_INPUT.fullmatch(name) or _TARGET.fullmatch(name) for name in names):
        inputs = tuple(n for n, name in enumerate(names) if _INPUT.fullmatch(name))
        if 0 < len(inputs) < width:
            return Columns(inputs, tuple(n for n in range(width) if n not in inputs))
    fits = sizes is not None and width in (sum(sizes), sizes[0] + 1)
    if sizes is not None and fits and all(numeric[: sizes[0]]):
        return Columns(tuple(range(sizes[0])), tuple(range(sizes[0], width)))
    inputs = tuple(place for place in range(width - 1) if numeric[place])
    return Columns(inputs or tuple(range(width - 1)), (width - 1,))


def places(wanted: Wanted, names: Sequence[str]) -> tuple[int, ...]:
    """The places, from 0, of columns; raises InvalidValue, which says what there is."""
    match wanted:
        case str():
            parts: Iterable[int | str] = _parts(wanted)
        case int():
            parts = (wanted,)
        case _:
            check_type(wanted, "What is given as columns", Iterable)
            parts = wanted
    return tuple(_place(part, names) for part in parts)


def in_words(places: Sequence[int]) -> str:
    """The shortest text that is read back as these columns: "1-4, 6"."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"{r[0] + 1}-{r[-1] + 1}" if len(r) > 2 else _each(r) for r in runs)


def _each(run: Sequence[int]) -> str:
    return ", ".join(str(place + 1) for place in run)


def _parts(text: str) -> Iterator[int | str]:
    for part in filter(None, (part.strip() for part in re.split("[,;]", text))):
        if found := _RANGE.fullmatch(part):
            first, last = map(int, found.groups())
            if abs(last - first) >= 1_000_000:
                raise InvalidValue(f"“{part}” names {abs(last - first) + 1} columns.")
            yield from range(first, last + 1) if first <= last else range(first, last - 1, -1)
        else:
            yield int(part) if part.isascii() and part.isdigit() else part


def _place(wanted: int | str, names: Sequence[str]) -> int:
    if isinstance(wanted, int) and 1 <= wanted <= len(names):
        return wanted - 1
    found = [n for n, name in enumerate(names) if name == wanted]
    if len(found) != 1:
        many = f"{len(found)} columns are" if found else "No column is"
        allowed = f"columns go from 1 to {len(names)}{_named(names)}"
        raise InvalidValue(f"{many} called {quoted(wanted)}; {allowed}.")
    return found[0]


def _named(names: Sequence[str]) -> str:
    given = [name for name in names if name]
    return f" ({', '.join(given[:8])}{', …' if len(given) > 8 else ''})" if given else ""


def _check(inputs: Sequence[int], targets: Sequence[int]) -> None:
    if not inputs or not targets:
        missing = "targets" if inputs else "inputs"
        raise InvalidValue(f"No column is chosen for {missing}; at least one is needed.")
    for place, count in Counter((*inputs, *targets)).items():
        if count > 1:
            raise InvalidValue(f"Column {place + 1} is chosen {count} times; once is allowed.")
