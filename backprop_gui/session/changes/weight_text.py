"""Weights and biases as tab-separated text, for spreadsheets and other networks, and back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from backprop_gui.engine.program import parameters
from backprop_gui.errors import BackpropError, InvalidValue, quoted
from backprop_gui.formula.printed import typed
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.changes.putting import put
from backprop_gui.session.changes.selection import in_force, parameters_of
from backprop_gui.session.session import Session
from backprop_gui.session.tables.numbers import POINT, written

Rows = Sequence[Sequence[str]]


def copied(session: Session, names: Iterable[str], decimal: str = POINT) -> str:
    """The parameters of edges, biases and units as they are in force.

    Those of one array stand as in it, a row for each unit that edges come from; others as lines of
    a name and a number. Raises InvalidValue where there are none.
    """
    chosen = _chosen(session, names)
    values = {n: written(float(session.value(in_force(session, n))), decimal) for n in chosen}
    rows = _grid(values) if len({_array(n) for n in chosen}) == 1 else _lines(values)
    return "".join("\t".join(row) + "\n" for row in rows)


def paste(session: Session, text: str, names: Iterable[str]) -> None:
    """Put copied parameters over a selection, as one change.

    A block goes over the array from the first one selected on, with gaps where cells are empty; one
    number over all selected. Lines with names go, in order, over as many selected ones; with none
    selected, to those they name. Raises InvalidValue, which says what does not fit.
    """
    rows = [line.split("\t") for line in text.splitlines()]
    if not text.strip():
        raise InvalidValue("There is no text to paste; copy weights or numbers first.")
    named = _named(rows)
    selected = parameters_of(session, names)
    if named is not None:
        put(session, _over(session, named, selected))
    elif len(rows) == len(rows[0]) == 1:
        value = _number(rows[0][0])
        put(session, dict.fromkeys(_chosen(session, names), value))
    else:
        put(session, _block(session, rows, _chosen(session, names)))


def _chosen(session: Session, names: Iterable[str]) -> tuple[Quantity, ...]:
    found = parameters_of(session, names)
    if not found:
        raise InvalidValue("Weights and biases can be copied and pasted; none is selected.")
    return found


def _array(name: Quantity) -> Quantity:
    return Quantity(name.kind, name.indices[: -2 if name.kind == "w" else -1])


def _cell(name: Quantity) -> tuple[int, int]:
    """Row and column in its array; biases stand in one row."""
    return (name.indices[-2], name.indices[-1]) if name.kind == "w" else (1, name.indices[-1])


def _grid(values: Mapping[Quantity, str]) -> Rows:
    cells = {_cell(name): text for name, text in values.items()}
    rows, columns = ([cell[axis] for cell in cells] for axis in (0, 1))
    return [
        [cells.get((row, column), "") for column in range(min(columns), max(columns) + 1)]
        for row in range(min(rows), max(rows) + 1)
    ]


def _lines(values: Mapping[Quantity, str]) -> Rows:
    return [(str(name), text) for name, text in values.items()]


def _named(rows: Rows) -> dict[Quantity, str] | None:
    """The lines of a name and a number; None where it is a block."""
    try:
        return {Quantity.parse(name): text for name, text in rows}
    except (BackpropError, ValueError):
        return None


def _over(
    session: Session,
    named: Mapping[Quantity, str],
    selected: tuple[Quantity, ...],
) -> dict[Quantity, float]:
    if not selected:
        missing = [str(n) for n in named if n not in parameters_of(session, [str(n)])]
        if missing:
            raise InvalidValue(f"This network has no weight or bias {', '.join(missing)}.")
        selected = tuple(named)
    if [n.kind for n in selected] != [n.kind for n in named]:
        raise InvalidValue(
            f"The text has {_counted(named)}, selected are {_counted(selected)}; select as many, "
            "or nothing to paste by their names."
        )
    return {n: _number(text) for n, text in zip(selected, named.values(), strict=True)}


def _counted(names: Iterable[Quantity]) -> str:
    kinds = [name.kind for name in names]
    return f"{kinds.count('w')} weights and {kinds.count('b')} biases"


def _block(session: Session, rows: Rows, selected: tuple[Quantity, ...]) -> dict[Quantity, float]:
    arrays = {_array(name) for name in selected}
    if len(arrays) > 1:
        listed = ", ".join(sorted(map(str, arrays)))
        raise InvalidValue(f"A block goes over one array; selected are parts of {listed}.")
    (array,) = arrays
    top, left = (min(_cell(name)[axis] for name in selected) for axis in (0, 1))
    spec = next(s for s in parameters(session.network) if s.name == array)
    found = {}
    for row, line in enumerate(rows, start=top):
        for column, text in enumerate(line, start=left):
            if text.strip():
                name = array.at(row, column) if array.kind == "w" else array.at(column)
                if spec.place(name) is None or (array.kind == "b" and row > 1):
                    raise InvalidValue(
                        f"{text!r} would go to row {row}, column {column} of {array}, where "
                        f"nothing is; it is {' × '.join(map(str, spec.shape))}."
                    )
                found[name] = _number(text)
    return found


def _number(text: str) -> float:
    value = typed(text)
    if not math.isfinite(value):
        raise InvalidValue(f"{quoted(text)} is not finite; finite numbers are allowed.")
    return value
