"""Which of what is drawn was computed before an edit."""

from __future__ import annotations

from collections.abc import Collection

from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.session import Session


def outdated_in(session: Session, arrays: Collection[Quantity]) -> frozenset[int]:
    """The iterations in which part of one of these arrays was computed before an edit."""
    wanted = frozenset(arrays)
    return frozenset(k for k, found in session.outdated.items() if found & wanted)
