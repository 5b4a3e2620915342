"""Samples on the clipboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QGuiApplication

from backprop_gui.engine.samples import Table
from backprop_gui.errors import InvalidValue
from backprop_gui.session.changes import data_set
from backprop_gui.session.changes.pasting import paste
from backprop_gui.session.session import Session
from backprop_gui.session.tables.clipboard import copied, pasted, pasted_samples
from backprop_gui.ui.panels.data.table import Block

MOST_COPIED = 1_000_000


def copy(session: Session, block: Block, decimal: str) -> None:
    """Put the numbers of a block on the clipboard; raises InvalidValue for too many."""
    if block.size > MOST_COPIED:
        raise InvalidValue(
            f"{block.size:,} numbers are selected; up to {MOST_COPIED:,} can be copied. "
            "Export the data to a file instead."
        )
    columns = np.array(block.columns) - 1
    rows = [np.concatenate(session.sample(number))[columns] for number in block.samples]
    QGuiApplication.clipboard().setText(copied(np.array(rows), decimal))


def paste_over(session: Session, block: Block, decimal: str) -> None:
    """Put the numbers on the clipboard over those from the block's first one on.

    A single number fills the block. Raises InvalidValue.
    """
    found = _numbers(session, block, decimal)
    if found.size == 1:
        shape = (block.samples[-1] - block.samples[0] + 1, block.columns[-1] - block.columns[0] + 1)
        found = np.full(shape, found[0, 0])
    paste(session, found, block.samples[0], block.columns[0])


def paste_new(session: Session, after: int, decimal: str) -> int:
    """Insert the samples on the clipboard after one; how many. Raises InvalidValue."""
    samples = pasted_samples(_text(), _sizes(session), decimal)
    data_set.add(session, after, samples.inputs, samples.targets)
    return len(samples)


def _numbers(session: Session, block: Block, decimal: str) -> Table:
    """Whole samples may end in the label of a class."""
    try:
        return pasted(_text(), decimal)
    except InvalidValue as refusal:
        if block.columns[0] > 1:
            raise
        try:
            samples = pasted_samples(_text(), _sizes(session), decimal)
        except InvalidValue:
            raise refusal from None
        return np.hstack([samples.inputs, samples.targets])


def _sizes(session: Session) -> tuple[int, int]:
    return session.network.inputs, session.network.sizes[-1]


def _text() -> str:
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        raise InvalidValue("There is no text on the clipboard; copy numbers in a spreadsheet.")
    return text
