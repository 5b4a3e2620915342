"""Points that are read one by one: some in passing, the others at leisure."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped

PASSING = 0.004
"""Seconds that a refresh may take for them."""


def in_passing(advance: Callable[[], bool]) -> None:
    """Read on until none is missing or the time is over: a short run is complete at once."""
    end = monotonic() + PASSING
    while advance() and monotonic() < end:
        pass


def drawn_at(drawn: int, finished: int, *, complete: bool) -> str:
    """What is left out, in words; nothing where all iterations are drawn."""
    if drawn == finished:
        return ""
    text = (
        _tr("drawn at {} of {} iterations, evenly spread")
        if complete
        else _tr("drawn at {} of {} iterations so far")
    )
    return text.format(grouped(drawn), grouped(finished))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
