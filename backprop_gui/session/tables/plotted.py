"""What is plotted, as tables: curves across iterations, surfaces, classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backprop_gui.errors import InvalidValue
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.predictions.classification import NO_CLASS, Confusion
from backprop_gui.session.predictions.surface import Surface
from backprop_gui.session.session import Session
from backprop_gui.session.tables.numbers import COMMA, POINT
from backprop_gui.session.tables.rows import Cell, Rows, write_rows

ITERATION = "iteration"


@dataclass(frozen=True, eq=False)
class Column:
    """A curve: `values[i]` belongs to iteration `iterations[i]`; the iterations ascend."""

    name: str
    iterations: NDArray[np.int64]
    values: NDArray[np.float64]


def export_history(
    session: Session,
    path: str | Path,
    names: Sequence[str | Quantity] = ("loss",),
    *,
    branch: str | None = None,
    separator: str = COMMA,
    decimal: str = POINT,
) -> Path:
    """Write quantities across all finished iterations of a branch (None: this) as a CSV file.

    As `Session.history` gives them, each in a column of its own; raises UnknownName, InvalidValue.
    """
    if isinstance(names, (str, Quantity)) or not len(names):
        raise InvalidValue(f"The names are {names!r}; a list with at least one is allowed.")
    columns = []
    for name in names:
        values = np.asarray(session.history(name, branch), np.float64)
        columns.append(Column(str(name), np.arange(len(values)), values))
    return write_rows(path, curves(columns), separator=separator, decimal=decimal)


def curves(columns: Sequence[Column]) -> Rows:
    """A line for each iteration that a curve has; cells are empty where another one has it not."""
    header = (ITERATION, *(column.name for column in columns))
    return Rows(header, _lines(columns))


def surface_points(surface: Surface) -> Rows:
    """A line for each point of the grid: the inputs before standardising, all outputs."""
    depth, outputs = surface.sweep.newest.document.network.depth, surface.outputs
    inputs = [f"x[0,{n}]" for n in range(1, len(surface.axes) + 1)]
    header = (*inputs, *(f"x[{depth},{n}]" for n in range(1, outputs.shape[-1] + 1)))
    grid = [part.ravel() for part in np.meshgrid(*surface.axes)]
    table = np.column_stack([*grid, outputs.reshape(len(grid[0]), -1)])
    return Rows(header, (row.tolist() for row in table))


def confusion_counts(confusion: Confusion, names: Sequence[str]) -> Rows:
    """A line for what samples are, a column for what is said of them; the last: no class."""
    counts = confusion.counts
    unknown = bool(counts[:, NO_CLASS].any())
    columns = (*names, "nan") if unknown else tuple(names)
    lines = [(name, *counts[n].tolist()[: len(columns)]) for n, name in enumerate(names)]
    return Rows(("class", *(f"said {name}" for name in columns)), lines)


def _lines(columns: Sequence[Column]) -> Iterator[Sequence[Cell]]:
    """All at once where the curves have the same iterations, as nearly always."""
    every = [column.iterations for column in columns]
    union = every[0] if _same(every) else np.unique(np.concatenate(every))
    cells = [_placed(column, union) for column in columns]
    for n, iteration in enumerate(union.tolist()):
        yield (iteration, *(values[n] for values in cells))


def _same(every: Sequence[Array]) -> bool:
    return all(np.array_equal(one, every[0]) for one in every[1:])


def _placed(column: Column, iterations: Array) -> list[float | None]:
    if np.array_equal(column.iterations, iterations):
        return list(column.values.tolist())
    known = dict(zip(column.iterations.tolist(), column.values.tolist(), strict=True))
    return [known.get(iteration) for iteration in iterations.tolist()]
