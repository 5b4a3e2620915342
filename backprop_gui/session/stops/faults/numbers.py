"""nan and inf."""

from __future__ import annotations

import numpy as np

from backprop_gui.formula.sentence import Sentence
from backprop_gui.session.stops.faults.entry import FaultEntry, Found, Settings, View


def _examine(view: View, settings: Settings) -> list[Found]:
    """The first number of the iteration that is not finite."""
    machine = view.replay.machine_of(view.iteration)
    if np.isfinite(machine.values).all() and np.isfinite(view.replay.next_state).all():
        return []
    for operation in view.program.operations:
        spec = operation.output
        numbers = view.arrays[spec.name].reshape(-1)[spec.places]
        if not np.isfinite(numbers).all():
            first = int(np.flatnonzero(~np.isfinite(numbers))[0])
            name = spec.element(first)
            reason = Sentence("{} is {}", name, float(numbers[first]))
            return [Found(name, view.after(name), reason, "any")]
    return []


NOT_FINITE = FaultEntry(
    "not_finite",
    "nan or inf arises",
    _examine,
    "A smaller learning rate, clipped gradients or scaled inputs commonly help; look at its "
    "sources for a division by 0, a logarithm of 0 or an overflow.",
)
