"""All notations, by their names."""

from __future__ import annotations

from backprop_gui.errors import InvalidValue, quoted
from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.cs231n import CS231N
from backprop_gui.formula.notations.nielsen import NIELSEN
from backprop_gui.formula.notations.notation import Notation
from backprop_gui.formula.notations.pytorch import PYTORCH

NOTATIONS = {notation.name: notation for notation in (ASSIGNMENT, NIELSEN, CS231N, PYTORCH)}


def named(name: str | Notation) -> Notation:
    """The notation of a name, or the one that is given; raises InvalidValue, which names all."""
    if isinstance(name, Notation):
        return name
    found = NOTATIONS.get(name) if isinstance(name, str) else None
    if found is None:
        raise InvalidValue(
            f"There is no notation {quoted(name)}; allowed are {', '.join(NOTATIONS)}."
        )
    return found
