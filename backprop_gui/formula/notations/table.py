"""All notations, by their names."""

from __future__ import annotations

from backprop_gui.formula.notations.assignment import ASSIGNMENT
from backprop_gui.formula.notations.cs231n import CS231N
from backprop_gui.formula.notations.nielsen import NIELSEN
from backprop_gui.formula.notations.pytorch import PYTORCH

NOTATIONS = {notation.name: notation for notation in (ASSIGNMENT, NIELSEN, CS231N, PYTORCH)}
