"""Which weights a picture of the present position was made with, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backprop_gui.formula.numerals import grouped
from backprop_gui.session.session import Session


def weights_in_force(session: Session) -> str:
    """Those of the current iteration; at its end, and only there, what the update made of them."""
    at = session.position
    rests = at.operation == session.clock.at(at.iteration).operations
    words = _tr("weights after iteration {}") if rests else _tr("weights used in iteration {}")
    return words.format(grouped(at.iteration))


def before_edit(session: Session) -> str:
    """Where the weights in force were computed before an edit, that in words; else ""."""
    if not session.newest_is_stale:
        return ""
    return _tr("these weights were computed before the edit")


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)
