"""A block of numbers put over the samples from one cell on, as in a spreadsheet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backprop_gui.engine.samples import Table
from backprop_gui.errors import InvalidValue
from backprop_gui.session.run.edits import Cell
from backprop_gui.session.session import Session

MOST_EDITS = 100
"""Numbers up to which a block is edits at this position; more exchange the data set."""


def paste(session: Session, block: Table, sample: int, column: int) -> None:
    """Put a block over the samples from number `sample` and `column` on, both from 1.

    The columns are the inputs, then the targets. A block over all columns may reach past the last
    sample: the rest are new ones. Up to MOST_EDITS other numbers are set from this position on;
    more, and new samples, are another data set, with which the run goes on from the start of this
    iteration, as after any change of structure. One change.
    Raises InvalidValue.
    """
    height, width = block.shape
    inputs, targets = session.data
    columns = inputs.shape[1] + targets.shape[1]
    new = sample - 1 + height - len(inputs)
    if column - 1 + width > columns:
        raise InvalidValue(
            f"The block has {width} columns; from this one on there are {columns - column + 1}."
        )
    if new > 0 and width < columns:
        raise InvalidValue(
            f"The block reaches {new} samples past the last one; new samples need all {columns} "
            "columns."
        )
    rows = np.hstack([inputs[sample - 1 :][:height], targets[sample - 1 :][:height]])
    found = np.argwhere(rows[:, column - 1 :][:, :width] != block[: len(rows)])
    if new > 0 or len(found) > MOST_EDITS:
        _exchange(session, block, sample, column)
    else:
        session.set_samples(_cell(session, block, sample, column, place) for place in found)


def _cell(
    session: Session, block: Table, sample: int, column: int, place: NDArray[np.intp]
) -> Cell:
    row, across = map(int, place)
    name = column_name(session, column + across)
    return Cell(sample + row, name, float(block[row, across]))


def column_name(session: Session, column: int) -> str:
    """What a column, from 1, is called: x[0,1] … y[1] …"""
    inputs = session.network.inputs
    return f"x[0,{column}]" if column <= inputs else f"y[{column - inputs}]"


def _exchange(session: Session, block: Table, sample: int, column: int) -> None:
    inputs, targets = session.data
    old = np.hstack([inputs, targets])
    more = max(0, sample - 1 + len(block) - len(old))
    rows = np.vstack([old, np.zeros((more, old.shape[1]))])
    rows[sample - 1 : sample - 1 + len(block), column - 1 : column - 1 + block.shape[1]] = block
    validation = session.document.validation
    split = inputs.shape[1]
    session.change(
        inputs=rows[:, :split],
        targets=rows[:, split:],
        validation=validation + more if validation else 0,
    )
