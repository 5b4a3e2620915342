"""All faults, in the order of a list."""

from __future__ import annotations

from backprop_gui.session.stops.faults.gradients import EXPLODING, UPDATE_RATIO, VANISHING
from backprop_gui.session.stops.faults.numbers import NOT_FINITE
from backprop_gui.session.stops.faults.progress import LOSS_RISES, NO_PROGRESS
from backprop_gui.session.stops.faults.units import DEAD_UNIT, SATURATED_UNIT

_TABLE = (
    NOT_FINITE,
    LOSS_RISES,
    NO_PROGRESS,
    DEAD_UNIT,
    SATURATED_UNIT,
    VANISHING,
    EXPLODING,
    UPDATE_RATIO,
)

FAULTS = {entry.name: entry for entry in _TABLE}
